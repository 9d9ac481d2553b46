"""What may be done to a case, told as its story."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from surga.core.agencies.queries import city
from surga.core.cases import actions, queries
from surga.core.cases.models import Case, Entry, Photo
from surga.core.cases.states import MoveRefused, Refused
from surga.core.people.access import REPORTER, Actor, NotAllowed
from surga.events.models import Event
from tests.core.conftest import file_case

type Staff = dict[str, Actor]


def picture(colour: str = "green") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def names(code: str) -> list[str]:
    case = queries.case_by_code(code)
    assert case is not None
    return list(Event.objects.filter(case_id=case.pk).order_by("id").values_list("name", flat=True))


def forwarded(staff: Staff, **message: object) -> str:
    code = file_case(**message)
    actions.verify_case(code, staff["verifier"])
    actions.forward_case(code, staff["verifier"])
    return code


def test_from_report_to_confirmed(staff: Staff) -> None:
    code = forwarded(staff)
    liaison = staff["liaison"]
    actions.start_work(code, liaison, text="Kami cek")
    actions.answer_case(code, liaison, text="Dijadwalkan")
    case = actions.resolve_case(code, liaison, text="Sudah ditambal", photos=[picture()])
    assert (case.status, case.proof_count) == ("resolved", 1)
    case = actions.confirm_case(code, REPORTER)
    assert (case.status, case.close_reason, case.due_at) == ("closed", "confirmed", None)
    assert actions.rate_case(code, REPORTER, stars=5).stars == 5
    assert names(code) == [
        "CaseOpened", "CaseVerified", "CaseForwarded", "WorkStarted", "CaseAnswered", "CaseResolved",
        "CaseConfirmed", "CaseRated",
    ]  # fmt: skip


def test_an_action_that_is_refused_changes_nothing(staff: Staff) -> None:
    code = file_case()
    before = Case.objects.values().get(code=code)
    with pytest.raises(MoveRefused):
        actions.resolve_case(code, staff["coordinator"], text="selesai")
    with pytest.raises(NotAllowed):
        actions.verify_case(code, staff["executive"])
    with pytest.raises(Refused, match="text_empty"):
        actions.ask_reporter(code, staff["verifier"], text=" \u200f ")
    with pytest.raises(Refused, match="topic_unknown"):
        actions.verify_case(code, staff["verifier"], topic="ufo")
    assert Case.objects.values().get(code=code) == before
    assert names(code) == ["CaseOpened"]
    assert Entry.objects.count() == 0


def test_the_second_bounce_must_be_decided_by_a_coordinator(staff: Staff) -> None:
    code = forwarded(staff)
    for _ in range(2):
        actions.return_case(code, staff["liaison"], reason="bukan kami")
        if queries.case_by_code(code).bounces < 2:  # type: ignore[union-attr]  # it was just returned
            actions.forward_case(code, staff["verifier"], agency="umum")
    with pytest.raises(Refused, match="must_decide"):
        actions.forward_case(code, staff["verifier"], agency="umum")
    case = actions.forward_case(code, staff["coordinator"], agency="umum")
    assert case.decided
    with pytest.raises(Refused, match="must_decide"):
        actions.return_case(code, staff["liaison"], reason="tetap bukan kami")


def test_asking_stops_the_clock_and_the_reply_goes_on_where_it_was(staff: Staff) -> None:
    code = forwarded(staff)
    case = actions.ask_reporter(code, staff["liaison"], text="Di mana persisnya?")
    assert (case.status, case.due_clock) == ("waiting_reporter", "reporter_reply")
    case = actions.reply_to_case(code, REPORTER, text="", photos=[picture()])
    assert (case.status, case.due_clock) == ("forwarded", "first_follow_up")
    assert Photo.objects.filter(case=case).count() == 1
    case = actions.reply_to_case(code, REPORTER, text="Tambahan: dekat pos")
    assert case.status == "forwarded"
    assert names(code)[-2:] == ["ReporterReplied", "DetailsAdded"]


def test_an_objection_gives_it_back_and_a_closed_case_needs_a_decision(staff: Staff) -> None:
    code = forwarded(staff)
    actions.answer_case(code, staff["liaison"], text="Sudah")
    case = actions.object_to_case(code, REPORTER, text="Belum")
    assert (case.status, case.reopened) == ("in_progress", 1)
    actions.answer_case(code, staff["liaison"], text="Sekarang sudah")
    actions.confirm_case(code, REPORTER)
    actions.request_reopen(code, REPORTER, text="Rusak lagi")
    with pytest.raises(Refused, match="text_empty"):
        actions.refuse_reopen(code, staff["verifier"], reason="")
    case = actions.refuse_reopen(code, staff["verifier"], reason="Kerusakan baru, mohon lapor lagi")
    assert (case.status, case.reopen_requested_at) == ("closed", None)
    actions.request_reopen(code, REPORTER, text="Titik yang sama")
    assert actions.reopen_case(code, staff["verifier"]).status == "in_progress"


def test_the_window_for_reopening_ends(staff: Staff) -> None:
    code = forwarded(staff)
    actions.answer_case(code, staff["liaison"], text="Sudah")
    case = actions.confirm_case(code, REPORTER)
    assert case.closed_at is not None
    with pytest.raises(Refused, match="reopen_window_over"):
        actions.request_reopen(code, REPORTER, text="Lagi", at=case.closed_at + timedelta(days=40))


def test_oversight_cases_go_to_the_inspectorate_alone(staff: Staff) -> None:
    code = file_case("petugas minta uang, pungli", topic="pungli")
    with pytest.raises(NotAllowed):
        actions.verify_case(code, staff["verifier"])
    case = actions.verify_case(code, staff["inspectorate"])
    assert (case.proposed_agency, case.published) == ("pengawas", False)
    with pytest.raises(Refused, match="oversight_stays"):
        actions.forward_case(code, staff["inspectorate"], agency="umum")
    assert actions.forward_case(code, staff["inspectorate"]).agency_id == "pengawas"


def test_a_confidential_case_never_goes_to_whom_it_accuses(staff: Staff) -> None:
    code = file_case(confidential=True, agency="umum")
    actions.verify_case(code, staff["verifier"], topic="jalan", agency="pengawas")
    with pytest.raises(Refused, match="agency_accused"):
        actions.forward_case(code, staff["verifier"], agency="umum")


@pytest.mark.parametrize(
    ("message", "public"),
    [
        ({}, True),
        ({"confidential": True}, False),
        ({"topic": "kekerasan"}, False),
        ({"anonymous": True}, True),
    ],
)
def test_what_is_published(staff: Staff, message: dict[str, object], public: bool) -> None:
    assert actions.verify_case(file_case(**message), staff["verifier"]).published is public


def test_an_identity_is_revealed_with_a_reason_on_record(staff: Staff) -> None:
    code = file_case(reporter_name="Wulan", reporter_phone="081234567890")
    with pytest.raises(Refused, match="reason_empty"):
        actions.reveal_identity(code, staff["verifier"], reason="  ")
    reporter = actions.reveal_identity(code, staff["verifier"], reason="Perlu dihubungi")
    assert reporter is not None
    assert reporter.phone == "+6281234567890"
    assert names(code)[-1] == "IdentityRevealed"


def test_the_clock_closes_archives_and_tells_what_is_late(staff: Staff) -> None:
    answered, asked, late = (forwarded(staff) for _ in range(3))
    actions.answer_case(answered, staff["liaison"], text="Sudah")
    actions.ask_reporter(asked, staff["liaison"], text="Di mana?")
    far = datetime.now(UTC) + timedelta(days=30)
    swept = actions.sweep_clocks(far)
    assert (swept.silent, swept.incomplete, swept.overdue) == (1, 1, 1)
    assert queries.case_by_code(answered).close_reason == "silence"  # type: ignore[union-attr]
    assert names(late)[-1] == "ClockOverdue"
    assert actions.sweep_clocks(far) == actions.Swept()


def test_what_the_reporter_does_not_complete_is_archived(staff: Staff) -> None:
    code = file_case()
    actions.ask_reporter(code, staff["verifier"], text="Di mana?")
    assert actions.sweep_clocks(datetime.now(UTC) + timedelta(days=30)).incomplete == 1
    case = queries.case_by_code(code)
    assert case is not None
    assert (case.status, case.archive_reason) == ("archived", "incomplete")


def test_the_promise_stays_when_the_clock_moves(staff: Staff) -> None:
    code = file_case()
    promised = queries.case_by_code(code).promises  # type: ignore[union-attr]
    actions.ask_reporter(code, staff["verifier"], text="Di mana?")
    case = actions.reply_to_case(code, REPORTER, text="Di sini", at=datetime.now(UTC) + timedelta(days=7))
    assert case.promises == promised
    assert case.due_at is not None
    assert case.due_at > datetime.fromisoformat(promised["verification"])
    assert case.rule_version == city().rule_version(city().calendar.day_of(case.received_at))


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_stars_are_one_to_five(staff: Staff, stars: int) -> None:
    code = forwarded(staff)
    actions.answer_case(code, staff["liaison"], text="Sudah")
    with pytest.raises(Refused, match="stars_invalid"):
        actions.rate_case(code, REPORTER, stars=stars)


def test_an_unknown_code_is_told(staff: Staff) -> None:
    with pytest.raises(actions.CaseUnknown):
        actions.add_note("RWJ-2606-22222", staff["verifier"], text="x")


def test_another_topic_is_routed_anew(staff: Staff) -> None:
    code = file_case("aspal rusak di jalan negara", topic="surat", region="99.01.1001")
    assert queries.case_by_code(code).proposed_agency == "kel-timur"  # type: ignore[union-attr]
    case = actions.verify_case(code, staff["verifier"], topic="jalan")
    assert (case.proposed_agency, case.level, case.body) == ("umum", "centre", "Balai Jalan")
    assert "jalan-negara" in str(case.routing["trace"])
