"""What a typed reply means: the digit, one of the four words, a wish, or something for others."""

from __future__ import annotations

from typing import Any

import pytest

from surga.core.intake.dialogue.memory import Memory
from surga.core.intake.dialogue.sense import read
from surga.core.intake.heard import Heard
from surga.reactions.surveys.rules.elements import BY_CODE, ELEMENTS
from surga.reactions.surveys.rules.replies import Reply, Start, press, pressed_in, read_reply, start_of

from .conftest import MARCH

TIME, COST, HANDLING = (BY_CODE[code] for code in ("time", "cost", "complaints"))


def reply(
    text: str, element: Any = TIME, *, on_topic: bool = False, cold: bool = False, **more: Any
) -> Reply:
    heard = Heard("whatsapp", "1", "1", MARCH, text=text, **more)
    return read_reply(text, read(heard, Memory(), "KDR"), element, on_topic=on_topic, cold=cold)


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda each: each.code)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_of_the_form_is_its_number(element: Any, language: str) -> None:
    for n, word in enumerate(element.answers, 1):
        for said in (
            word(language),
            word(language).upper(),
            f"  {word(language)}. ",
            f"{n}",
            f"{n}. {word(language)}",
        ):
            assert reply(said, element) == Reply("score", n), said


@pytest.mark.parametrize(
    ("text", "score"),
    [("3", 3), ("3.", 3), ("(3)", 3), ("3️⃣", 3), ("３", 3), ("tiga", 3), ("telu", 3), ("nomor 3", 3), ("pilih 4", 4),
     ("3 pak", 3), ("ya 2", 2), ("no 1", 1), ("cepat kak", 3), ("ga cepat", 1), ("nggak cepat", 1), ("krg cepat", 2),
     ("cepat banget", 4), ("cepat sekali", 4), ("3 cepat", 3), ("3) Cepat", 3)],
)  # fmt: skip
def test_a_number_or_a_word_however_it_is_typed(text: str, score: int) -> None:
    assert reply(text) == Reply("score", score)


@pytest.mark.parametrize(
    "text",
    ["5", "0", "12", "33", "3 4", "3-4", "1/2", "3,5", "2 cepat", "3 sangat cepat", "mudah", "lumayan", "ya", "tidak",
     "ok", "halo", "👍", "", "?", "terima kasih", "apa maksudnya?", "menurut saya pelayanannya sudah cepat"],
)  # fmt: skip
def test_what_is_no_answer_is_asked_again(text: str) -> None:
    assert reply(text) == Reply("wrong")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("lewati", "skip"), ("Lewat aja", "skip"), ("skip", "skip"), ("tidak tahu", "skip"), ("kurang tahu", "skip"),
     ("ga tau", "skip"), ("I don't know", "skip"), ("berhenti", "stop"), ("STOP", "stop"), ("batal", "stop"),
     ("gajadi", "stop"), ("kembali", "back"), ("back", "back"), ("english", "english"),
     ("bahasa Indonesia", "indonesian")],
)  # fmt: skip
def test_wishes(text: str, kind: str) -> None:
    assert reply(text) == Reply(kind)


@pytest.mark.parametrize(
    "text",
    ["menu", "lapor", "mau lapor", "petugas", "status", "status KDR-2611-7Q4KX", "KDR-2611-7Q4KX", "sudah beres",
     "belum",
     "lampu jalan depan rumah saya mati sejak Senin", "jalan berlubang di Jalan Dhoho", "sampah di depan pasar Pahing",
     "bagaimana cara mengurus KTP yang hilang?", "jam buka dukcapil?",
     "pelayanan di kantor lama dan cepat sekali rusak semua"],
)  # fmt: skip
def test_what_is_clearly_no_answer_is_left_to_the_dialogue(text: str) -> None:
    assert reply(text) == Reply("away")


def test_a_matter_of_the_city_s_is_no_answer_though_it_is_short() -> None:
    assert reply("lampu mati", on_topic=True) == Reply("away")
    assert reply("lampu mati") == Reply("wrong")
    assert reply("Gratis", COST, on_topic=True) == Reply("score", 4)


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document", "location"])
@pytest.mark.parametrize("element", [TIME, None])
def test_what_is_sent_is_left_to_the_dialogue(kind: str, element: Any) -> None:
    assert reply("", element, kind=kind, lat=-7.8, lon=112.0) == Reply("away")


