"""From "halo" to a case: few turns, nothing asked twice, nothing lost."""

from dataclasses import replace

import pytest

from surga.core.intake.dialogue.turn import Answered, Cancelled, File, NotFound, Offer
from tests.core.intake.dialogue.playing import CODE, KNOWN, Talk, told

WHOLE = "lampu jalan mati di depan Pasar Pahing sejak Senin malam"


def test_a_whole_complaint_is_filed_in_two_turns() -> None:
    talk = told(WHOLE)
    assert WHOLE in talk.turns[-1].says[0].text
    assert talk.choices == ["send", "change", "cancel"]
    assert CODE in talk.write("ya")
    assert talk.filed is not None
    assert talk.filed.story == WHOLE


@pytest.mark.parametrize(
    "opening",
    ["halo", "Halo min", "HALOOO", "p", "kulonuwun", "Assalamualaikum wr wb", "pak", "bu", "selamat pagi pak", "hi",
     "permisi", "nuwun sewu", "sugeng enjing", "mau lapor", "saya mau lapor pak", "👋", "/start", "tes", "menu"],
)  # fmt: skip
def test_an_opening_is_answered_and_never_filed(opening: str) -> None:
    talk = told(opening, WHOLE, "kirim")
    assert talk.filed is not None
    assert talk.filed.story == WHOLE


@pytest.mark.parametrize(
    "yes",
    ["ya", "Iya", "iyo", "nggih", "ok", "oke pak", "betul", "kirim", "👍", "YA", "yaaa", "iya kirim saja", "sip", "y",
     "leres", "sudah benar", "yes", "siap min", "baik", "1"],
)  # fmt: skip
def test_yes_in_many_ways(yes: str) -> None:
    assert told(WHOLE, yes).filed is not None


@pytest.mark.parametrize(
    "no", ["tidak", "gak", "ndak", "mboten", "bukan", "enggak", "no", "👎", "jangan", "belum"]
)
def test_no_in_many_ways_files_nothing_and_asks_what_to_change(no: str) -> None:
    talk = told(WHOLE, no)
    assert talk.filed is None
    assert talk.memory.story == WHOLE
    assert "belum kami kirim" in talk.turns[-1].says[0].text


@pytest.mark.parametrize(
    "word",
    ["batal", "Batal aja", "ndak jadi", "gak jadi", "tidak jadi pak", "ora sido", "btal", "cancel", "3"],
)
def test_never_mind_ends_it(word: str) -> None:
    talk = told(WHOLE, word)
    assert talk.acts == [Cancelled()]
    assert not talk.memory.is_open
    assert talk.memory.story == ""


def test_a_short_story_is_asked_for_place_and_more_at_once() -> None:
    talk = told("lampu mati")
    assert "sejak kapan" in talk.turns[-1].says[0].text
    talk.write("jl dhoho, dari kemarin")
    assert talk.memory.step == "checking"
    talk.write("ok")
    assert talk.filed is not None
    assert talk.filed.story == "lampu mati\njl dhoho, dari kemarin"


def test_who_does_not_know_where_files_all_the_same() -> None:
    talk = told("sampah di kampung kami belum diangkut petugas", "tidak tahu", "kirim")
    assert talk.filed is not None
    assert not talk.filed.has_place


def test_a_location_says_where() -> None:
    talk = told("sampah menumpuk tidak diangkut seminggu ini")
    known = replace(KNOWN, region_at="35.71.01.1005", region_label="Sukorame")
    said = talk.write(kind="location", lat=-7.81, lon=112.0, known=known)
    assert "Sukorame" in said
    talk.write("ya")
    assert talk.filed is not None
    assert (talk.filed.region, talk.filed.lat) == ("35.71.01.1005", -7.81)


def test_a_place_outside_is_said_kindly_and_filed() -> None:
    talk = told("sampah menumpuk tidak diangkut seminggu ini")
    assert "di luar Kota Kediri" in talk.write(kind="location", lat=-8.5, lon=112.0)
    assert "Tetap kami terima" in talk.turns[-1].says[0].text
    talk.write("ya")
    assert talk.filed is not None
    assert talk.filed.outside


def test_a_location_first_asks_for_the_story() -> None:
    talk = Talk()
    assert "Apa yang terjadi" in talk.write(kind="location", lat=-7.81, lon=112.0, place="Pasar Pahing")
    talk.write("lampu jalannya mati semua sejak kemarin")
    assert talk.memory.step == "checking"


def test_photos_before_the_story() -> None:
    talk = Talk()
    assert "Fotonya sudah kami simpan" in talk.write(kind="photo")
    talk.write(WHOLE)
    assert "1 foto" in talk.turns[-1].says[0].text
    talk.write("kirim")
    assert talk.filed is not None
    assert talk.filed.photos == 1


def test_a_photo_with_its_story_and_photos_after() -> None:
    talk = Talk()
    talk.write(WHOLE, kind="photo")
    assert "2 foto" in talk.write(kind="photo")
    assert talk.memory.step == "checking"


@pytest.mark.parametrize("group", ["album-1", ""])
def test_an_album_is_answered_once(group: str) -> None:
    talk = Talk()
    talk.write(kind="photo", group=group)
    talk.pause /= 30
    for _ in range(3):
        assert talk.write(kind="photo", group=group) == ""
    assert talk.memory.photos == 4


def test_anonymous_and_confidential() -> None:
    talk = told(WHOLE, "anonim", "tolong rahasiakan ya", "kirim")
    assert talk.filed is not None
    assert (talk.filed.anonymous, talk.filed.confidential) == (True, True)


