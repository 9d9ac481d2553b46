"""Every cell of the access table, and what the three flags take away."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.people import access
from surga.core.people.access import Actor, CaseFacts, may

actors = st.builds(
    Actor,
    kind=st.just("officer"),
    id=st.just("1"),
    role=st.sampled_from(access.ROLES),
    agency=st.sampled_from(["", "dpupr", "dlhkp"]),
    oversight=st.booleans(),
)
facts = st.builds(
    CaseFacts,
    agency=st.sampled_from(["", "dpupr", "dlhkp"]),
    oversight=st.booleans(),
    confidential=st.booleans(),
    anonymous=st.booleans(),
    accused=st.sampled_from(["", "dpupr", "dlhkp"]),
)
of_a_case = st.sampled_from(sorted(set(access.ACTIONS) - access.WITHOUT_CASE))


@given(actors, of_a_case, facts)
def test_oversight_is_for_the_inspectorate_and_named_officers(
    actor: Actor, action: str, case: CaseFacts
) -> None:
    if case.oversight and may(actor, action, case):
        named = actor.oversight and actor.role in {"verifier", "coordinator"}
        assert actor.role == "inspectorate" or named


@given(actors, of_a_case, facts)
def test_a_confidential_case_is_hidden_from_the_agency_it_accuses(
    actor: Actor, action: str, case: CaseFacts
) -> None:
    if case.confidential and case.accused and actor.role == "liaison" and actor.agency == case.accused:
        assert not may(actor, action, case)


@given(actors, facts)
def test_an_anonymous_reporter_stays_unknown_to_agencies(actor: Actor, case: CaseFacts) -> None:
    if (case.anonymous or case.confidential) and actor.role == "liaison":
        assert not may(actor, "reveal", case)


@given(actors, of_a_case, facts)
def test_who_may_act_on_a_case_may_see_it(actor: Actor, action: str, case: CaseFacts) -> None:
    if may(actor, action, case):
        assert may(actor, "see", case)


@given(actors, of_a_case, facts)
def test_a_liaison_reaches_only_what_lies_with_the_agency(actor: Actor, action: str, case: CaseFacts) -> None:
    if actor.role == "liaison" and may(actor, action, case):
        assert actor.agency
        assert actor.agency == case.agency


@given(st.text(max_size=10), st.text(max_size=10), facts)
def test_what_is_not_in_the_table_is_refused(role: str, action: str, case: CaseFacts) -> None:
    if role not in access.ROLES or action not in access.ACTIONS:
        assert not may(Actor("officer", "1", role, case.agency), action, case)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (
            "operator",
            {"see", "reveal", "ask", "note", "file", "converse", "keep_board", "figures", "enter_survey"},
        ),
        ("executive", {"see", "supervise", "figures", "see_sie", "plan"}),
        (
            "administrator",
            {
                "administer",
                "see_parked",
                "supervise",
                "run_hotlines",
                "keep_board",
                "keep_articles",
                "figures",
                "see_sie",
                "plan",
                "run_surveys",
                "enter_survey",
            },
        ),
        (
            "liaison",
            {
                "see",
                "reveal",
                "ask",
                "start",
                "return",
                "answer",
                "resolve",
                "escalate",
                "note",
                "bulk",
                "keep_board",
                "keep_articles",
                "figures",
                "see_sie",
                "run_surveys",
                "enter_survey",
            },
        ),
    ],
)
def test_what_each_role_is_for(role: str, allowed: set[str]) -> None:
    actor, case = Actor("officer", "1", role, "dpupr"), CaseFacts(agency="dpupr")
    assert {action for action in access.ACTIONS if may(actor, action, case)} == allowed


def test_only_a_coordinator_decides_and_only_the_agency_returns() -> None:
    case = CaseFacts(agency="dpupr")
    may_decide = {role for role in access.ROLES if may(Actor("officer", "1", role, "dlhkp"), "decide", case)}
    may_return = {role for role in access.ROLES if may(Actor("officer", "1", role, "dpupr"), "return", case)}
    assert may_decide == {"coordinator"}
    assert may_return == {"liaison", "inspectorate"}


def test_reporters_and_the_system_are_no_officers() -> None:
    for action, oversight in itertools.product(access.ACTIONS, (True, False)):
        case = CaseFacts(oversight=oversight)
        assert may(access.system("clock"), action, case)
        assert may(access.REPORTER, action, case) == (action in access.REPORTER_ACTIONS)


def test_require_says_which_action() -> None:
    with pytest.raises(access.NotAllowed) as refused:
        access.require(Actor("officer", "1", "executive"), "verify", CaseFacts())
    assert refused.value.action == "verify"
