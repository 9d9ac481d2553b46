"""A danger first of all; then whether it is the same as before; then what is missing, at most twice."""

from dataclasses import replace
from datetime import date

import pytest

from surga.core.intake.dialogue.turn import AddToCase, Alike, HandOver
from tests.core.intake.dialogue.playing import CODE, KNOWN, Talk, told

WIRE = "kabel PLN putus menjuntai di depan Pasar Pahing dan keluar percikan api"
LAMP = "lampu jalan mati di depan Pasar Pahing sejak Senin malam"
LIKE = Alike("KDR-2611-AAAAA", "Lampu jalan mati", "Pakelan", date(2026, 11, 20), "forwarded", 2)
ALIKE = replace(KNOWN, like=LIKE)


def test_a_danger_is_answered_first_and_the_dialogue_goes_on() -> None:
    talk = told(WIRE)
    first, *others = talk.turns[-1].says
    assert "Hubungi 112 sekarang" in first.text
    assert "Anda menulis tentang" in first.text
    assert "kami dahulukan" in first.text
    assert others
    assert talk.handed_over == "emergency"
    assert talk.memory.step == "checking"
    talk.write("kirim")
    assert talk.filed is not None


def test_in_danger_nothing_but_the_place_is_asked() -> None:
    talk = told("rumah tetangga kebakaran")
    assert "112" in talk.turns[-1].says[0].text
    assert talk.memory.step == "placing"
    talk.write("jl Dhoho")
    assert talk.memory.step == "checking"


def test_the_number_is_said_once_for_a_danger_and_again_for_another() -> None:
    talk = told("rumah tetangga kebakaran di jl Dhoho", "apinya membesar kebakaran")
    assert "112" not in talk.turns[-1].says[0].text
    talk.write("ada orang pingsan tidak sadarkan diri")
    assert "112" in talk.turns[-1].says[0].text


def test_a_reply_that_tells_of_a_danger_is_warned_and_stays_a_reply() -> None:
    talk = Talk(known=replace(KNOWN, asked=CODE))
    said = talk.write("sekarang malah kebakaran di tempat itu")
    assert said.startswith("⚠️")
    assert talk.acts == [AddToCase(CODE, "sekarang malah kebakaran di tempat itu")]


def test_the_citys_own_number_is_said_and_english_is_answered_in_english() -> None:
    talk = Talk(known=replace(KNOWN, emergency="119"))
    assert "Call 119 now" in talk.write("please help there is a house on fire kebakaran in my street")


def test_a_mail_of_a_danger_is_answered_with_the_number_and_filed() -> None:
    talk = told(WIRE, channel="email")
    assert "Hubungi 112 sekarang" in talk.turns[-1].says[0].text
    assert talk.filed is not None
    assert HandOver("emergency") in talk.acts


def test_who_has_a_person_is_not_spoken_to_by_us() -> None:
    assert told("petugas", WIRE).turns[-1].says == ()


def test_an_earlier_report_is_asked_about_once_with_two_buttons() -> None:
    talk = Talk(known=ALIKE)
    said = talk.write(LAMP)
    assert "Lampu jalan mati" in said
    assert "Pakelan · sejak 20 November 2026" in said
    assert "2 warga" in said
    assert talk.choices == ["same", "different"]
    assert talk.memory.step == "alike"


def test_yes_files_at_once_together_with_it() -> None:
    talk = Talk(known=ALIKE)
    talk.write(LAMP)
    assert CODE in talk.write("Ya, sama", kind="choice", choice="same")
    assert talk.filed is not None
    assert (talk.filed.joins, talk.filed.like, talk.filed.story) == (True, LIKE.code, LAMP)


@pytest.mark.parametrize("no", ["bukan", "2", "beda", "tidak"])
def test_no_goes_on_and_is_not_asked_again(no: str) -> None:
    talk = Talk(known=ALIKE)
    talk.write(LAMP)
    talk.write(no)
    assert talk.memory.step == "checking"
    talk.write("tiang nomor tiga dari utara")
    assert talk.memory.step == "checking"
    talk.write("kirim")
    assert talk.filed is not None
    assert not talk.filed.joins


def test_words_instead_of_an_answer_belong_to_the_story() -> None:
    talk = Talk(known=ALIKE)
    talk.write(LAMP)
    talk.write("yang ini di sisi timur, bukan yang itu")
    assert talk.memory.step == "checking"
    assert "sisi timur" in talk.memory.story


def test_a_photo_waits_with_the_question() -> None:
    talk = Talk(known=ALIKE)
    talk.write(LAMP)
    assert "Fotonya" in talk.write(kind="photo")
    assert talk.memory.step == "alike"
    talk.write("ya")
    assert talk.filed is not None
    assert talk.filed.photos == 1


def test_a_secret_report_is_compared_with_nobodys() -> None:
    talk = Talk(known=ALIKE)
    talk.write(f"{LAMP}, tolong dirahasiakan laporan ini")
    talk.write("rahasia")
    talk = told("sampah menumpuk sudah seminggu tidak diangkut", "rahasia", known=ALIKE)
    talk.write("jl Dhoho nomor 4")
    assert talk.memory.step == "checking"


def test_a_place_finer_than_a_kelurahan_is_asked_for_once() -> None:
    known = replace(KNOWN, region_named="35.71.01.1005", region_label="Sukorame")
    talk = told("sampah menumpuk tidak diangkut seminggu ini")
    assert "Di sebelah mana persisnya" in talk.write("Sukorame", known=known)
    assert talk.memory.step == "placing"
    talk.write("depan balai RW 3", known=known)
    assert talk.memory.step == "checking"
    assert "balai RW 3" in talk.memory.place
    assert "Sukorame" in talk.memory.place


@pytest.mark.parametrize("skip", ["tidak tahu", "ndak tau", "lewati", "entahlah"])
def test_who_does_not_know_is_asked_no_more_than_twice(skip: str) -> None:
    talk = told("saya diminta uang waktu mengurus surat itu")
    asked = [talk.turns[-1].says[-1].text]
    while talk.memory.step != "checking" and len(asked) < 6:
        talk.write(skip)
        asked.append(talk.turns[-1].says[-1].text)
    assert len(set(asked)) == len(asked)
    assert sum("tidak tahu" in each for each in asked) <= 2
    talk.write("kirim")
    assert talk.filed is not None


def test_which_aid_is_asked_and_the_answer_belongs_to_the_story() -> None:
    known = replace(KNOWN, region_named="35.71.01.1005", region_label="Sukorame")
    talk = told("saya belum pernah menerima bantuan padahal tetangga dapat, di Sukorame", known=known)
    assert "yang mana" in talk.turns[-1].says[-1].text
    talk.write("yang PKH pak", known=known)
    assert talk.memory.step == "checking"
    assert "yang PKH pak" in talk.memory.story


def test_whoever_tells_enough_is_asked_nothing() -> None:
    assert told(LAMP).memory.step == "checking"
    assert told("usul dibuatkan taman bermain di alun-alun kota").memory.step == "checking"