def test_a_sticker_is_no_answer() -> None:
    assert reply("", kind="sticker") == reply("", None, kind="sticker") == Reply("wrong")


@pytest.mark.parametrize(
    "text", ["Antrean lama", "tambah loket di lantai satu, kasihan yang tua", "kenapa antre lama?", "3", "bagus sekali",
             "lampu ruang tunggu mati di kantor jalan Dhoho"]
)  # fmt: skip
def test_what_is_written_at_the_end_is_the_comment(text: str) -> None:
    assert reply(text, None) == Reply("comment", text=text)


@pytest.mark.parametrize(
    "text", ["tidak ada", "Tidak", "-", "kirim", "lewati", "none", "👍", "cukup", "tidak tahu"]
)
def test_there_may_be_no_comment(text: str) -> None:
    assert reply(text, None) == Reply("comment")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("kembali", "back"), ("berhenti", "stop"), ("batal", "stop"), ("lapor", "away"), ("menu", "away"),
     ("petugas", "away"),
     ("status", "away"), ("x" * 1001, "long")],
)  # fmt: skip
def test_wishes_at_the_end(text: str, kind: str) -> None:
    assert reply(text, None).kind == kind


def test_a_matter_with_its_place_is_no_comment() -> None:
    text = "lampu jalan mati di depan Pasar Pahing"
    assert reply(text, None, on_topic=True) == Reply("away")
    assert reply("lampunya mati", None, on_topic=True) == Reply("comment", text="lampunya mati")


@pytest.mark.parametrize("element", [TIME, None])
@pytest.mark.parametrize("text", ["halo", "mau tanya", "makasih ya", "lumayan", "x" * 1001])
def test_long_after_the_question_only_what_is_sure_is_a_reply(text: str, element: Any) -> None:
    assert reply(text, element, cold=True) == Reply("away")
    assert reply("3", cold=True) == Reply("score", 3)
    assert reply("tidak ada", None, cold=True) == Reply("comment")
    assert reply("berhenti", element, cold=True) == Reply("stop")


def test_a_comment_is_as_long_as_on_the_web() -> None:
    assert reply("x" * 1000, None) == Reply("comment", text="x" * 1000)


@pytest.mark.parametrize(
    ("text", "start"),
    [("SURVEI K7Q2MX", Start("k7q2mx")), ("survei-k7q2mx", Start("k7q2mx")), ("Survey: K7Q2MX.", Start("k7q2mx")),
     ("isi survei k7q2mx", Start("k7q2mx")), ("survei", Start()), ("lanjut survei", Start()),
     ("survei kepuasan", Start()), ("SURVEI K7Q2MX EN", Start("k7q2mx", english=True)),
     ("survey english", Start(english=True))],
)  # fmt: skip
def test_the_start_word(text: str, start: Start) -> None:
    assert start_of(text) == start


@pytest.mark.parametrize(
    "text",
    ["", "survei jalan rusak di Pojok", "kapan survei lokasi dilakukan?", "saya mau survei harga", "lanjut",
     "survei " + "x" * 300],
)  # fmt: skip
def test_other_words_start_nothing(text: str) -> None:
    assert start_of(text) is None


def test_what_is_pressed_says_itself_what_it_answers() -> None:
    assert pressed_in("survei:k7q2mx:time:3") == ("k7q2mx", "time", "3")
    assert pressed_in("survei:k7q2mx") == ("k7q2mx", "", "")
    assert press("time", "3") == Reply("score", 3, "time")
    assert press("time", "0") == Reply("skip", element="time")
    assert press("comment", "") == Reply("comment")


@pytest.mark.parametrize(
    "choice", ["", "send", "survei", "beres:KDR-2611-7Q4KX", "survei:a:b:c:d", "survei:" + "x" * 300]
)
def test_other_buttons_are_not_ours(choice: str) -> None:
    assert pressed_in(choice) is None


@pytest.mark.parametrize(("question", "answer"), [("time", "5"), ("time", ""), ("?", "3"), ("time", "33")])
def test_a_button_that_was_tampered_with_is_no_answer(question: str, answer: str) -> None:
    assert press(question, answer) == Reply("wrong")
