"""One rung up: the reason must hold, and everything goes with the case."""

from datetime import UTC, datetime, timedelta

import pytest

from surga.core.agencies.queries import city
from surga.core.cases import actions
from surga.core.cases.actions.beyond.raising import reasons_for, rung_now
from surga.core.cases.models import Case, Entry
from surga.core.cases.queries import case_by_code
from surga.core.cases.states import MoveRefused, Refused
from surga.core.people.access import REPORTER, Actor, NotAllowed, system
from surga.events.models import Event
from tests.core.conftest import file_case

type Staff = dict[str, Actor]
START = datetime(2026, 3, 2, 3, tzinfo=UTC)


def at_kelurahan(staff: Staff, text: str = "surat pengantar tidak jadi-jadi", **more: object) -> str:
    code = file_case(text, region="99.01.1001", **more)
    actions.verify_case(code, staff["verifier"], topic="surat", agency="kel-timur")
    actions.forward_case(code, staff["verifier"], agency="kel-timur")
    return code


def refused_reopen(staff: Staff, code: str) -> None:
    actions.answer_case(code, staff["coordinator"], text="Sudah")
    actions.confirm_case(code, REPORTER)
    actions.request_reopen(code, REPORTER, text="Belum")
    actions.refuse_reopen(code, staff["verifier"], reason="Sudah benar")


def last(code: str) -> Event:
    case = Case.objects.get(code=code)
    return Event.objects.filter(case_id=case.pk).order_by("-id")[0]


def test_it_climbs_from_the_kelurahan_to_where_the_ladder_ends(staff: Staff) -> None:
    code = at_kelurahan(staff)
    before = Case.objects.get(code=code)
    liaison = Actor("officer", staff["liaison"].id, "liaison", "kel-timur")
    case = actions.raise_case(code, liaison, reason="not_competent")
    assert (case.status, case.agency_id, case.level) == ("forwarded", "kec-hulu", "kecamatan")
    assert (case.raised, case.bounces) == (1, 0)
    # Its clocks and promises are those it had.
    assert (case.promises, case.clocks, case.due_at) == (before.promises, before.clocks, before.due_at)
    told = last(code)
    assert (told.name, told.data["agency"], told.data["from_agency"], told.data["raised"]) == (
        "CaseForwarded", "kec-hulu", "kel-timur", "not_competent",
    )  # fmt: skip
    case = actions.raise_case(code, staff["coordinator"], reason="not_competent", text="Perlu dinas")
    assert (case.agency_id, case.raised) == ("umum", 2)
    assert Entry.objects.get(kind="raise").visibility == Entry.PUBLIC
    with pytest.raises(Refused, match="ladder_ends"):
        actions.raise_case(code, staff["coordinator"], reason="not_competent", text="Lagi")


def test_beyond_the_city_it_is_escalated_to_whom_the_table_names(staff: Staff) -> None:
    code = file_case("jalan negara berlubang")
    actions.verify_case(code, staff["verifier"], topic="jalan")
    actions.forward_case(code, staff["verifier"])
    case = actions.raise_case(code, staff["liaison"], reason="not_competent")
    assert (case.status, case.level, case.body, case.agency_id) == (
        "escalated",
        "centre",
        "Balai Jalan",
        "umum",
    )
    told = last(code)
    assert (told.name, told.data["raised"], told.data["from_agency"]) == (
        "CaseEscalated",
        "not_competent",
        "umum",
    )
    assert rung_now(case, city()).level == "centre"
    with pytest.raises(Refused, match="ladder_ends"):
        actions.raise_case(code, staff["coordinator"], reason="not_competent")


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [
        ("clock_over", "clock_not_over"),
        ("reopen_refused", "reopen_not_refused"),
        ("bored", "reason_unknown"),
        ("asked_by_officer", "reason_unknown"),
    ],
)
def test_a_reason_that_does_not_hold_is_refused_and_nothing_changes(
    staff: Staff, reason: str, refusal: str
) -> None:
    code = at_kelurahan(staff)
    before = Case.objects.values().get(code=code)
    with pytest.raises(Refused, match=refusal):
        actions.raise_case(code, staff["coordinator"], reason=reason)
    assert Case.objects.values().get(code=code) == before


def test_a_clock_that_ran_out_is_a_reason(staff: Staff) -> None:
    code = at_kelurahan(staff)
    assert "clock_over" not in reasons_for(Case.objects.get(code=code), staff["coordinator"])
    later = datetime.now(UTC) + timedelta(days=60)
    assert (
        actions.raise_case(code, staff["coordinator"], reason="clock_over", at=later).agency_id == "kec-hulu"
    )


def test_who_was_told_to_keep_it_cannot_say_it_is_not_theirs(staff: Staff) -> None:
    code = at_kelurahan(staff)
    Case.objects.filter(code=code).update(decided=True)
    liaison = Actor("officer", staff["liaison"].id, "liaison", "kel-timur")
    with pytest.raises(Refused, match="must_decide"):
        actions.raise_case(code, liaison, reason="not_competent")
    assert actions.raise_case(code, staff["coordinator"], reason="not_competent").agency_id == "kec-hulu"


@pytest.mark.parametrize("role", ["operator", "executive", "administrator", "liaison"])
def test_only_the_unit_and_the_team_may(staff: Staff, role: str) -> None:
    code = at_kelurahan(staff)  # the liaison is of another unit
    with pytest.raises(NotAllowed):
        actions.raise_case(code, staff[role], reason="not_competent", text="Naik")


