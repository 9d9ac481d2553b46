"""However people put it: what they mean is understood, and what they tell is not mistaken for it."""

from dataclasses import replace

import pytest

from surga.core.intake.dialogue.turn import AddToCase, Cancelled, Confirm, HandOver, Object, Rate
from tests.core.intake.dialogue.playing import CODE, KNOWN, Talk, told

WHOLE = "lampu jalan mati di depan Pasar Pahing sejak Senin"
ANSWERED = replace(KNOWN, resolved=CODE)


@pytest.mark.parametrize(
    "text",
    ["Kirim laporan ini", "sudah, kirim", "betul sekali", "iya betul pak, tolong dikirim", "kirimkan laporannya",
     "/kirim"],
)  # fmt: skip
def test_a_wish_to_send_is_no_part_of_the_story(text: str) -> None:
    talk = told(WHOLE, text)
    assert talk.filed is not None
    assert talk.filed.story == WHOLE


@pytest.mark.parametrize("text", ["salah lokasi", "kurang tepat", "salah alamatnya"])
def test_what_is_wrong_in_it_is_asked_for(text: str) -> None:
    talk = told(WHOLE)
    assert "belum kami kirim" in talk.write(text)
    assert talk.memory.story == WHOLE


@pytest.mark.parametrize(
    "text",
    ["batalkan laporan saya", "hapus laporan ini", "udah ga usah", "lupakan saja", "mboten sios", "gajadi", "gk jd",
     "maaf salah kirim", "jangan dikirim", "/batal"],
)  # fmt: skip
def test_never_mind_however_it_is_said(text: str) -> None:
    assert told(WHOLE, text).acts == [Cancelled()]


@pytest.mark.parametrize(
    "text",
    ["bisa ngomong sama orangnya?", "tolong hubungkan saya dengan petugas ya", "minta nomor petugas",
     "mau ngomong langsung ke petugas bisa?", "kulo bade matur kaliyan petugas", "ada orangnya ga", "/petugas"],
)  # fmt: skip
def test_a_wish_for_a_person_however_it_is_said(text: str) -> None:
    assert told(text).acts == [HandOver("asked")]


@pytest.mark.parametrize(
    "text",
    ["saya sudah bicara sama petugas loket tapi dibentak", "petugas parkir di jl Dhoho ngomong kasar ke saya",
     "tidak ada orang yang mengangkut sampah di jl Dhoho", "nomor petugas kebersihan di jl Dhoho tidak aktif"],
)  # fmt: skip
def test_persons_in_a_story_are_not_called(text: str) -> None:
    talk = told(text)
    assert talk.acts == []
    assert talk.memory.story == text


@pytest.mark.parametrize(
    "text",
    ["laporanku kok belum ada kabar", "kabar laporan saya bagaimana ya pak", "kapan ditindaklanjuti laporan saya?",
     "sudah diproses belum laporan saya?"],
)  # fmt: skip
def test_how_it_stands_however_it_is_asked(text: str) -> None:
    assert "Kirim kode laporan" in told(text).turns[-1].says[0].text


@pytest.mark.parametrize(
    "text",
    ["tolong nama saya dirahasiakan", "identitas saya dirahasiakan", "jangan bocorkan identitas saya",
     "nama saya jangan dicantumkan", "jangan sampai ketahuan nama saya", "I want to stay anonymous"],
)  # fmt: skip
def test_a_hidden_name_is_no_part_of_the_story(text: str) -> None:
    talk = told("pegawai di depan Pasar Pahing minta uang lagi", text)
    assert (talk.memory.story, talk.memory.anonymous) == (
        "pegawai di depan Pasar Pahing minta uang lagi",
        True,
    )


@pytest.mark.parametrize(
    "text",
    ["ada pungli di kelurahan Pakelan, tolong identitas saya dirahasiakan", "lapor pungli di jl Dhoho secara anonim",
     "pungutan liar di jl Dhoho, jangan sampai diketahui nama saya"],
)  # fmt: skip
def test_a_hidden_name_is_heard_within_the_story(text: str) -> None:
    assert told(text).memory.anonymous


def test_a_name_that_somebody_else_hides_is_not_ours() -> None:
    assert not told("nama jalan di depan Pasar Pahing belum dicantumkan di papan").memory.anonymous


@pytest.mark.parametrize(
    "text",
    ["sudah beres terima kasih pak", "Sudah nyala pak, terima kasih banyak", "lampunya sudah nyala",
     "alhamdulillah sudah beres", "sudah diperbaiki, terima kasih", "udah bagus jalannya"],
)  # fmt: skip
def test_settled_however_it_is_said(text: str) -> None:
    assert told(text, known=ANSWERED).acts == [Confirm(CODE)]
    assert told(text).acts == []


