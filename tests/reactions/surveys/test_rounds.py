"""Rounds are made, opened, closed and published by those who may, in this order."""

from __future__ import annotations

from datetime import date

import pytest

from surga.core.people.access import Actor, NotAllowed
from surga.events import relay
from surga.events.models import Event
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.actions import RoundDraft, SurveyRefused

from .conftest import FIRST, LAST, TEAM, Hold

LIAISON = Actor("officer", "7", "liaison", "umum")
OPERATOR = Actor("officer", "8", "operator")
COORDINATOR = Actor("officer", "9", "coordinator")
EVERYBODY_ELSE = [
    Actor("officer", "1", role, agency)
    for role, agency in (
        ("verifier", ""),
        ("inspectorate", "pengawas"),
        ("inspectorate", "umum"),
        ("executive", ""),
    )
]


def draft(unit: str = "umum", **more: object) -> RoundDraft:
    return RoundDraft(unit, FIRST, LAST, **more)  # type: ignore[arg-type]


def code_of(refused: pytest.ExceptionInfo[SurveyRefused]) -> tuple[str, str]:
    return refused.value.field, refused.value.code


def test_a_round_goes_from_draft_to_published_and_each_step_is_an_event(city: None) -> None:
    made = actions.make_round(draft(population=500, follow_up=" Loket\x00 dibuka lebih awal. "), COORDINATOR)
    assert (made.state, made.period, made.slug, made.follow_up) == (
        "draft", "2026-s1", "umum", "Loket dibuka lebih awal.",
    )  # fmt: skip
    assert queries.round_by_code(made.code.upper()) == made
    assert actions.open_round(made.id, COORDINATOR).opened_at is not None
    for _ in range(5):
        actions.type_in(made.id, actions.AnswerDraft((3,) * 9), COORDINATOR)
    assert actions.close_round(made.id, COORDINATOR).state == "closed"
    assert queries.published("umum", "2026-s1") is None
    out = actions.publish_round(made.id, COORDINATOR)
    assert queries.published("umum", "2026-s1") == out
    assert queries.rounds(published_only=True) == [out]
    actions.publish_round(made.id, COORDINATOR, public=False)
    assert queries.published("umum", "2026-s1") is None
    told = Event.objects.filter(name="ProfileChanged", actor="officer:9").values_list("data", flat=True)
    assert [each["what"] for each in told] == ["survey"] * 5
    assert {each["code"] for each in told} == {made.code}
    relay.drain()


def test_an_agency_runs_and_types_only_its_own(city: None) -> None:
    own = actions.make_round(draft(), LIAISON)
    assert actions.change_round(own.id, draft(population=9), LIAISON).population == 9
    for unit in ("", "pengawas"):
        with pytest.raises(NotAllowed):
            actions.make_round(draft(unit), LIAISON)
    other = actions.open_round(actions.make_round(draft("pengawas"), COORDINATOR).id, COORDINATOR)
    for step in (actions.open_round, actions.close_round, actions.publish_round):
        with pytest.raises(NotAllowed):
            step(other.id, LIAISON)
    with pytest.raises(NotAllowed):
        actions.type_in(other.id, actions.AnswerDraft((3,) * 9), LIAISON)


def test_an_operator_types_for_all_and_runs_none(hold: Hold) -> None:
    info = hold("umum")
    assert actions.type_in(info.id, actions.AnswerDraft((3,) * 9), OPERATOR)
    with pytest.raises(NotAllowed):
        actions.close_round(info.id, OPERATOR)


