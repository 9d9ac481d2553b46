"""Codes become words, mistakes become sentences, in both languages, and the unknown never fails."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from surga.channels.port import gateway
from surga.core.agencies import city
from surga.core.cases import states
from surga.core.intake import contacts, message
from surga.core.knowledge import article
from surga.core.people import access
from surga.doors.look import sentences, words
from surga.doors.look.templatetags import shapes, story
from surga.doors.look.words import elsewhere
from surga.events import catalogue

ROOM = Path(__file__).parents[3] / "surga/doors/look"


def events() -> list[str]:
    return [
        each.__name__
        for each in vars(catalogue).values()
        if isinstance(each, type) and each.__module__ == catalogue.__name__
    ]


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("status", states.STATUSES),
        ("kind", states.KINDS),
        ("raise_reason", states.RAISE_REASONS),
        ("archive_reason", states.ARCHIVE_REASONS),
        ("move", states.MOVE_NAMES),
        ("channel", message.CHANNELS),
        ("role", access.ROLES),
        ("level", city.LEVELS),
        ("service_class", city.SERVICE_CLASSES),
        ("clock", city.CLOCKS),
        ("outcome", contacts.OUTCOMES),
        ("touch", contacts.TOUCHES),
        ("theme", article.THEMES),
        ("sensitive", ("children", "sexual", "domestic", "health", "oversight")),
    ],
)
def test_every_code_of_the_core_has_its_word(kind: str, codes: tuple[str, ...]) -> None:
    assert [code for code in codes if code not in words.TABLES[kind]] == []


def test_choices_offer_what_the_core_takes() -> None:
    assert {code for code, _label in words.choices("archive_reason")} == set(states.ARCHIVE_REASONS)
    assert {code for code, _label in words.choices("level")} == set(city.LEVELS)
    assert [code for code, _label in words.choices("channel", ("phone", "visit"))] == ["phone", "visit"]


@pytest.mark.parametrize(
    "name", [name for name in events() if name not in ("CaseEvent", "Event", "DeliverySkipped")]
)
def test_every_happening_has_its_word(name: str) -> None:
    assert words.word("event", name).code in words.TABLES["event"]


def test_an_entry_and_its_event_are_the_same_word() -> None:
    assert (
        words.label("event", "forward") == words.label("event", "CaseForwarded") == "Diteruskan ke instansi"
    )
    assert words.happening("CaseForwarded", "Dinas A") == "Diteruskan ke Dinas A"


def test_a_status_says_its_word_shape_and_meaning() -> None:
    for code in states.STATUSES:
        word = words.word("status", code)
        assert str(word.meaning).endswith(".")
        assert f'id="status-{word.shape}"' in (ROOM / "static/look/img/icons.svg").read_text()


@pytest.mark.parametrize("kind", ["status", "event", "nothing"])
def test_an_unknown_code_is_made_readable(kind: str) -> None:
    assert words.label(kind, "someNew_code") == "Some new code"
    assert words.meaning(kind, "someNew_code") == ""


def test_words_follow_the_language() -> None:
    assert words.label("status", "resolved") == "Selesai ditangani"
    with translation.override("en"):
        assert words.label("status", "resolved") == "Resolved"


def test_a_sentence_names_what_it_knows() -> None:
    assert "5 foto" in sentences.sentence("photo_too_many", max=5)
    said = sentences.sentence("move_refused", status="closed", move="forward")
    assert "Teruskan" in said
    assert "Selesai" in said


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_sentence_without_its_numbers_is_still_whole(language: str) -> None:
    with translation.override(language):
        for code in sentences.SENTENCES:
            said = sentences.sentence(code)
            assert "%(" not in said
            assert said.endswith((".", "!", "”."))
            assert said != str(sentences.FALLBACK)


def test_an_unknown_mistake_says_something_useful() -> None:
    assert sentences.sentence("never_heard_of", max=3) == str(sentences.FALLBACK)


def test_every_status_code_has_its_problem() -> None:
    for status in (400, 403, 404, 409, 413, 422, 429, 500, 503):
        assert sentences.problem_of(status) is sentences.PROBLEMS[status]
    assert sentences.problem_of(418) is sentences.PROBLEMS[400]
    assert sentences.problem_of(507) is sentences.PROBLEMS[500]


def test_the_english_is_complete() -> None:
    with (ROOM / "locale/en/LC_MESSAGES/django.po").open("rb") as stream:
        texts = read_po(stream)
    said = {
        message.id if isinstance(message.id, str) else message.id[0]: message.string
        for message in texts
        if message.id
    }
    assert [
        text
        for text, english in said.items()
        if not (all(english) if isinstance(english, tuple) else english)
    ] == []
    with translation.override(None):
        labels = {str(word.label) for table in words.TABLES.values() for word in table.values()}
        meanings = {str(word.meaning) for table in words.TABLES.values() for word in table.values()}
        told = {str(text) for text in sentences.SENTENCES.values()}
    names = {"WhatsApp", "Telegram", "SMS", "SP4N-LAPOR!", "Open311", ""}
    assert (labels | meanings | told) - names - said.keys() == set()


@pytest.mark.parametrize(
    ("name", "facts", "said", "english"),
    [
        (
            "CaseLinked", {"system": "sp4n", "direction": "in", "report_id": "0916581"},
            "Berasal dari SP4N-LAPOR!, nomor 0916581", "Came from SP4N-LAPOR!, number 0916581",
        ),
        (
            "OutsideStepTaken", {"system": "sp4n", "step": "disposition", "role": "centre", "standing": ""},
            "Disposisi di SP4N-LAPOR!, admin pusat", "Handed on in SP4N-LAPOR!, central administrator",
        ),
        (
            "OutsideStepTaken", {"system": "sp4n", "step": "status", "role": "", "standing": "in_progress"},
            "Di SP4N-LAPOR! kini “Proses”", "In SP4N-LAPOR! it is now “In progress”",
        ),
        (
            "OutsideNoted", {"system": "surga:province", "what": "gone"},
            "Laporan tidak terlihat lagi di Surga Provinsi", "The report can no longer be seen in Surga Province",
        ),
    ],
)  # fmt: skip
def test_what_happened_elsewhere_is_told_with_its_side(
    name: str, facts: dict[str, str], said: str, english: str
) -> None:
    for language, wanted in (("id", said), ("en", english)):
        with translation.override(language):
            assert story.told({"type": name, "facts": facts}, {}).title == wanted


@pytest.mark.parametrize(
    "facts", [{}, {"system": "sp4n", "what": "new"}, {"what": "gone"}, {"system": "", "what": ""}]
)
def test_what_is_not_known_of_elsewhere_is_told_in_general(facts: dict[str, str]) -> None:
    title = story.told({"type": "OutsideNoted", "facts": facts}, {}).title
    assert title == "Perlu dilihat di sistem pemerintah lain"


def test_every_standing_of_the_port_and_every_side_has_its_word() -> None:
    assert [code for code in gateway.STANDINGS if code not in words.TABLES["standing"]] == []
    assert [words.side_name(code) for code in ("sp4n", "surga:opd-x", "surga")] == [
        "SP4N-LAPOR!", "Surga Opd-x", "Surga",
    ]  # fmt: skip


def test_sp4n_s_word_stands_beside_our_status_where_it_differs() -> None:
    assert set(elsewhere.NATIONAL) <= set(states.STATUSES)
    assert words.national_word("forwarded") == "Terdisposisi"
    assert words.national_word("closed") == ""  # the same word
    for status in states.STATUSES:
        assert words.national_word(status) != words.label("status", status)
    with translation.override("en"):
        assert "SP4N-LAPOR! calls it: Proses." in shapes.status("in_progress", meaning=True)
    assert "SP4N-LAPOR!" not in shapes.status("closed", meaning=True)
    assert "SP4N-LAPOR! menyebutnya: Proses." in shapes.status("in_progress")  # for who points at it


def test_an_answer_that_came_back_names_who_gave_it_and_a_return_from_beyond_is_no_agency_s() -> None:
    facts = {"system": "sp4n", "level": "centre", "body": "Balai Jalan"}
    answer = story.told({"type": "CaseAnswered", "agency": "umum", "facts": facts}, {})
    assert (answer.title, answer.detail) == ("Balai Jalan menjawab", "melalui SP4N-LAPOR!")
    assert story.told({"type": "CaseReturned", "agency": "", "facts": {}}, {}).title == "Kembali ke kota"
    assert story.told({"type": "CaseLinked", "facts": {"system": "sp4n", "direction": "in"}}, {}).title == (
        "Berasal dari SP4N-LAPOR!"
    )