def test_once_for_each_refused_reopening_the_reporter_goes_up_by_right(staff: Staff) -> None:
    code = at_kelurahan(staff)
    with pytest.raises(Refused, match="reopen_not_refused"):
        actions.raise_case(code, REPORTER, reason="reopen_refused", text="Saya keberatan")
    refused_reopen(staff, code)
    with pytest.raises(Refused, match="text_empty"):
        actions.raise_case(code, REPORTER, reason="reopen_refused")
    promised = Case.objects.get(code=code).promises
    case = actions.raise_case(code, REPORTER, reason="reopen_refused", text="Saya keberatan")
    assert (case.status, case.agency_id, case.closed_at, case.reopened) == ("forwarded", "kec-hulu", None, 1)
    assert case.promises == promised
    assert case.due_clock == "resolution"  # it goes on, it does not begin anew
    names = Event.objects.filter(case_id=case.pk).order_by("id").values_list("name", flat=True)
    assert list(names)[-2:] == ["CaseReopened", "CaseForwarded"]
    with pytest.raises(Refused, match="reopen_not_refused"):
        actions.raise_case(code, REPORTER, reason="reopen_refused", text="Lagi")
    refused_reopen(staff, code)
    assert actions.raise_case(code, REPORTER, reason="reopen_refused", text="Lagi").agency_id == "umum"


def test_a_reopening_that_was_granted_or_not_yet_decided_is_no_reason(staff: Staff) -> None:
    code = at_kelurahan(staff)
    refused_reopen(staff, code)
    actions.reopen_case(code, staff["verifier"])
    with pytest.raises(Refused, match="reopen_not_refused"):
        actions.raise_case(code, REPORTER, reason="reopen_refused", text="x")
    other = at_kelurahan(staff)
    actions.answer_case(other, staff["coordinator"], text="Sudah")
    with pytest.raises(MoveRefused):
        actions.raise_case(other, REPORTER, reason="reopen_refused", text="x")


def test_an_archived_case_that_nobody_had_begins_at_the_bottom(staff: Staff) -> None:
    code = file_case("surat pengantar ditolak", region="99.01.1001")
    actions.archive_case(code, staff["verifier"], reason="unclear")
    actions.request_reopen(code, REPORTER, text="Jelas kok")
    actions.refuse_reopen(code, staff["verifier"], reason="Tidak jelas")
    assert actions.raise_case(code, REPORTER, reason="reopen_refused", text="Mohon").agency_id == "kel-timur"


def test_a_secret_case_is_not_handed_to_whom_it_may_be_about(staff: Staff) -> None:
    code = at_kelurahan(staff, confidential=True)
    refused_reopen(staff, code)
    case = actions.raise_case(code, REPORTER, reason="reopen_refused", text="Mohon")
    assert (case.status, case.agency_id, case.proposed_agency, case.raised) == (
        "verified",
        None,
        "kec-hulu",
        0,
    )
    named = at_kelurahan(staff, confidential=True)
    Case.objects.filter(code=named).update(accused="kec-hulu")
    refused_reopen(staff, named)
    assert actions.raise_case(named, REPORTER, reason="reopen_refused", text="Mohon").agency_id == "umum"


def test_a_secret_case_leaves_the_city_only_by_an_officer_s_hand(staff: Staff) -> None:
    code = file_case("jalan negara berlubang", confidential=True)
    actions.verify_case(code, staff["verifier"], topic="jalan", accused="pengawas")
    actions.forward_case(code, staff["verifier"], agency="umum")
    refused_reopen(staff, code)
    case = actions.raise_case(code, REPORTER, reason="reopen_refused", text="Mohon")
    assert (case.status, case.level, case.agency_id, case.raised) == ("verified", "centre", None, 0)
    actions.forward_case(code, staff["verifier"], agency="umum")
    case = actions.raise_case(code, staff["coordinator"], reason="not_competent")
    assert (case.status, case.body) == ("escalated", "Balai Jalan")


def test_the_days_beyond_the_city_are_kept_apart(staff: Staff) -> None:
    code = file_case("jalan negara berlubang")
    Case.objects.filter(code=code).update(received_at=START)
    actions.verify_case(code, staff["verifier"], topic="jalan", at=START)
    actions.forward_case(code, staff["verifier"], at=START)
    away = START + timedelta(days=1)  # Tuesday
    case = actions.raise_case(code, staff["liaison"], reason="not_competent", at=away)
    assert (case.away_since, case.away_days) == (away, 0)
    case = actions.answer_case(code, system("sync"), text="Ditambal", at=START + timedelta(days=8))
    assert (case.away_since, case.away_days) == (None, 6)
    # From Wednesday to Tuesday; this city works on Saturdays. What comes after the first follow-up is none of its time.
    actions.object_to_case(code, REPORTER, text="Belum", at=START + timedelta(days=9))
    actions.escalate_case(
        code, staff["coordinator"], level="province", reason="Naik", at=START + timedelta(days=9)
    )
    case = actions.answer_case(code, system("sync"), text="Sudah", at=START + timedelta(days=30))
    assert (case.away_since, case.away_days) == (None, 6)


def test_words_stay_out_of_the_events(staff: Staff) -> None:
    code = at_kelurahan(staff)
    actions.raise_case(code, staff["coordinator"], reason="not_competent", text="Ibu Sumi menunggu")
    case = case_by_code(code)
    assert case is not None
    assert "Sumi" not in str(list(Event.objects.filter(case_id=case.pk).values_list("data", flat=True)))