@pytest.mark.parametrize("actor", EVERYBODY_ELSE, ids=lambda actor: f"{actor.role}-{actor.agency}")
def test_nobody_else_does_anything(hold: Hold, actor: Actor) -> None:
    info = hold("umum")
    with pytest.raises(NotAllowed):
        actions.make_round(draft(), actor)
    with pytest.raises(NotAllowed):
        actions.close_round(info.id, actor)
    with pytest.raises(NotAllowed):
        actions.type_in(info.id, actions.AnswerDraft((3,) * 9), actor)


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"unit": "tidak-ada"}, "unit", "agency_unknown"),
        ({"to_on": date(2025, 12, 31)}, "to_on", "period_invalid"),
        ({"to_on": date(2027, 6, 30)}, "to_on", "period_invalid"),
        ({"population": 0}, "population", "amount_invalid"),
        ({"handed_out": 10**9}, "handed_out", "amount_invalid"),
        ({"weight_mode": "0.1"}, "weight_mode", "mode_unknown"),
        ({"follow_up": "x" * 4001}, "follow_up", "text_too_long"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    city: None, more: dict[str, object], field: str, code: str
) -> None:
    values: dict[str, object] = {"unit": "", "from_on": FIRST, "to_on": LAST} | more
    with pytest.raises(SurveyRefused) as refused:
        actions.make_round(RoundDraft(**values), TEAM)  # type: ignore[arg-type]
    assert code_of(refused) == (field, code)


def test_a_unit_has_one_round_in_a_period(hold: Hold) -> None:
    hold("umum")
    with pytest.raises(SurveyRefused) as refused:
        actions.make_round(draft(), TEAM)
    assert code_of(refused) == ("from_on", "round_exists")
    assert hold("").period == "2026-s1"


def test_steps_out_of_order_are_refused(city: None) -> None:
    info = actions.make_round(draft(), TEAM)
    steps = ((actions.close_round, "round_not_open"), (actions.publish_round, "round_not_closed"))
    for step, code in steps:
        with pytest.raises(SurveyRefused) as refused:
            step(info.id, TEAM)
        assert code_of(refused) == ("", code)
    actions.open_round(info.id, TEAM)
    actions.close_round(info.id, TEAM)
    with pytest.raises(SurveyRefused) as refused:
        actions.publish_round(info.id, TEAM)
    assert code_of(refused) == ("", "round_too_small")
    again = actions.open_round(info.id, TEAM)
    assert (again.state, again.closed_at) == ("open", None)
    with pytest.raises(SurveyRefused) as refused:
        actions.open_round(0, TEAM)
    assert code_of(refused) == ("", "round_unknown")


def test_of_a_published_round_only_the_plan_changes(hold: Hold) -> None:
    info = hold("umum", [(3,) * 9] * 5, population=100)
    actions.close_round(info.id, TEAM)
    actions.publish_round(info.id, TEAM)
    changed = actions.change_round(
        info.id, draft(population=7, weight_mode=queries.PRINTED, follow_up="Pelatihan."), TEAM
    )
    assert (changed.population, changed.weight_mode, changed.follow_up) == (100, queries.EXACT, "Pelatihan.")
    with pytest.raises(SurveyRefused) as refused:
        actions.open_round(info.id, TEAM)
    assert code_of(refused) == ("", "round_published")


def test_strange_addresses_lead_nowhere(hold: Hold) -> None:
    info = hold()
    assert queries.round_at("kota", "2026-s1") == info
    for unit, period in (
        ("kota\0", "2026-s1"),
        ("kota", "2026-s2"),
        ("x" * 99, "2026-s1"),
        ("umum", "2026-s1"),
    ):
        assert queries.round_at(unit, period) is None
    for code in ("", "ünïcö", "-" * 6, "a" * 500, "\0"):
        assert queries.round_by_code(code) is None


def test_a_unit_that_left_the_profile_stands_for_itself(hold: Hold) -> None:
    from surga.reactions.surveys.models import Round

    info = hold("umum")
    Round.objects.filter(pk=info.id).update(unit="bubar")
    gone = queries.round_by_id(info.id)
    assert gone is not None
    assert gone.unit_name == "bubar"
    assert str(Round.objects.get()) == "bubar 2026-s1"
