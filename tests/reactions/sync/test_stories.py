"""The two-way story with real cases: what is done on one side is seen on the other, once."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from benchmarks.sync.there.wire import Wire
from sandbox.national.model import centre, citizen, words
from sandbox.national.model.national import set_status
from surga.channels.port.gateway import Denied, FollowUp, Later
from surga.core.cases import actions as cases
from surga.core.cases.models import Case, Entry
from surga.core.cases.timeline import timeline_of
from surga.core.people.access import Actor
from surga.events.queries import events_of
from surga.reactions.sync import actions, queries
from surga.reactions.sync.engine.pace import Pace
from surga.reactions.sync.models import Act, Answer, Link
from surga.reactions.sync.rules import standing
from surga.reactions.sync.store import running
from tests.reactions.sync.conftest import PROVINCE, US, There

type Publish = Callable[..., Case]
type Now = Callable[[Case | str], Case]


def names(case: Case) -> list[str]:
    return [type(each.event).__name__ for each in events_of(case.pk)]


def test_a_case_is_there_once_it_is_verified_and_names_nobody(
    there: There, file: Publish, coordinator: Actor
) -> None:
    case = file("Jalan rusak, hubungi Wulan Prameswari 081234567890")
    there.round()
    assert there.nation.national.reports == {}
    cases.verify_case(case.code, coordinator)
    there.round()
    report = there.only()
    assert report.text.endswith(f"[Ref {case.code}]")
    assert "Wulan" not in report.text
    assert "081234567890" not in report.text
    assert report.person.first_name == ""
    (link,) = queries.links_of(case.pk)
    assert (link.report_id, link.direction) == (report.tracking_id, "out")
    there.round()
    assert len(there.nation.national.reports) == 1


def test_what_is_answered_here_is_read_there(
    there: There, publish: Publish, coordinator: Actor, case_now: Now
) -> None:
    case = publish()
    cases.forward_case(case.code, coordinator, agency="umum")
    cases.start_work(case.code, coordinator, text="Tim berangkat besok")
    cases.answer_case(case.code, coordinator, text="Jalan akan ditambal minggu ini")
    there.round()
    report = there.only()
    assert report.status == words.FOLLOWED_UP
    assert [stream.note for stream in report.streams][-2:] == [
        "Tim berangkat besok",
        "Jalan akan ditambal minggu ini",
    ]
    there.reply(report, "Terima kasih, tetapi belum selesai")
    there.round()
    assert case_now(case).status == "answered"
    said = [item.text for item in timeline_of(case_now(case), "officer")]
    assert said.count("Terima kasih, tetapi belum selesai") == 1


def test_what_is_reported_there_is_a_case_here_and_is_asked_answered_and_ended(
    there: There, coordinator: Actor, case_now: Now
) -> None:
    report = there.file(anonymous=True)
    there.round()
    case = case_now("sp4n")
    assert (case.text, case.anonymous, case.reporter_id) == (report.text, True, None)
    cases.verify_case(case.code, coordinator)
    cases.ask_reporter(case.code, coordinator, text="Di tiang nomor berapa?")
    there.round()
    assert report.streams[-1].note == "Di tiang nomor berapa?"
    there.reply(report, "Tiang 12")
    there.round()
    assert case_now(case).status == "verified"
    cases.answer_case(case.code, coordinator, text="Lampu sudah diganti")
    there.round()
    assert report.status == words.FOLLOWED_UP
    there.silence()
    there.round()
    assert (case_now(case).status, case_now(case).close_reason) == ("closed", "silence")
    assert len(there.nation.national.reports) == 1
    assert Answer.objects.count() == 0  # this gateway has no raw answers to keep


def test_a_standing_there_does_not_close_what_is_not_answered(there: There, case_now: Now) -> None:
    report = there.file()
    there.round()
    centre.archive(there.nation.national, report.tracking_id, "Bukan laporan", there.now())
    there.round()
    case = case_now("sp4n")
    assert case.status == "received"
    assert "OutsideStepTaken" in names(case)


def test_beyond_the_city_it_goes_to_the_province_and_its_answer_comes_back(
    there: There, publish: Publish, coordinator: Actor, case_now: Now
) -> None:
    case = publish()
    there.round()
    cases.escalate_case(case.code, coordinator, level="province", reason="Jalan provinsi", body="Provinsi")
    there.round()
    report = there.only()
    assert report.agency == PROVINCE
    there.follow_up(PROVINCE, report, "Akan kami aspal bulan depan")
    there.round()
    assert case_now(case).status == "answered"
    public = [item.text for item in timeline_of(case_now(case), "public")]
    assert "Akan kami aspal bulan depan" in public
    assert queries.links_of(case.pk)[0].state == "elsewhere"
    # What came from there is not told there.
    assert all(stream.ref == "" or "aspal" not in stream.note for stream in report.streams)


def test_a_report_that_was_taken_away_and_given_back(
    there: There, publish: Publish, coordinator: Actor
) -> None:
    case = publish()
    there.round()
    report = there.only()
    national = there.nation.national
    report.filed_by = ""  # as if somebody else had filed it: then it cannot be seen elsewhere
    centre.dispose(national, report.tracking_id, PROVINCE, "", there.now())
    cases.answer_case(case.code, coordinator, text="Sudah ditambal")
    there.round()
    assert queries.links_of(case.pk)[0].state == "gone"
    assert [(act.state, act.reason) for act in queries.acts_of(case.pk)][-1] == ("parked", "gone")
    report.filed_by = US
    centre.dispose(national, report.tracking_id, US, "dikembalikan", there.now())
    there.round()
    assert report.streams[-1].note == "Sudah ditambal"
    assert {"OutsideNoted", "OutsideStepTaken"} <= set(names(case))


@pytest.mark.parametrize("quick", [False, True])
def test_what_was_refused_before_the_report_was_given_to_us_is_told_once_it_is(
    there: There, publish: Publish, coordinator: Actor, monkeypatch: pytest.MonkeyPatch, quick: bool
) -> None:
    case = publish()
    there.round()
    report = there.only()
    national = there.nation.national
    centre.dispose(national, report.tracking_id, PROVINCE, "", there.now())
    real = Wire.follow_up

    def refused(wire: Wire, told: FollowUp) -> str:
        # A side that takes no words either for a report that is not ours (yet).
        if report.agency == US:
            return real(wire, told)
        if quick:
            centre.dispose(national, report.tracking_id, US, "Silakan", there.now() + 5)
        raise Denied("NOT_YOURS")

    monkeypatch.setattr(Wire, "follow_up", refused)
    cases.answer_case(case.code, coordinator, text="Sudah ditambal")
    there.round()
    if not quick:
        Act.objects.filter(state="due").update(next_at=timezone.now())
        there.round()
        assert [(act.state, act.reason) for act in queries.acts_of(case.pk)][-1] == ("parked", "NOT_YOURS")
        centre.dispose(national, report.tracking_id, US, "Silakan", there.now() + 5)
    there.round()
    Act.objects.filter(state="due").update(next_at=timezone.now())
    there.round()
    assert [stream.note for stream in report.streams].count("Sudah ditambal") == 1
    assert report.status == words.FOLLOWED_UP
    assert not Act.objects.exclude(state="done").exists()


def test_a_standing_that_slipped_back_there_is_told_once_more(
    there: There, publish: Publish, coordinator: Actor
) -> None:
    case = publish()
    cases.answer_case(case.code, coordinator, text="Sudah ditambal")
    there.round()
    report, national = there.only(), there.nation.national
    for _ in range(2):
        there.ahead[0] += 5
        set_status(report, words.IN_HAND, there.now())
        # A side that notes each change of a status by itself.
        line = national.line(there.now(), "Sistem", words.SYSTEM, words.STATUS, "Status berubah")
        national.write(report, line)
        there.round()
    told = [stream.note for stream in report.streams if stream.ref]
    assert told.count("Sudah ditambal") == 1
    # Once: whoever sets it back again means it.
    assert sum(note == standing.RETOLD["followed_up"] for note in told) == 1


def test_why_nothing_can_be_read_is_kept_until_it_can(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_wire: Wire, _since: object, _page: int) -> None:
        raise Later("token", 0.0)

    with monkeypatch.context() as broken:
        broken.setattr(Wire, "changes", refused)
        there.round()
        assert queries.states()[0].unread == "token"
    monkeypatch.setattr(running, "_paces", dict[str, Pace]())
    there.round()
    assert queries.states()[0].unread == ""


def test_an_edited_text_is_shown_to_officers_only(there: There, case_now: Now) -> None:
    report = there.file()
    there.round()
    citizen.edit(
        there.nation.national, report.tracking_id, "Lampu jalan mati, dan trotoar rusak", there.now() + 5
    )
    there.round()
    case = case_now("sp4n")
    assert case.text != report.text
    (entry,) = Entry.objects.filter(case=case, kind="outside", visibility="internal", text=report.text)
    assert entry.text not in [item.text for item in timeline_of(case, "reporter")]


@pytest.mark.parametrize("kind", [{"confidential": True}, {"topic": "pungli"}, {"topic": "kekerasan"}])
def test_a_secret_case_is_told_by_an_officers_own_hand_alone(
    there: There, file: Publish, coordinator: Actor, kind: dict[str, object]
) -> None:
    named = Actor("officer", coordinator.id, "coordinator", oversight=True)
    case = file(**kind)
    cases.verify_case(case.code, named)
    there.round()
    assert there.nation.national.reports == {}
    actions.allow_case(case.code, "sp4n", named)
    there.round()
    assert there.only().text.endswith(f"[Ref {case.code}]")


def test_a_case_that_became_secret_waits_with_that_reason(there: There, publish: Publish) -> None:
    from surga.events import relay

    case = publish()
    relay.drain()
    Case.objects.filter(pk=case.pk).update(oversight=True)
    there.round()
    assert there.nation.national.reports == {}
    assert [(act.state, act.reason) for act in queries.acts_of(case.pk)] == [("parked", "secret")]


def test_a_strange_report_is_taken_in_as_far_as_it_goes(there: There, case_now: Now) -> None:
    there.file("\x00" * 5, title="Judul \x07 aneh", happened_on="2199-01-01")
    there.round()
    assert case_now("sp4n").text.startswith("Judul")


def test_somebody_elses_marker_is_no_link(there: There, file: Publish, case_now: Now) -> None:
    """Anybody can write a marker; it counts only where we told that case."""
    case = file()
    there.file(f"Seperti laporan ini [Ref {case.code}]")
    there.round()
    assert case_now("sp4n").pk != case.pk
    assert queries.links_of(case.pk) == []


def test_off_puts_nothing_down(there: There, publish: Publish, settings: object) -> None:
    from surga.events import relay
    from surga.project.configuration.national import Sp4n

    settings.SP4N = Sp4n("off")  # type: ignore[attr-defined]  # pytest-django's settings
    publish()
    relay.drain()
    assert not Act.objects.exists()
    assert not Link.objects.exists()
