"""Danger goes before every clock, until somebody begins or says that there is none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases import actions, queries
from surga.core.cases.models import Case
from surga.core.people.access import REPORTER, Actor
from surga.events.models import Event
from tests.core.conftest import file_case

type Staff = dict[str, Actor]
LIVE_WIRE = "ada kabel listrik putus menjuntai di depan pasar, aspal berlubang"


def first_of(staff: Staff, queue: str, who: str = "verifier") -> str:
    return queries.queue_of(staff[who], queue=queue).items[0].code


def alarms() -> list[str]:
    return [event.data["danger"] for event in Event.objects.filter(name="DangerSeen").order_by("id")]


def test_a_danger_is_first_in_each_queue_until_somebody_begins(staff: Staff) -> None:
    late = file_case()
    Case.objects.filter(code=late).update(urgency=timezone.now() - timedelta(days=300))
    code = file_case(LIVE_WIRE)
    assert first_of(staff, "verify") == code
    actions.verify_case(late, staff["verifier"])
    actions.forward_case(late, staff["verifier"], agency="umum")
    actions.verify_case(code, staff["verifier"], topic="jalan")
    assert queries.case_by_code(code).service_class == "quick"  # type: ignore[union-attr]  # it is there
    actions.forward_case(code, staff["verifier"], agency="umum")
    assert first_of(staff, "mine", "liaison") == code
    case = actions.start_work(code, staff["liaison"])
    assert case.urgency == case.due_at


def test_what_is_told_later_raises_the_alarm_once(staff: Staff) -> None:
    code = file_case()
    actions.reply_to_case(code, REPORTER, text="sekarang ada kabel listrik putus")
    case = actions.reply_to_case(code, REPORTER, text="kabel listrik putus, tolong cepat")
    assert (case.danger, case.service_class, alarms()) == ("wires", "quick", ["wires"])
    assert case.urgency < case.received_at


def test_the_answer_to_a_question_raises_it_too(staff: Staff) -> None:
    code = file_case()
    actions.ask_reporter(code, staff["verifier"], text="Di mana?")
    case = actions.reply_to_case(code, REPORTER, text="di gang, dan sekarang rumahnya kebakaran")
    assert (case.danger, case.status) == ("fire", "received")


@pytest.mark.parametrize("added", ["di tiang nomor tiga", "tiga", "RT 5 dekat masjid"])
def test_a_word_that_only_completes_a_case_is_no_alarm(staff: Staff, added: str) -> None:
    assert actions.reply_to_case(file_case(), REPORTER, text=added).danger == ""


def test_an_alarm_that_was_none_gives_the_topic_its_clock_back(staff: Staff) -> None:
    code = file_case(LIVE_WIRE)
    usual = file_case()
    case = actions.verify_case(code, staff["verifier"], topic="jalan", danger=False)
    other = actions.verify_case(usual, staff["verifier"], topic="jalan", danger=False)
    assert (case.danger, case.service_class) == ("", other.service_class)
    assert case.urgency == case.due_at
    assert alarms() == ["wires", ""]


@pytest.mark.parametrize("danger", [None, True])
def test_verifying_leaves_a_danger_a_danger(staff: Staff, danger: bool | None) -> None:
    assert actions.verify_case(file_case(LIVE_WIRE), staff["verifier"], danger=danger).danger == "wires"


def test_what_accuses_the_apparatus_keeps_its_clock(staff: Staff) -> None:
    code = file_case("oknum petugas minta pungli, lalu warga dipukuli sampai pingsan", topic="pungli")
    case = queries.case_by_code(code)
    assert case is not None
    assert (case.service_class, bool(case.danger)) == ("examination", True)
