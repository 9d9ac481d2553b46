"""What happened on another government's side, as each audience reads it in the case's story."""

from datetime import UTC, datetime, timedelta

import pytest

from surga.core.agencies.queries import city
from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.cases.timeline import Audience, TimelineItem, days_held, holders, links, timeline_of
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import REPORTER, Actor, system

type Staff = dict[str, Actor]
START = datetime(2026, 3, 2, 3, tzinfo=UTC)  # a Monday
SP4N = system("sp4n")


def day(n: int) -> datetime:
    return START + timedelta(days=n)


@pytest.fixture
def away(staff: Staff) -> str:
    """Filed on Monday, beyond the city since Wednesday, where it is 9165816 since Thursday."""
    code = receive(Message(text="jalan negara berlubang"), REPORTER, at=START).code
    actions.verify_case(code, staff["verifier"], topic="jalan", at=START)
    actions.forward_case(code, staff["verifier"], agency="umum", at=START)
    actions.escalate_case(
        code, staff["coordinator"], level="centre", body="Balai", reason="Jalan negara", at=day(2)
    )
    actions.note_link(code, SP4N, system="sp4n", report_id="9165816", direction="out")
    return code


def step(code: str, kind: str, at: datetime, standing: str = "", text: str = "") -> None:
    actions.note_step(
        code, SP4N, system="sp4n", step=kind, role="agency", standing=standing, text=text, at=at
    )


def story(code: str, audience: Audience) -> list[TimelineItem]:
    return timeline_of(Case.objects.get(code=code), audience)


def outside(code: str, audience: Audience) -> list[tuple[object, object, str]]:
    items = [item for item in story(code, audience) if item.type == "OutsideStepTaken"]
    return [(item.facts["step"], item.facts["standing"], item.text) for item in items]


def test_citizens_read_what_happened_there_and_no_notes_among_officers(away: str) -> None:
    step(away, "disposition", day(3), text="Kepada Balai")
    step(away, "note", day(3), text="dapur")
    step(away, "status", day(3), standing="unknown")
    step(away, "reporter_reply", day(4), text="Terima kasih")
    step(away, "status", day(4), standing="postponed")
    assert outside(away, "public") == [
        ("disposition", "", "Kepada Balai"),
        ("reporter_reply", "", ""),
        ("status", "postponed", ""),
    ]
    assert outside(away, "reporter")[1] == ("reporter_reply", "", "Terima kasih")
    assert len(outside(away, "officer")) == 5


def test_a_step_heard_of_later_stands_where_it_happened(away: str) -> None:
    step(away, "follow_up", day(1), text="Dulu")
    types = [item.type for item in story(away, "reporter")]
    assert types.index("OutsideStepTaken") == types.index("CaseForwarded") + 1
    assert types[0] == "CaseOpened"


def test_the_number_there_is_open_where_the_city_told_it_and_not_where_it_came_from(away: str) -> None:
    actions.note_link(away, SP4N, system="sp4n", report_id="7000001", direction="in")
    step(away, "status", day(4), standing="postponed")
    assert [(each.report_id, each.standing) for each in links(story(away, "reporter"))] == [
        ("9165816", "postponed"),
        ("7000001", "postponed"),
    ]
    assert [(each.direction, each.report_id) for each in links(story(away, "public"))] == [
        ("out", "9165816"),
        ("in", ""),
    ]


def test_an_answer_that_came_back_says_who_gave_it(away: str, staff: Staff) -> None:
    actions.answer_case(away, SP4N, text="Ditambal", at=day(7))
    answer = story(away, "public")[-1]
    assert (answer.facts["system"], answer.facts["body"], answer.facts["level"]) == (
        "sp4n",
        "Balai",
        "centre",
    )
    actions.resolve_case(away, staff["coordinator"], text="Beres", at=day(8))
    assert "system" not in story(away, "public")[-1].facts


def test_an_answer_of_the_city_s_own_is_nobody_else_s(away: str, staff: Staff) -> None:
    actions.answer_case(away, staff["coordinator"], text="Dari Balai: ditambal", at=day(7))
    assert "system" not in story(away, "public")[-1].facts


def test_both_times_are_counted(away: str) -> None:
    actions.answer_case(away, SP4N, text="Ditambal", at=day(7))
    held = holders(story(away, "public"))
    calendar, now = city().calendar, day(8)
    beyond = days_held([each for each in held if each.away], calendar, now)
    whole = days_held(held, calendar, now)
    assert (whole - beyond, beyond) == (
        calendar.working_days_between(START, day(2)) + calendar.working_days_between(day(7), now),
        calendar.working_days_between(day(2), day(7)),
    )


def test_that_it_came_back_to_the_city_is_for_everybody_and_the_words_for_officers(away: str) -> None:
    actions.take_back(away, SP4N, reason="Ini jalan kota")
    assert [(item.type, item.text) for item in story(away, "public")][-1] == ("CaseReturned", "")
    assert holders(story(away, "public"))[-1].away is False


def test_that_an_agency_of_the_city_gave_it_back_is_not(staff: Staff) -> None:
    code = receive(Message(text="jalan berlubang"), REPORTER, at=START).code
    actions.verify_case(code, staff["verifier"], topic="jalan")
    actions.forward_case(code, staff["verifier"], agency="umum")
    actions.return_case(code, staff["liaison"], reason="Bukan kami")
    assert "CaseReturned" not in [item.type for item in story(code, "reporter")]


def test_where_it_stands_since_a_step_is_told_with_the_step_to_citizens(away: str) -> None:
    step(away, "follow_up", day(3), text="Sudah disurvei")
    step(away, "status", day(4), standing="followed_up")
    assert outside(away, "public") == [("follow_up", "followed_up", "Sudah disurvei")]
    assert links(story(away, "public"))[0].standing == "followed_up"
    assert len(outside(away, "officer")) == 2
