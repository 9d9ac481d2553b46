"""Cases that are there: status, replies, "beres", stars, additions; persons and emergencies."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from surga.core.intake.dialogue.turn import AddToCase, Confirm, HandOver, Object, Rate, Seen, Told
from tests.core.intake.dialogue.playing import CODE, KNOWN, Talk, told

WHOLE = "lampu jalan mati di depan Pasar Pahing sejak Senin malam"
SEEN = replace(KNOWN, seen=Seen(CODE, "in_progress", mine=True, agency="Dishub", due=date(2026, 12, 1)))


@pytest.mark.parametrize(
    "text", ["status KDR-2611-7Q4KX", "kdr 2611 7q4kx", "KDR26117Q4KX", "kdr.2611.7q4kx", "cek laporan", "status",
             "laporan saya gimana", "2611-7q4kx", "setatus", "STATUS PAK"],
)  # fmt: skip
def test_the_state_of_a_case(text: str) -> None:
    talk = told(text, known=SEEN)
    said = talk.turns[-1].says[0].text
    assert "sedang dikerjakan" in said
    assert "Dishub" in said
    assert "1 Desember 2026" in said
    assert f"https://contoh.id/lacak/{CODE}" in said
    assert talk.acts == [Told(CODE)]


def test_a_strangers_case_tells_no_agency() -> None:
    said = (
        told(CODE, known=replace(KNOWN, seen=Seen(CODE, "in_progress", agency="Dishub")))
        .turns[-1]
        .says[0]
        .text
    )
    assert "sedang dikerjakan" in said
    assert "Dishub" not in said


def test_unknown_codes_and_no_code() -> None:
    assert "KDR-2611-22222 tidak kami temukan" in Talk().write("kdr 2611 22222")
    assert "Kirim kode laporan" in Talk().write("status")


def test_asking_for_the_state_forgets_no_story() -> None:
    talk = told(WHOLE)
    said = talk.write("status", known=SEEN)
    assert "sedang dikerjakan" in said
    assert WHOLE in said
    talk.write("kirim")
    assert talk.filed is not None


def test_more_words_with_the_code_go_to_that_case() -> None:
    talk = told(f"{CODE} sudah dua minggu belum ada yang datang memeriksa", known=SEEN)
    assert [type(act) for act in talk.acts] == [AddToCase]


def test_words_with_a_strangers_code_are_a_story() -> None:
    known = replace(KNOWN, seen=Seen(CODE, "in_progress"))
    talk = told(f"laporan {CODE} milik tetangga saya belum juga ditangani sampai sekarang", known=known)
    assert talk.acts == []
    assert CODE in talk.memory.story


@pytest.mark.parametrize(
    "text",
    [
        "petugas",
        "operator",
        "admin manusia",
        "mau bicara dengan petugas",
        "petgas",
        "ngomong sama orang dong",
    ],
)
def test_a_person_takes_over_and_the_bot_is_quiet(text: str) -> None:
    talk = told(text)
    assert talk.acts == [HandOver("asked")]
    assert talk.write("halo?") == ""
    assert talk.write(kind="photo") == ""


def test_the_officers_mentioned_in_a_complaint_are_not_called() -> None:
    assert told("petugas sampah tidak pernah datang ke gang kami").acts == []


def test_outside_of_office_hours_it_is_said_when() -> None:
    assert (
        "07.30" in told("petugas", known=replace(KNOWN, open=False, opens=time(7, 30))).turns[-1].says[0].text
    )


@pytest.mark.parametrize(
    "text",
    ["Kebakaran di jl Dhoho!!", "tolong!!", "ada kecelakaan di perempatan semampir", "orang tersengat listrik di sini",
     "darurat", "TOLONG TOLONG", "gas bocor di rumah tetangga", "help"],
)  # fmt: skip
def test_an_emergency_says_112_and_calls_a_person(text: str) -> None:
    talk = told(text)
    assert "112 sekarang" in talk.turns[-1].says[0].text or "112 now" in talk.turns[-1].says[0].text
    assert talk.acts == [HandOver("emergency")]
    assert talk.memory.story == text


@pytest.mark.parametrize(
    "text",
    ["jalan berlubang di depan Pasar Pahing sering bikin kecelakaan", "tolong lampu jalan diperbaiki di jl Dhoho",
     "lampu darurat di gedung A dekat pasar mati sejak lama", "petugas pemadam kebakaran di jl Dhoho ramah sekali"],
)  # fmt: skip
def test_an_ordinary_complaint_is_no_emergency(text: str) -> None:
    talk = told(text)
    assert talk.acts == []
    assert talk.memory.step == "checking"


def test_what_may_come_is_told_the_number_too() -> None:
    assert (
        "112" in told("jalan berlubang di depan Pasar Pahing sering bikin kecelakaan").turns[-1].says[0].text
    )


def test_a_voice_note_is_kept_for_an_operator() -> None:
    talk = Talk()
    assert "petugas akan mendengarkannya" in talk.write(kind="voice")
    assert talk.handed_over == "voice"


def test_whoever_sent_a_voice_note_may_write_all_the_same() -> None:
    talk = told()
    talk.write(kind="voice")
    assert "1 pesan suara" in talk.write(WHOLE)
    talk.write("kirim")
    assert talk.filed is not None
    assert (talk.filed.story, talk.filed.voices) == (WHOLE, 1)


def test_an_emergency_is_told_further_and_may_become_a_case() -> None:
    talk = told("kebakaran!!", "masih di jl Dhoho dekat stasiun, cepat ke sini", "kirim")
    assert talk.acts[0] == HandOver("emergency")
    assert talk.filed is not None
    assert talk.filed.story == "kebakaran!!\nmasih di jl Dhoho dekat stasiun, cepat ke sini"


def test_a_voice_note_beside_a_story_goes_with_it() -> None:
    talk = told(WHOLE)
    assert "Pesan suara Anda sudah kami simpan" in talk.write(kind="voice")
    assert "akan didengarkan petugas" in talk.write("kirim")
    assert talk.filed is not None
    assert talk.handed_over == "voice"


def test_photos_soon_after_filing_go_to_the_case() -> None:
    talk = told(WHOLE, "kirim")
    assert CODE in talk.write(kind="photo")
    assert talk.acts[-1] == AddToCase(CODE)
    talk.pause = timedelta(seconds=5)
    assert talk.write(kind="photo") == ""
    assert talk.acts[-2:] == [AddToCase(CODE), AddToCase(CODE)]


@pytest.mark.parametrize("text", ["ok", "👍", "baik pak", "terima kasih", "siap"])
def test_a_word_of_thanks_after_filing_begins_nothing(text: str) -> None:
    talk = told(WHOLE, "kirim", text)
    assert "Sama-sama" in talk.turns[-1].says[0].text
    assert talk.turns[-1].tail


def test_photos_long_after_filing_are_a_new_story() -> None:
    talk = told(WHOLE, "kirim")
    talk.pause = timedelta(minutes=61)
    assert "Apa yang terjadi" in talk.write(kind="photo")
    assert AddToCase not in {type(act) for act in talk.acts}


def test_words_soon_after_filing_are_sorted_by_asking() -> None:
    talk = told(WHOLE, "kirim", "di tiang nomor tiga dari utara")
    assert talk.choices == ["add", "new"]
    talk.write("Tambahan")
    assert talk.acts[-1] == AddToCase(CODE, "di tiang nomor tiga dari utara")


def test_or_they_are_another_case() -> None:
    talk = told(WHOLE, "kirim", "sampah menumpuk di depan SD Banjaran", "laporan baru", "kirim")
    assert talk.filed is not None
    assert talk.filed.story == "sampah menumpuk di depan SD Banjaran"


ASKED = replace(KNOWN, asked=CODE)
SOLVED = replace(KNOWN, resolved=CODE)


@pytest.mark.parametrize("text", ["Tiangnya nomor tiga", "ya", "tidak ada", "sudah seminggu"])
def test_a_question_of_an_officer_is_answered(text: str) -> None:
    talk = told("halo", known=ASKED)
    assert CODE in talk.turns[-1].says[0].text
    talk.write(text)
    assert talk.acts == [AddToCase(CODE, text)]


@pytest.mark.parametrize("text", ["sudah beres", "Sudah", "wis mari", "sampun beres", "beres pak"])
def test_it_is_settled(text: str) -> None:
    talk = told(text, "5", known=SOLVED)
    assert talk.acts == [Confirm(CODE), Rate(CODE, 5)]


def test_a_button_under_the_news_settles_it_whatever_was_being_told() -> None:
    talk = told(WHOLE, known=SOLVED)
    said = talk.write("Sudah beres", kind="choice", choice=f"beres:{CODE}")
    assert talk.acts == [Confirm(CODE)]
    assert WHOLE in said
    talk.write("kirim")
    assert talk.filed is not None


def test_a_button_of_a_case_that_moved_on_tells_how_it_stands() -> None:
    talk = told(known=SEEN)
    assert "sedang dikerjakan" in talk.write("Belum", kind="choice", choice=f"belum:{CODE}")
    assert talk.acts == [Told(CODE)]


def test_not_settled_asks_why_once() -> None:
    talk = told("belum", known=SOLVED)
    assert talk.acts == []
    talk.write("Lampunya mati lagi tadi malam")
    assert talk.acts == [Object(CODE, "Lampunya mati lagi tadi malam")]


def test_a_reason_given_at_once_is_not_asked_for() -> None:
    assert told("belum, lampunya masih mati", known=SOLVED).acts == [
        Object(CODE, "belum, lampunya masih mati")
    ]


def test_ok_alone_settles_nothing() -> None:
    talk = told("ok", known=SOLVED)
    assert talk.acts == []
    assert talk.choices == ["done", "notyet", "person"]
    talk.write("ya")
    assert talk.acts == [Confirm(CODE)]


@pytest.mark.parametrize(
    ("text", "stars"), [("4", 4), ("⭐⭐⭐", 3), ("lima", 5), ("2 lambat", 2), ("bintang 4", 4)]
)
def test_stars(text: str, stars: int) -> None:
    talk = told("sudah beres", known=SOLVED)
    talk.write(text, known=KNOWN)
    act = talk.acts[-1]
    assert isinstance(act, Rate)
    assert act.stars == stars


def test_who_gives_no_stars_is_heard_all_the_same() -> None:
    talk = told("sudah beres", known=SOLVED)
    talk.write(WHOLE, known=KNOWN)
    assert talk.memory.step == "checking"


def test_a_mail_to_a_cases_address_is_added_to_it() -> None:
    talk = Talk(channel="email")
    talk.write("Ini foto tambahan dari lokasi", code=CODE)
    assert talk.acts == [AddToCase(CODE, "Ini foto tambahan dari lokasi")]


def test_a_sign_on_a_message_is_no_story() -> None:
    talk = Talk()
    assert "Sama-sama" in talk.write("❤", kind="unknown", raw_kind="reaction")
    talk.write(WHOLE)
    talk.write("👍", kind="unknown", raw_kind="reaction")
    assert talk.filed is not None
