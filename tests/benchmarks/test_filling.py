"""The copies that fill a database are whole cases of their own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.speed.asking import Cost
from benchmarks.speed.filling import copy_up_to
from benchmarks.speed.kinds import KINDS
from benchmarks.speed.telling import Result, told
from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city
from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.cases.timeline import timeline_of
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import system
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions
from surga.events import relay
from surga.events.models import Event
from surga.reactions.register import queries as register
from surga.reactions.register.actions import rebuild
from surga.reactions.register.models import PublicCase, place_of
from tests.core.conftest import RAWAJAYA

DEMO = system("demo")
AT = datetime(2025, 3, 3, 2, tzinfo=UTC)


@pytest.fixture
def three(transactional_db: None) -> Iterator[list[Case]]:
    """Three published cases, the second answered."""
    agencies.forget()
    regions.forget()
    load_city(RAWAJAYA, "system:setup", load_regions)
    for number in range(3):
        message = Message(
            text=f"Jalan rusak nomor {number}", channel="phone", external_id=f"m{number}", topic="jalan",
            region="99.01.1001", reporter_name=f"Contoh {number}", reporter_phone="+628123456789",
        )  # fmt: skip
        code = receive(message, DEMO, at=AT + timedelta(days=number)).code
        actions.verify_case(code, DEMO, at=AT + timedelta(days=number, hours=1))
        if number == 1:
            actions.answer_case(code, DEMO, text="Sudah ditambal", at=AT + timedelta(days=2))
    relay.drain()
    rebuild()
    yield list(Case.objects.select_related("reporter").order_by("id"))
    agencies.forget()
    regions.forget()


def test_copies_are_whole_cases_of_their_own(three: list[Case]) -> None:
    copy_up_to(9, 3)
    found = list(Case.objects.select_related("reporter").order_by("id"))
    assert len({case.code for case in found}) == len({case.reporter_id for case in found}) == 9
    for turn in (1, 2):
        back = timedelta(seconds=turn * 5_881)
        for original, copied in zip(three, found[3 * turn : 3 * turn + 3], strict=True):
            assert copied.text == original.text
            assert copied.code[:-5] == original.code[:-5]
            assert copied.received_at == original.received_at - back
            stories = [timeline_of(case, "officer") for case in (original, copied)]
            said = [[(item.type, item.text, item.at) for item in story] for story in stories]
            assert said[1] == [(kind, text, at - back) for kind, text, at in said[0]]
            public = PublicCase.objects.get(code=copied.code)
            assert (public.case_id, public.place) == (copied.pk, place_of(copied.received_at, copied.pk))
    answers = Event.objects.filter(name="CaseAnswered")
    assert {event.case_id for event in answers} == {found[place].pk for place in (1, 4, 7)}
    assert len({event.data["entry_id"] for event in answers}) == 3
    assert len(register.search(q="rusak").items) == 9


def test_life_goes_on_after_the_copies(three: list[Case]) -> None:
    copy_up_to(6, 3)
    copy_up_to(9, 3)
    case = Case.objects.get(code=receive(Message(text="Baru", channel="web"), DEMO).code)
    assert case.pk > max(Case.objects.exclude(pk=case.pk).values_list("pk", flat=True))
    assert Case.objects.count() == 10


@pytest.mark.once
def test_what_is_over_is_marked() -> None:
    good, bad = Cost(5, 4, 6, 7, 8, 1000), Cost(90, 80, 99, 95, 99, 1000)
    names = [kind.name for kind in KINDS]
    many = dict.fromkeys(names, good) | {names[0]: bad}
    queries = dict.fromkeys(names, 10) | {names[1]: 11}
    table = told(
        [Result("SQLite 3", (1000, 9000), dict.fromkeys(names, good), many, queries, (0.5, 1.0))], 9, 50
    )
    lines = {line.split(" | ")[0].strip("| "): line for line in table.splitlines() if line.startswith("| ")}
    assert "| **90.0** ✗ |" in lines[names[0]]
    assert "| 18.00 ✗ |" in lines[names[0]]
    assert "| 11 ✗ |" in lines[names[1]]
    assert "✗" not in lines[names[2]]
