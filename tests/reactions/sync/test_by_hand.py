"""What officers do: type in, try again, skip, link, decide on twins, compare and mend."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from sandbox.national.model import words
from surga.channels.port.gateway import Report
from surga.core.cases import actions as cases
from surga.core.cases.models import Case
from surga.core.cases.states import Refused
from surga.core.people.access import Actor, NotAllowed
from surga.events import relay
from surga.project.configuration.national import Sp4n
from surga.reactions.sync import actions, queries
from surga.reactions.sync.models import Act, Link, Twin
from tests.reactions.sync.conftest import US, There

type Publish = Callable[..., Case]
NOBODY = Actor("officer", "99", "executive")
EXPORTED = Report(
    "0916581", "", "Lampu jalan mati", "disposed", datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC),
    title="Lampu",
)  # fmt: skip


@pytest.fixture
def by_hand(there: There, settings: Any) -> There:
    settings.SP4N = Sp4n("manual")
    return there


def test_a_task_has_all_that_is_to_be_copied_and_its_number_comes_back(
    by_hand: There, publish: Publish, coordinator: Actor
) -> None:
    case = publish()
    cases.answer_case(case.code, coordinator, text="Sudah ditambal")
    relay.drain()
    (task,) = queries.tasks_by_hand("sp4n")
    assert (task.code, task.kind, task.anonymous) == (case.code, "submit", True)
    assert task.text.endswith(f"[Ref {case.code}]")
    assert actions.complete_by_hand(task.act_id, coordinator, report_id=" #0916581 ", on=timezone.localdate())
    assert not actions.complete_by_hand(task.act_id, coordinator, report_id="0916581")
    (link,) = queries.links_of(case.pk)
    assert link.report_id == "0916581"
    (task,) = queries.tasks_by_hand("sp4n")
    assert (task.kind, task.report_id, task.text, task.standing) == (
        "follow_up",
        "0916581",
        "Sudah ditambal",
        "followed_up",
    )


@pytest.mark.parametrize("typed", ["", "12a4", "1" * 16, "١٢٣", "-12"])
def test_a_number_is_digits(by_hand: There, publish: Publish, coordinator: Actor, typed: str) -> None:
    publish()
    relay.drain()
    (task,) = queries.tasks_by_hand("sp4n")
    with pytest.raises(Refused) as refused:
        actions.complete_by_hand(task.act_id, coordinator, report_id=typed)
    assert refused.value.code == "id_invalid"
    assert len(queries.tasks_by_hand("sp4n")) == 1


@pytest.mark.parametrize("days", [-1, 32])
def test_the_day_is_within_the_last_month(
    by_hand: There, publish: Publish, coordinator: Actor, days: int
) -> None:
    publish()
    relay.drain()
    (task,) = queries.tasks_by_hand("sp4n")
    on = timezone.localdate() - timedelta(days=days)
    with pytest.raises(Refused) as refused:
        actions.complete_by_hand(task.act_id, coordinator, report_id="123", on=on)
    assert refused.value.code == "day_invalid"


def test_switching_to_a_program_keeps_links_and_repeats_nothing(
    by_hand: There, publish: Publish, coordinator: Actor, settings: Any
) -> None:
    typed, waiting = publish("Jalan rusak di utara pasar"), publish("Sampah menumpuk di sungai")
    relay.drain()
    first, second = queries.tasks_by_hand("sp4n")
    report = by_hand.file(f"Jalan rusak [Ref {typed.code}]")
    report.filed_by = US
    actions.complete_by_hand(first.act_id, coordinator, report_id=report.tracking_id)
    # The second was typed there too, but nobody has said so yet.
    other = by_hand.file(second.text)
    settings.SP4N = Sp4n("sp4n", "http://127.0.0.1:1", "token", US)
    by_hand.round()
    assert len(by_hand.nation.national.reports) == 2
    assert [each.report_id for each in queries.links_of(typed.pk)] == [report.tracking_id]
    assert [each.report_id for each in queries.links_of(waiting.pk)] == [other.tracking_id]
    assert Case.objects.count() == 2


def test_retry_and_skip(there: There, publish: Publish, coordinator: Actor) -> None:
    case = publish()
    relay.drain()
    Act.objects.update(state="parked", reason="INVALID")
    (parked,) = queries.waiting_acts("sp4n")
    assert (parked.code, parked.reason) == (case.code, "INVALID")
    with pytest.raises(NotAllowed):
        actions.retry(parked.id, NOBODY)
    assert actions.retry(parked.id, coordinator)
    with pytest.raises(Refused):
        actions.skip(parked.id, coordinator, reason=" ")
    assert actions.skip(parked.id, coordinator, reason="Sudah dilaporkan lewat surat")
    assert not actions.skip(parked.id, coordinator, reason="lagi")
    there.round()
    assert there.nation.national.reports == {}
    cases.answer_case(case.code, coordinator, text="Sudah")
    there.round()
    assert [act.state for act in queries.acts_of(case.pk)] == ["skipped"]


def test_a_link_by_hand_is_one_and_ends_the_telling(
    there: There, publish: Publish, coordinator: Actor
) -> None:
    one, other = publish(), publish("Sampah di selokan")
    report = there.file("Jalan rusak")
    relay.drain()
    actions.link_by_hand(one.code, "sp4n", report.tracking_id, coordinator)
    with pytest.raises(Refused) as refused:
        actions.link_by_hand(other.code, "sp4n", report.tracking_id, coordinator)
    assert refused.value.code == "link_taken"
    cases.answer_case(one.code, coordinator, text="Sudah ditambal")
    there.round()
    assert report.status == words.FOLLOWED_UP
    assert len(there.nation.national.reports) == 2


def test_told_on_both_sides_is_one_case_with_two_numbers(
    there: There, publish: Publish, coordinator: Actor
) -> None:
    text = "Lampu jalan mati di depan pasar besar sejak minggu lalu"
    case = publish(text)
    there.round()
    own = there.only()
    report = there.file(text)
    there.round()
    (twin,) = queries.twins("sp4n")
    assert twin.other_id == case.pk
    assert actions.confirm_twin(twin.pk, coordinator)
    assert not actions.confirm_twin(twin.pk, coordinator)
    assert [each.report_id for each in queries.links_of(case.pk)] == [own.tracking_id, report.tracking_id]
    made = Case.objects.get(pk=twin.case_id)
    assert (made.status, made.archive_reason) == ("archived", "duplicate")
    cases.answer_case(case.code, coordinator, text="Lampu sudah diganti")
    there.round()
    assert {own.streams[-1].note, report.streams[-1].note} == {"Lampu sudah diganti"}
    assert [each.status for each in (own, report)] == [words.FOLLOWED_UP, words.FOLLOWED_UP]


def test_twins_may_be_strangers(there: There, publish: Publish, coordinator: Actor) -> None:
    publish("Lampu jalan mati di depan pasar besar")
    there.file("Lampu jalan mati di depan pasar besar")
    there.round()
    (twin,) = queries.twins("sp4n")
    assert actions.refuse_twin(twin.pk, coordinator)
    assert queries.twins("sp4n") == []
    assert Twin.objects.get().decided == "other"


def test_what_differs_is_found_and_mended(
    there: There, publish: Publish, coordinator: Actor, settings: Any
) -> None:
    linked, missing = publish(), publish("Sampah di selokan")
    there.round()
    # Lost here: a link with its act; and a report that was never heard of.
    for table in (Link, Act):
        table.objects.filter(case_id=missing.pk).delete()
    told = [each for each in there.nation.national.reports.values() if missing.code in each.text]
    del there.nation.national.reports[told[0].tracking_id]
    there.ahead[0] = -7200
    unheard = there.file("Jembatan retak")
    there.ahead[0] = 0
    cases.answer_case(linked.code, coordinator, text="Sudah")
    relay.drain()
    Act.objects.filter(case_id=linked.pk, kind="follow_up").delete()
    assert actions.compare(there.wire) == 3
    found = {row.kind: row for row in queries.differences("sp4n")}
    assert set(found) == {"missing_here", "missing_there", "standing"}
    since = found["standing"].since
    assert actions.compare(there.wire) == 3
    assert {row.since for row in queries.differences("sp4n") if row.kind == "standing"} == {since}
    for row in queries.differences("sp4n"):
        assert actions.mend(row.pk, coordinator)
    there.round()
    assert actions.compare(there.wire) == 0
    assert Link.objects.get(report_id=unheard.tracking_id).direction == "in"
    assert Link.objects.filter(case_id=missing.pk).count() == 1


def test_the_desk_sees_how_each_side_is(there: There, publish: Publish) -> None:
    publish()
    relay.drain()
    (state,) = queries.states()
    assert (state.waiting, state.parked, state.told, state.read_at) == (1, 0, 0, None)
    assert state.lag_out(timezone.now()) > timedelta()
    there.file()
    there.round()
    (state,) = queries.states()
    assert (state.waiting, state.done, state.told, state.heard) == (0, 1, 1, 1)
    lag = state.lag_in(timezone.now())
    assert lag is not None
    assert lag < timedelta(minutes=1)