@pytest.mark.parametrize(
    "text",
    ["belum beres, masih gelap di sebelah timur", "tidak beres pak, lampunya kedip", "beres apanya, masih mati semua!",
     "belum ada perbaikan sama sekali", "not fixed yet, it is still dark"],
)  # fmt: skip
def test_not_settled_however_it_is_said(text: str) -> None:
    assert told(text, known=ANSWERED).acts == [Object(CODE, text)]


def test_another_matter_is_not_taken_for_an_objection() -> None:
    talk = told("masih banyak sampah di depan Pasar Pahing", known=ANSWERED)
    assert talk.acts == []
    assert talk.memory.step == "checking"


@pytest.mark.parametrize(("text", "stars"), [("⭐⭐⭐⭐⭐", 5), ("bintang 4", 4), ("⭐⭐", 2)])
def test_stars_before_they_are_asked_for_settle_it(text: str, stars: int) -> None:
    assert told(text, known=ANSWERED).acts == [Confirm(CODE), Rate(CODE, stars)]
    assert told("5", known=ANSWERED).acts == []


@pytest.mark.parametrize(
    "text", ["6", "0", "10/10", "bagus sekali pelayanannya", "sangat puas, terima kasih"]
)
def test_words_or_another_number_instead_of_stars_are_asked_for_again(text: str) -> None:
    talk = told("sudah beres", known=ANSWERED)
    talk.known = KNOWN
    assert "1 sampai 5" in talk.write(text)
    assert not any(isinstance(act, Rate) for act in talk.acts)
    talk.write("4")
    assert talk.acts[-1] == Rate(CODE, 4)


@pytest.mark.parametrize("text", ["1", "081234567890", "!!! 3"])
def test_a_number_alone_is_no_story(text: str) -> None:
    talk = told(text)
    assert "layanan aduan" in talk.turns[-1].says[0].text
    assert told("mau lapor", text).memory.story == ""
    talk = told(text, known=replace(KNOWN, asked=CODE))
    assert talk.acts == [AddToCase(CODE, text)]


def test_somebody_elses_card_is_no_story_and_no_place() -> None:
    talk = Talk()
    assert "Kartu kontak" in talk.write("Bengkel Las, +6281200000099", kind="card")
    talk.write("lampu jalan mati")
    assert "Kartu kontak" in talk.write("Bengkel Las, +6281200000099", kind="card")
    assert (talk.memory.story, talk.memory.place) == ("lampu jalan mati", "")
    talk = told(known=replace(KNOWN, asked=CODE))
    talk.write("Pak RT, +6281200000099", kind="card")
    assert talk.acts == [AddToCase(CODE, "Pak RT, +6281200000099")]


@pytest.mark.parametrize("text", ["/help", "/start"])
def test_a_command_is_a_greeting_and_no_emergency(text: str) -> None:
    assert told(text).acts == []


@pytest.mark.parametrize(
    "text",
    ["banyak yang kecelakaan gara2 jalan rusak di depan Pasar Pahing",
     "anak saya kecelakaan kena lubang di jl Dhoho, tolong diperbaiki",
     "tawuran pelajar tiap sore di depan Pasar Pahing"],
)  # fmt: skip
def test_what_happened_before_is_a_complaint(text: str) -> None:
    talk = told(text)
    assert talk.acts == []
    assert "112" in talk.turns[-1].says[0].text


@pytest.mark.parametrize("text", ["bukan itu maksud saya", "tidak menjawab", "kurang jelas", "ga nyambung"])
def test_an_article_that_does_not_answer(text: str) -> None:
    talk = Talk()
    talk.memory = replace(
        talk.memory, step="offered", story="syarat KTP hilang apa saja?", kind="information"
    )
    assert "Kami teruskan pertanyaan ini" in talk.write(text)
    assert talk.memory.story == "syarat KTP hilang apa saja?"


def test_an_edited_message_takes_the_place_of_what_it_corrects() -> None:
    talk = told(WHOLE)
    talk.write(WHOLE.replace("Senin", "Selasa malam"), raw_kind="edited")
    assert talk.memory.story == WHOLE.replace("Senin", "Selasa malam")
    talk = told(WHOLE, "tiangnya nomor 12 dan miring sekali")
    talk.write("tiangnya nomor 21 dan miring sekali", raw_kind="edited")
    assert talk.memory.story == f"{WHOLE}\ntiangnya nomor 21 dan miring sekali"
    talk.write("sudah dua orang mengeluh", raw_kind="edited")
    assert talk.memory.story.endswith("miring sekali\nsudah dua orang mengeluh")


def test_two_places_told_one_after_the_other_are_both_kept() -> None:
    other = WHOLE.replace("Pasar Pahing", "Pasar Bandar")
    assert told(WHOLE, other).memory.story == f"{WHOLE}\n{other}"