def test_secrecy_that_the_story_itself_asks_for() -> None:
    talk = told("kemarin ada pungli di sekolah anak saya di jl Dhoho, mohon dirahasiakan nama saya")
    assert "anonim" in talk.turns[-1].says[0].text
    assert talk.memory.anonymous
    assert not talk.memory.confidential


@pytest.mark.parametrize("word", ["rahasia", "Rahasiakan ya pak", "tolong dirahasiakan"])
def test_secrecy_may_be_asked_for_at_any_step(word: str) -> None:
    talk = told("sampah menumpuk sudah seminggu tidak diangkut", word)
    assert "kami rahasiakan" in talk.turns[-1].says[0].text
    assert talk.memory.step == "placing"
    assert talk.memory.confidential


def test_more_words_before_sending_are_added() -> None:
    talk = told(WHOLE, "Tiang nomor tiga dari utara", "kirim")
    assert talk.filed is not None
    assert talk.filed.story == f"{WHOLE}\nTiang nomor tiga dari utara"


def test_change_replaces_the_story_and_keeps_the_place() -> None:
    talk = told("sampah menumpuk di kampung tidak diangkut", "di Sukorame", "ubah")
    talk.write("lampu jalan mati sejak hari Senin yang lalu")
    talk.write("kirim")
    assert talk.filed is not None
    assert talk.filed.story == "lampu jalan mati sejak hari Senin yang lalu"
    assert talk.filed.place == "Sukorame"


def test_pressed_twice_is_told_once() -> None:
    talk = told("lampu jalan mati di depan pasar", "lampu jalan mati di depan pasar", "kirim")
    assert talk.filed is not None
    assert talk.filed.story == "lampu jalan mati di depan pasar"


def test_a_mail_is_filed_at_once() -> None:
    talk = told("Lampu jalan\n\nLampu jalan mati sejak Senin, gelap sekali", channel="email")
    assert talk.filed is not None
    assert "kelurahan" in talk.turns[-1].says[0].text


def test_an_idea_needs_no_place() -> None:
    talk = told("usul ditambah taman bermain untuk anak anak")
    assert talk.memory.step == "checking"
    assert talk.memory.kind == "aspiration"


KTP = Offer("ktp-hilang", "KTP hilang", "Bawa surat kehilangan dan fotokopi KK.")
KK = Offer("kk-baru", "KK baru", "Bawa surat pengantar.")
ASKS = "syarat mengurus KTP hilang apa saja?"


def test_an_article_that_answers_is_offered() -> None:
    talk = told(ASKS, known=replace(KNOWN, articles=(KTP, KK)))
    assert "fotokopi KK" in talk.turns[-1].says[0].text
    assert talk.choices == ["enough", "other", "person"]
    talk.write("Cukup, terima kasih")
    assert talk.acts == [Answered("ktp-hilang")]


@pytest.mark.parametrize(
    ("doubt", "said"), [("", ""), ("expired", "Keterangan lama"), ("unconfirmed", "belum dipastikan")]
)
def test_an_article_that_may_be_wrong_says_so_and_where_the_rest_stands(doubt: str, said: str) -> None:
    offered = replace(KTP, doubt=doubt)
    talk = told(ASKS, known=replace(KNOWN, articles=(offered,), address="https://surga.example"))
    text = talk.turns[-1].says[0].text
    assert "https://surga.example/informasi/ktp-hilang" in text
    assert ("tanyakan dulu" in text) == bool(doubt)
    assert said in text


def test_not_that_goes_on_to_the_next_article_and_then_to_a_case() -> None:
    talk = told(ASKS, "bukan itu", known=replace(KNOWN, articles=(KTP, KK)))
    assert "KK baru" in talk.turns[-1].says[0].text
    talk.write("Bukan itu")
    assert talk.acts == [NotFound(ASKS)]
    talk.write("kirim")
    assert talk.filed is not None
    assert (talk.filed.kind, talk.filed.story) == ("information", ASKS)


def test_what_nothing_answers_is_noted_and_passed_on() -> None:
    talk = told("bagaimana cara mendaftar lomba burung kicau")
    assert talk.acts == [NotFound("bagaimana cara mendaftar lomba burung kicau")]
    assert "person" in talk.choices


def test_a_complaint_in_the_form_of_a_question_is_a_complaint() -> None:
    talk = told("kapan lampu jalan di kel Pojok diperbaiki?", known=replace(KNOWN, topic="lampu-jalan"))
    assert talk.memory.kind == "complaint"
    assert talk.memory.step == "checking"


def test_english_is_answered_in_english() -> None:
    talk = told("hello")
    assert talk.turns[-1].says[0].text.startswith("Hello!")
    talk.write("the street light on my road is broken")
    talk.write("in front of Dhoho mall")
    assert "Send this report?" in talk.turns[-1].says[0].text
    assert "received your report" in talk.write("yes")


@pytest.mark.parametrize("kind", ["sticker", "card", "unknown"])
def test_what_cannot_be_read_is_answered_with_help(kind: str) -> None:
    talk = told(WHOLE)
    assert "Kirim laporan ini?" in talk.write(kind=kind)
    assert File not in {type(act) for act in talk.acts}


def test_empty_words_and_signs_are_answered() -> None:
    for text in ("", "   ", "😀", "...", "\u202e"):
        assert "layanan aduan" in Talk().write(text)


def test_no_greeting_tells_more_than_the_city_wants() -> None:
    talk = told("halo", known=replace(KNOWN, texts={"chat_greeting": "Sugeng rawuh ing {city}."}))
    assert talk.turns[-1].says[0].text == "Sugeng rawuh ing Kota Kediri."
