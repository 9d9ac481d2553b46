"""What is sure enough goes to its agency with nobody looking before; and everything that stops it."""

from collections.abc import Callable
from typing import Any

import pytest

from surga.core.agencies import queries as agencies
from surga.core.agencies.models import ProfileState
from surga.core.cases import actions, timeline
from surga.core.cases.models import Case
from surga.core.people.access import Actor
from surga.core.triage.routing import Model
from surga.events.models import Event
from surga.reactions.triage.actions import judge_case
from tests.reactions.triage.conftest import LETTER, ROAD

type File = Callable[..., Case]
type Learned = Callable[..., Model]


@pytest.fixture(autouse=True)
def sure(learned: Learned) -> None:
    learned()


def after(case: Case) -> Case:
    judge_case(case.pk)
    return Case.objects.get(pk=case.pk)


def test_a_sure_case_goes_to_its_agency_and_officers_read_how_sure(file: File) -> None:
    case = after(file(ROAD.format("x"), topic=""))
    assert (case.status, case.agency_id, case.published, case.triage["automatic"]) == (
        "forwarded",
        "umum",
        True,
        True,
    )
    told = {item.type: item for item in timeline.timeline_of(case, "officer")}
    assert told["CaseTriaged"].facts["automatic"]
    assert told["CaseForwarded"].by == "system"
    actors = Event.objects.filter(name__in=("CaseVerified", "CaseForwarded")).values_list("actor", flat=True)
    assert set(actors) == {"system:triage"}


def test_a_place_office_too(file: File) -> None:
    assert after(file(LETTER.format("x"), topic="", region="99.01.1002")).agency_id == "kel-barat"


@pytest.mark.parametrize(
    "filed",
    [
        {"confidential": True},
        {"topic": "pungli"},
        {"topic": "kekerasan"},
        {"accused": "umum"},
        {"route": {"agency": "", "alert": True, "reason": "agency_inactive", "rule": "r"}},
        {"route": {"agency": "umum", "level": "centre", "body": "Balai Jalan", "rule": "jalan-negara"}},
        {"route": {"agency": "kel-barat", "level": "kelurahan", "rule": "its-own"}},
    ],
)
def test_what_must_be_looked_at_stays(file: File, filed: dict[str, Any]) -> None:
    case = after(file(ROAD.format("x"), **{"topic": "jalan", **filed}))
    assert (case.status, case.triage["automatic"]) == ("received", False)


def test_a_rule_that_failed_stays_an_alert(file: File) -> None:
    route = {"agency": "", "alert": True, "reason": "agency_inactive", "rule": "r"}
    case = after(file(ROAD.format("x"), route=route))
    assert case.routing["alert"]
    assert Event.objects.filter(name="RoutingFailed").count() == 1


def test_a_city_may_forbid_it(file: File) -> None:
    state = ProfileState.objects.get()
    state.settings = {**state.settings, "triage": {"automatic": False}}
    state.save()
    agencies.forget()
    assert after(file(ROAD.format("x"), topic="")).status == "received"


def test_below_the_threshold_a_verifier_decides(file: File, learned: Learned) -> None:
    learned(threshold=1.1)
    assert after(file(ROAD.format("x"), topic="")).status == "received"


def test_what_is_sensitive_goes_and_is_not_published(file: File) -> None:
    case = after(file(f"{ROAD.format('x')}. Ibu saya menderita kanker dan susah lewat", topic=""))
    assert (case.status, case.published) == ("forwarded", False)
    assert case.triage["sensitive"]


def test_a_danger_with_an_agency_goes_at_once_and_stays_on_top(file: File) -> None:
    case = after(file(f"{ROAD.format('x')}, ada kabel listrik putus menjuntai", topic=""))
    assert (case.status, case.danger, case.service_class) == ("forwarded", "wires", "quick")
    assert case.urgency < case.received_at


def test_what_the_tables_of_the_case_refuse_is_left_to_a_verifier(
    file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise actions.frame.Refused("agency_unknown", "agency")  # type: ignore[attr-defined]  # a module of it

    monkeypatch.setattr(actions, "forward_case", refuse)
    case = after(file(ROAD.format("x"), topic=""))
    assert (case.status, case.triage["automatic"]) == ("received", False)
    assert Event.objects.filter(name="CaseTriaged").count() == 1


def test_again_nothing_happens(file: File, verifier: Actor) -> None:
    case = after(file(ROAD.format("x"), topic=""))
    events = Event.objects.count()
    after(case)
    assert Event.objects.count() == events
