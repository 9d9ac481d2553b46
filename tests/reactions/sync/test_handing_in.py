"""Reports that people hand in: rows of exports, in whatever order the files come, and what they type."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from surga.channels.port.gateway import Report
from surga.core.cases.models import Case
from surga.core.cases.states import Refused
from surga.core.people.access import Actor, NotAllowed
from surga.events import relay
from surga.events.models import Event
from surga.project.configuration.national import Sp4n
from surga.reactions.sync import actions, queries
from surga.reactions.sync.actions import taking
from surga.reactions.sync.models import Act, Answer, Link
from tests.reactions.sync.conftest import US, There

ROW = Report(
    "0916581", "", "Lampu jalan mati", "disposed", datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC),
    title="Lampu", body_id="357102", raw="disposed",
)  # fmt: skip


def stands(standing: str, row: Report = ROW) -> Report:
    return replace(row, standing=standing, raw=standing)


def told() -> list[str]:
    return list(Event.objects.order_by("id").values_list("name", flat=True))


@pytest.fixture
def exported(there: There, settings: Any) -> There:
    # The agency is set already by a city that waits for the ministry: rows name agencies inside of it.
    settings.SP4N = Sp4n("export", agency=US)
    return there


def take(*rows: Report) -> tuple[int, int, int, int]:
    taken = actions.take_reports("sp4n", rows)
    return taken.new, taken.changed, taken.same, len(taken.failed)


def test_the_same_file_twice_changes_nothing_and_tells_nobody(exported: There) -> None:
    rows = [ROW, stands("done", replace(ROW, id="0916582")), replace(ROW, id="0916583", kind="?")]
    assert take(*rows) == (3, 0, 0, 0)
    before = told()
    assert take(*rows) == (0, 0, 3, 0)
    assert told() == before
    statuses = sorted(Case.objects.values_list("status", flat=True))
    assert statuses == ["archived", "received", "received"]
    assert set(Link.objects.values_list("state", flat=True)) == {"linked"}
    relay.drain()
    assert not Act.objects.exists()


def test_files_in_the_wrong_order_end_where_the_right_order_does(exported: There) -> None:
    assert take(ROW) == (1, 0, 0, 0)
    assert take(stands("in_progress")) == (0, 1, 0, 0)
    assert take(stands("done")) == (0, 1, 0, 0)
    before = told()
    # Handed in again, and one between that nobody handed in before.
    assert take(ROW) == take(stands("in_progress")) == take(stands("followed_up")) == (0, 0, 1, 0)
    assert told() == before
    assert Link.objects.get().standing == "done"


def test_what_a_program_told_later_stands(exported: There) -> None:
    later = replace(stands("in_progress"), updated_at=ROW.updated_at + timedelta(days=1))
    assert take(ROW) == (1, 0, 0, 0)
    assert take(later) == (0, 1, 0, 0)
    assert take(stands("followed_up")) == (0, 0, 1, 0)


def test_a_row_that_cannot_be_taken_in_holds_up_no_other(
    exported: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    from surga.reactions.sync.store import house

    receive = house.receive

    def refuses_one(message: Any, *args: Any, **more: Any) -> Any:
        if message.external_id == "0916582":
            raise Refused("text_empty", "text")
        return receive(message, *args, **more)

    monkeypatch.setattr(house, "receive", refuses_one)
    taken = actions.take_reports("sp4n", [ROW, replace(ROW, id="0916582"), replace(ROW, id="0916583")])
    assert (taken.new, taken.failed) == (2, (("0916582", "text_empty"),))
    monkeypatch.undo()
    assert take(ROW, replace(ROW, id="0916582")) == (1, 0, 1, 0)


def test_what_was_over_is_kept_as_the_engine_would(exported: There, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [stands("done"), stands("archived", replace(ROW, id="0916582"))]
    take(*rows)
    monkeypatch.setattr(taking, "_is_past", lambda _report: False)
    take(*(replace(row, id=f"1{row.id}") for row in rows))
    apart = ("id", "case_id", "code", "report_id", "seen", "seen_at", "looked_at", "since", "after")
    short, long = (
        list(Link.objects.order_by("id").values())[:2],
        list(Link.objects.order_by("id").values())[2:],
    )
    assert [{**link, **dict.fromkeys(apart)} for link in short] == [
        {**link, **dict.fromkeys(apart)} for link in long
    ]
    names = [name for name in told() if name != "ProfileChanged"]
    assert names[: len(names) // 2] == names[len(names) // 2 :]
    assert Answer.objects.count() == 4


@pytest.mark.parametrize("kept", [{"secret": True}, {"oversight": True}])
def test_what_is_secret_there_is_secret_here(exported: There, kept: dict[str, bool]) -> None:
    assert take(replace(ROW, **kept)) == (1, 0, 0, 0)
    assert Case.objects.get().confidential


def test_the_preview_says_what_taking_in_does(exported: There) -> None:
    take(ROW)
    rows = [ROW, replace(ROW, id="0916582"), stands("done")]
    assert [each.what for each in queries.readings("sp4n", rows)] == ["same", "new", "changed"]
    assert {each.code for each in queries.readings("sp4n", [ROW])} == {Case.objects.get().code}


def test_a_thousand_rows_are_looked_at_in_two_questions(
    exported: There, django_assert_num_queries: Any
) -> None:
    take(*(replace(ROW, id=f"{9160000 + n}") for n in range(20)))
    with django_assert_num_queries(2):
        queries.readings("sp4n", [replace(ROW, id=f"{9160000 + n}") for n in range(30)])


def test_links_of_an_export_stay_when_a_program_takes_over(exported: There, settings: Any) -> None:
    report = exported.file("Lampu jalan mati")
    row = replace(ROW, id=report.tracking_id, text=report.text)
    assert take(row) == (1, 0, 0, 0)
    settings.SP4N = Sp4n("sp4n", "http://127.0.0.1:1", "token", US)
    exported.round()
    assert Case.objects.count() == 1
    assert Link.objects.get().report_id == report.tracking_id
    settings.SP4N = Sp4n("export", agency=US)
    assert take(row) == (0, 0, 1, 0)


def test_what_was_typed_is_a_report_once(exported: There, coordinator: Actor) -> None:
    typed = replace(ROW, raw="", id=" #0916581 ")
    made = actions.type_in("sp4n", typed, coordinator)
    assert (made.came, Case.objects.get().code, Case.objects.get().channel) == ("new", made.code, "sp4n")
    before = told()
    again = replace(typed, text="Lampu jalan, mati")
    assert actions.type_in("sp4n", again, coordinator) == replace(made, came="same")
    assert told() == before
    moved = actions.type_in("sp4n", replace(again, standing="in_progress"), coordinator)
    assert (moved.came, moved.code) == ("changed", made.code)
    assert told()[len(before) :] == ["OutsideStepTaken"]
    # The export that comes next says the same, and is no news.
    assert take(stands("in_progress")) == (0, 0, 1, 0)
    assert not Answer.objects.exists()


def test_what_may_not_be_typed_in(exported: There, coordinator: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.type_in("sp4n", ROW, Actor("officer", "99", "executive"))
    for typed, code in ((replace(ROW, id="12a"), "id_invalid"), (stands("not_ours"), "report_not_ours")):
        with pytest.raises(Refused) as refused:
            actions.type_in("sp4n", typed, coordinator)
        assert refused.value.code == code
    assert not Case.objects.exists()


def test_a_case_that_was_told_is_known_by_its_mark(
    there: There, publish: Any, coordinator: Actor, settings: Any
) -> None:
    settings.SP4N = Sp4n("manual")
    case = publish()
    relay.drain()
    (task,) = queries.tasks_by_hand("sp4n")
    assert actions.type_in("sp4n", replace(ROW, text=task.text), coordinator).code == case.code
    assert Link.objects.get().direction == "out"
    assert queries.tasks_by_hand("sp4n") == []


def test_an_officer_gives_up_what_is_done_by_hand(
    there: There, publish: Any, coordinator: Actor, settings: Any
) -> None:
    settings.SP4N = Sp4n("manual")
    publish()
    relay.drain()
    (task,) = queries.tasks_by_hand("sp4n")
    with pytest.raises(NotAllowed):
        actions.skip(task.act_id, Actor("officer", "99", "operator"), reason="Sudah ada")
    assert actions.skip(task.act_id, coordinator, reason="Sudah ada di sana")
    assert queries.task_lines("sp4n", coordinator) == (0, [])


def test_tasks_are_what_no_program_does(
    there: There, publish: Any, coordinator: Actor, settings: Any
) -> None:
    settings.SP4N = Sp4n("manual")
    case = publish()
    relay.drain()
    count, (line,) = queries.task_lines("sp4n", coordinator)
    assert (count, line.code) == (1, case.code)
    task = queries.task_by_hand("sp4n", coordinator, line.act_id)
    assert task is not None
    assert (task.title, task.case_kind, task.secret) == (case.title, "complaint", False)
    settings.SP4N = Sp4n("sp4n", "http://127.0.0.1:1", "token", US)
    assert queries.task_lines("sp4n", coordinator) == (0, [])
    Act.objects.update(state="parked", made_at=timezone.now())
    assert queries.task_lines("sp4n", coordinator)[0] == 1
