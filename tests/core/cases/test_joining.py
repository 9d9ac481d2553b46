"""The same matter told by several: the oldest leads, and each can go by itself again."""

import pytest

from surga.core.cases import actions
from surga.core.cases.actions import CaseUnknown
from surga.core.cases.models import Case, Entry
from surga.core.cases.queries import queue_counts, queue_of
from surga.core.cases.states import Refused
from surga.core.people.access import REPORTER, Actor, NotAllowed
from surga.events.models import Event
from tests.core.conftest import file_case

type Staff = dict[str, Actor]


def case_of(code: str) -> Case:
    return Case.objects.get(code=code)


def two(text: str = "aspal berlubang di depan pasar", **more: object) -> tuple[str, str]:
    """The codes of two cases, the older first."""
    return file_case(text, **more), file_case(f"{text} lagi", **more)


def test_the_older_leads_whichever_was_named(staff: Staff) -> None:
    older, newer = two()
    for mine, other in ((older, newer), (newer, older)):
        assert actions.join_case(mine, other, staff["verifier"]).code == older
        assert case_of(newer).joined_to_id == case_of(older).pk
        assert (case_of(older).followers, case_of(older).joined_to_id) == (1, None)
        actions.split_case(newer, staff["verifier"], reason="Lubangnya lain")
        assert (case_of(newer).joined_to_id, case_of(older).followers) == (None, 0)
    told = Event.objects.filter(case_id=case_of(newer).pk).order_by("id")
    assert [each.name for each in told][-4:] == ["CaseJoined", "CaseSplit"] * 2
    assert Entry.objects.filter(kind="split", visibility=Entry.INTERNAL).count() == 2


def test_joined_again_nothing_happens(staff: Staff) -> None:
    older, newer = two()
    for _ in range(2):
        actions.join_case(newer, older, staff["verifier"])
    assert case_of(older).followers == 1
    assert Event.objects.filter(name="CaseJoined").count() == 1


def test_leads_are_joined_with_all_who_go_with_them(staff: Staff) -> None:
    first, second = two()
    third, fourth = two()
    actions.join_case(third, fourth, staff["verifier"])
    actions.join_case(first, second, staff["verifier"])
    # Two who follow are named, and their groups become one.
    actions.join_case(second, fourth, staff["coordinator"])
    lead = case_of(first)
    assert (lead.followers, case_of(third).followers) == (3, 0)
    assert {case_of(each).joined_to_id for each in (second, third, fourth)} == {lead.pk}


def test_who_goes_with_another_waits_in_no_queue_and_owes_nothing(staff: Staff) -> None:
    older, newer = two()
    actions.join_case(newer, older, staff["verifier"])
    assert [case.code for case in queue_of(staff["verifier"], queue="verify").items] == [older]
    assert queue_counts(staff["verifier"])["verify"] == 1
    assert {case.code for case in queue_of(staff["verifier"], queue="all").items} == {older, newer}
    assert case_of(newer).due_at is None
    actions.split_case(newer, staff["verifier"], reason="Lain")
    assert queue_counts(staff["verifier"])["verify"] == 2
    assert case_of(newer).due_at is not None


def test_what_cannot_be_joined_says_why(staff: Staff) -> None:
    older, newer = two()
    secret = file_case("aspal berlubang di depan pasar", confidential=True)
    with pytest.raises(Refused, match="join_itself"):
        actions.join_case(older, older, staff["verifier"])
    with pytest.raises(Refused, match="join_guarded"):
        actions.join_case(older, secret, staff["verifier"])
    with pytest.raises(CaseUnknown):
        actions.join_case(older, "RWJ-2601-AAAAA", staff["verifier"])
    with pytest.raises(NotAllowed):
        actions.join_case(older, newer, staff["operator"])
    actions.archive_case(newer, staff["verifier"], reason="spam")
    with pytest.raises(Refused, match="join_ended"):
        actions.join_case(older, newer, staff["verifier"])
    with pytest.raises(Refused, match="reason_empty"):
        other = file_case()
        actions.join_case(older, other, staff["verifier"])
        actions.split_case(other, staff["verifier"])


def test_a_citizen_joins_a_public_case_and_learns_of_no_other(staff: Staff) -> None:
    older, newer = two()
    with pytest.raises(CaseUnknown):
        actions.join_case(newer, older, REPORTER, how="reporter")
    actions.verify_case(older, staff["verifier"], topic="jalan")
    assert actions.join_case(newer, older, REPORTER, how="reporter").followers == 1
    with pytest.raises(NotAllowed):
        actions.split_case(newer, REPORTER)
