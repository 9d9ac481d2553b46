"""Officers are told when something changed by more than chance, and of the week in at most five lines."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from surga.core.cases import actions as cases
from surga.core.cases.models import Case
from surga.core.cases.states import Refused
from surga.core.people.access import Actor
from surga.core.people.models import Officer
from surga.events import relay
from surga.events.models import Event
from surga.reactions.insight.actions import watching
from surga.reactions.insight.models.watching import OfficerLetter
from surga.reactions.insight.queries.figure import FigureRow
from surga.reactions.insight.queries.watching import alerts_of, letter_to_send, views_of, week_facts
from surga.reactions.insight.rules.watching import LEAST, change_of, is_told
from surga.reactions.notify import actions as notify
from surga.reactions.notify.handlers import officers

#: A Monday, 08:00 in the city.
MONDAY = datetime(2022, 6, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def mayor(city: None) -> Officer:
    return Officer.objects.create(username="walikota", role="executive", email="walikota@example.invalid")


def told(n: int) -> FigureRow:
    return FigureRow("", float(n), n)


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_count_never_rises_and_falls_at_once(now: int, before: int) -> None:
    apart = change_of("cases", told(now), told(before))
    rises = is_told("rise", None, told(now), apart, True)
    falls = is_told("fall", None, told(now), apart, True)
    assert not (rises and falls)
    assert not rises or (now > before and now >= LEAST)
    assert not falls or now < before


def test_counts_that_always_vary_must_rise_further() -> None:
    calm, wild = [20, 21, 19, 20, 20, 21], [2, 45, 8, 39, 1, 25]
    for earlier, expected in ((calm, True), (wild, False)):
        apart = change_of("cases", told(45), told(20), earlier)
        assert is_told("rise", None, told(45), apart, True) is expected


def test_a_limit_is_passed_only_with_enough_cases() -> None:
    few, many = FigureRow("", 9.0, LEAST - 1), FigureRow("", 9.0, LEAST)
    assert not is_told("above", 5.0, few, None, False)
    assert is_told("above", 5.0, many, None, False)
    assert not is_told("below", 5.0, many, None, False)
    assert is_told("below", 12.0, many, None, False)
    assert not is_told("above", None, many, None, False)


def test_views_are_kept_by_name_and_lead_only_into_sie(mayor: Officer) -> None:
    watching.save_view(mayor.pk, "Jalan", "/sie/temuan?topik=jalan")
    watching.save_view(mayor.pk, " Jalan ", "/sie?dari=2022-01-01")
    assert [(each.name, each.address) for each in views_of(mayor.pk)] == [("Jalan", "/sie?dari=2022-01-01")]
    for address in ("https://example.org/sie", "//example.org", "/meja", "/siesta"):
        with pytest.raises(Refused):
            watching.save_view(mayor.pk, "lain", address)
    with pytest.raises(Refused):
        watching.save_view(mayor.pk, "  ", "/sie")
    assert watching.drop_view(mayor.pk, views_of(mayor.pk)[0].pk)
    assert views_of(mayor.pk) == []


@pytest.mark.parametrize(
    ("name", "change", "limit", "days", "field"),
    [
        ("angin", "rise", None, 28, "figure"),
        ("cases", "turns", None, 28, "change"),
        ("cases", "above", None, 28, "limit"),
        ("cases", "rise", None, 5, "days"),
    ],
)
def test_what_cannot_be_watched_is_refused(
    mayor: Officer, name: str, change: str, limit: float | None, days: int, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        watching.save_alert(mayor.pk, name, {}, change, limit, days)
    assert refused.value.field == field
    assert alerts_of(mayor.pk) == []


def test_a_rise_is_told_once_and_then_not_for_as_long_as_its_window(
    mayor: Officer, file: Callable[..., Case], mailoutbox: list[mail.EmailMessage]
) -> None:
    watching.save_alert(mayor.pk, "cases", {"topic": "jalan"}, "rise", None, 7)
    assert watching.watch(MONDAY) == 0
    for hours in range(30):
        file(at=MONDAY - timedelta(days=2, hours=hours / 2), topic="jalan")
    assert watching.watch(MONDAY) == 0, "checked today already"
    assert watching.watch(MONDAY + timedelta(days=1)) == 1
    assert watching.watch(MONDAY + timedelta(days=1)) == 0
    assert watching.watch(MONDAY + timedelta(days=2)) == 0
    relay.drain()
    notify.deliver()
    words = mailoutbox[-1]
    assert words.to == ["walikota@example.invalid"]
    assert "naik" in words.subject
    assert "(n = 30)" in words.body
    assert "/sie" in words.body


def test_the_week_goes_out_on_monday_morning_once(
    mayor: Officer, file: Callable[..., Case], mailoutbox: list[mail.EmailMessage]
) -> None:
    for days in range(1, 8):
        file(at=MONDAY - timedelta(days=days), topic="jalan")
    watching.subscribe(mayor.pk, "mail", "", "id")
    assert watching.watch() == 0, "who asks today is told from next Monday on"
    monday = _next_monday()
    assert watching.watch(monday - timedelta(hours=4)) == 0, "the city is still asleep"
    assert watching.watch(monday) == 1
    assert watching.watch(monday + timedelta(hours=3)) == 0
    assert watching.watch(monday + timedelta(days=1)) == 0
    assert watching.watch(monday + timedelta(days=7)) == 1
    assert Event.objects.filter(name="LetterDue").count() == 2
    relay.drain()
    notify.deliver()
    to_mayor = [each for each in mailoutbox if each.to == ["walikota@example.invalid"]]
    assert len(to_mayor) == 2


def _next_monday() -> datetime:
    """The Monday after today, 08:00 in the city: who asks today is told from then on."""
    today = datetime.now(UTC).replace(hour=1, minute=0, second=0, microsecond=0)
    return today + timedelta(days=7 - today.weekday())


def test_the_week_has_at_most_five_lines_with_their_numbers(
    file: Callable[..., Case], verifier: Actor, mayor: Officer
) -> None:
    made = [file(at=MONDAY - timedelta(days=1 + number % 7), topic="jalan") for number in range(12)]
    for case in made[:6]:
        cases.verify_case(case.code, verifier, at=case.received_at + timedelta(hours=1))
        cases.forward_case(case.code, verifier, agency="umum", at=case.received_at + timedelta(hours=2))
        cases.answer_case(case.code, verifier, text="Sudah.", at=case.received_at + timedelta(hours=3))
    relay.drain()
    facts = week_facts((MONDAY - timedelta(days=1)).date())
    assert len(facts["lines"]) <= 5
    by_what = {line["what"]: line for line in facts["lines"]}
    assert by_what["cases"]["n"] == 12
    assert by_what["cases"]["more"] == "more"
    assert by_what["follow_up"]["n"] == 6
    assert by_what["rising"]["n"] == 12
    for language, said in (("id", "12 laporan masuk"), ("en", "12 reports came")):
        words = officers.written("digest", language, facts)
        assert said in words.body
        assert len([line for line in words.body.splitlines() if line.startswith("•")]) == len(facts["lines"])


def test_whatsapp_takes_a_number_and_says_it_there(mayor: Officer) -> None:
    with pytest.raises(Refused):
        watching.subscribe(mayor.pk, "whatsapp", "bukan nomor", "id")
    with pytest.raises(Refused):
        watching.subscribe(mayor.pk, "burung", "", "id")
    watching.subscribe(mayor.pk, "whatsapp", "0812 3456 7890", "id")
    monday = _next_monday()
    assert watching.watch(monday) == 1
    letter = OfficerLetter.objects.get()
    found = letter_to_send(letter.pk)
    assert found is not None
    assert (found.way, found.to) == ("whatsapp", "+6281234567890")
    relay.drain()
    from surga.core.intake.models import Line

    line = Line.objects.select_related("conversation").get()
    assert line.conversation.sender == "6281234567890"
    assert line.text.startswith("*SIE")
    assert watching.unsubscribe(mayor.pk)
    assert not watching.unsubscribe(mayor.pk)


def test_a_head_of_an_agency_is_told_of_that_agency_only(
    city: None, file: Callable[..., Case], verifier: Actor
) -> None:
    head = Officer.objects.create(
        username="kepala", role="liaison", agency_code="umum", email="k@example.invalid"
    )
    watching.save_alert(head.pk, "cases", {"agency": "pengawas"}, "rise", None, 7)
    for hours in range(30):
        file(at=MONDAY - timedelta(days=2, hours=hours / 2), topic="pungli")
    assert watching.watch(MONDAY) == 0
