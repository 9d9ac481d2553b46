"""The book in memory and the book in the database are one book: the same calls, the same answers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from benchmarks.sync.ours.book import MemoryBook
from benchmarks.sync.ours.memory import Memory
from surga.channels.port.gateway import Report
from surga.reactions.sync.engine.protocols import Book
from surga.reactions.sync.store.book import DatabaseBook
from surga.reactions.sync.things import (
    AWAY,
    DONE,
    IN,
    LEASE,
    OUT,
    PARKED,
    QUIET,
    TRYING,
    UNLISTED,
    UNSEEN,
    WATCHES,
    Act,
    Known,
    Link,
    Twin,
)

NOW = datetime(2022, 6, 16, 3, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MAKERS: dict[str, Callable[[], Book]] = {
    "memory": lambda: MemoryBook(Memory()),
    "database": lambda: DatabaseBook(lambda: NOW),
}


@pytest.fixture(params=MAKERS)
def book(request: pytest.FixtureRequest, db: None) -> Book:
    return MAKERS[request.param]()


def act(event_id: int, case_id: int = 1, kind: str = "follow_up", target: str = "") -> Act:
    return Act("sp4n", case_id, event_id, kind, f"KDR-{case_id}.{event_id}{target}", target, next_at=NOW)


def link(report_id: str, case_id: int = 1, *, twin: bool = False) -> Link:
    return Link("sp4n", case_id, f"KDR-{case_id}", report_id, OUT, twin=twin)


def test_an_act_is_kept_once_for_an_event_and_a_target(book: Book) -> None:
    assert book.add_acts([act(1), act(1), act(2), act(1, target="9")]) == 3
    assert book.add_acts([act(1)]) == 0
    assert book.act_by_ref("sp4n", "KDR-1.2") is not None
    assert book.act_by_ref("surga", "KDR-1.2") is None


def test_the_acts_of_a_case_come_in_order_and_other_cases_go_on(book: Book) -> None:
    book.add_acts([act(1), act(2), act(3, case_id=2)])
    first, second = book.claim("sp4n", NOW, "a"), book.claim("sp4n", NOW, "b")
    assert first is not None
    assert second is not None
    assert (first.event_id, second.event_id) == (1, 3)
    assert (first.state, first.attempts, first.lease) == (TRYING, 1, "a")
    assert book.claim("sp4n", NOW, "c") is None
    assert book.save_act(Act(**{**_plain(first), "state": DONE}), "a")
    third = book.claim("sp4n", NOW, "c")
    assert third is not None
    assert third.event_id == 2


def test_a_parked_act_holds_up_its_case_alone(book: Book) -> None:
    book.add_acts([act(1), act(2), act(3, case_id=2)])
    first = book.claim("sp4n", NOW, "a")
    assert first is not None
    book.save_act(Act(**{**_plain(first), "state": PARKED, "reason": "gone"}), "a")
    other = book.claim("sp4n", NOW, "b")
    assert other is not None
    assert other.case_id == 2
    assert book.claim("sp4n", NOW, "c") is None
    assert book.revive("sp4n", 1, "elsewise", NOW) == 0
    assert book.revive("sp4n", 1, "gone", NOW) == 1
    again = book.claim("sp4n", NOW, "d")
    assert again is not None
    assert (again.event_id, again.attempts) == (1, 1)


def test_what_is_not_due_is_not_claimed(book: Book) -> None:
    book.add_acts([Act("sp4n", 1, 1, "submit", "r", next_at=NOW + SECOND)])
    assert book.claim("sp4n", NOW, "a") is None
    assert book.claim("sp4n", NOW + SECOND, "a") is not None


def test_a_lease_that_is_over_leaves_a_doubt_and_the_old_worker_has_no_say(book: Book) -> None:
    book.add_acts([act(1)])
    old = book.claim("sp4n", NOW, "old")
    assert old is not None
    assert book.reap("sp4n", NOW + LEASE - SECOND) == 0
    assert book.reap("sp4n", NOW + LEASE) == 1
    new = book.claim("sp4n", NOW + LEASE, "new")
    assert new is not None
    assert new.doubt
    assert not book.save_act(Act(**{**_plain(old), "state": DONE}), "old")
    kept = book.act(new.id)
    assert kept is not None
    assert kept.state == TRYING


def test_pending_is_what_is_due_or_in_hand(book: Book) -> None:
    book.add_acts([act(1)])
    assert book.pending("sp4n", 1)
    assert not book.pending("sp4n", 2)
    taken = book.claim("sp4n", NOW, "a")
    assert taken is not None
    assert book.pending("sp4n", 1)
    book.save_act(Act(**{**_plain(taken), "state": PARKED}), "a")
    assert not book.pending("sp4n", 1)


def test_a_standing_on_its_way_is_known(book: Book) -> None:
    book.add_acts([act(1)])
    assert not book.is_telling("sp4n", 1)
    book.add_acts([Act("sp4n", 1, 2, "follow_up", "r", standing="in_progress", next_at=NOW)])
    assert book.is_telling("sp4n", 1)
    assert not book.is_telling("sp4n", 2)


def test_a_report_has_one_link_and_a_case_one_but_for_twins(book: Book) -> None:
    assert book.add_link(link("01")) is not None
    assert book.add_link(link("01", case_id=2)) is None
    assert book.add_link(link("02")) is None
    assert book.add_link(link("02", twin=True)) is not None
    assert book.add_link(Link("surga:province", 1, "KDR-1", "01", IN)) is not None
    assert [each.report_id for each in book.links_of_case("sp4n", 1)] == ["01", "02"]
    found = book.link_of_report("sp4n", "01")
    assert found is not None
    book.save_link(Link(**{**_plain(found), "standing": "done", "looked_at": NOW}))
    again = book.link_of_report("sp4n", "01")
    assert again is not None
    assert (again.standing, again.looked_at, again.id) == ("done", NOW, found.id)


def test_the_longest_unseen_are_watched_first(book: Book) -> None:
    for number, seen in enumerate((NOW, None, NOW - SECOND, NOW + SECOND)):
        added = book.add_link(link(str(number), case_id=number))
        assert added is not None
        book.save_link(Link(**{**_plain(added), "looked_at": seen}))
    watched = book.watched("sp4n", QUIET, NOW, 10)
    assert [each.report_id for each in watched] == ["1", "2", "0"]
    assert book.watched("sp4n", UNSEEN, NOW, 10) == []
    assert len(book.watched("sp4n", QUIET, NOW, 2)) == 2


@pytest.mark.parametrize(
    ("state", "seen", "standing", "watches"),
    [
        ("linked", "", "disposed", {UNLISTED, QUIET}),
        ("linked", "digest", "disposed", {QUIET}),
        ("linked", "", "done", {QUIET}),
        ("elsewhere", "digest", "disposed", {AWAY, QUIET}),
        ("elsewhere", "", "archived", {QUIET}),
        ("gone", "digest", "disposed", {UNSEEN}),
    ],
)
def test_what_no_list_tells_of_is_looked_at_more_often(
    book: Book, state: str, seen: str, standing: str, watches: set[str]
) -> None:
    added = book.add_link(link("1"))
    assert added is not None
    book.save_link(Link(**{**_plain(added), "state": state, "seen": seen, "standing": standing}))
    assert {each for each in WATCHES if book.watched("sp4n", each, NOW, 10)} == watches


def test_what_was_put_off_is_due_when_the_side_is_back(book: Book) -> None:
    book.add_acts([Act("sp4n", 1, 1, "submit", "r", next_at=NOW + SECOND)])
    book.add_trouble("sp4n", "01", "lost", NOW + SECOND, NOW)
    book.add_trouble("sp4n", "row:2", "no_id", NOW + SECOND, NOW)
    assert book.hurry("surga:province", NOW) == 0
    assert book.hurry("sp4n", NOW) == 2
    assert book.hurry("sp4n", NOW) == 0
    assert book.claim("sp4n", NOW, "a") is not None
    assert [each.report_id for each in book.troubles("sp4n", NOW, 10)] == ["01"]


def test_dead_hands_hold_neither_acts_nor_the_cursor(book: Book) -> None:
    book.add_acts([act(1), act(2, case_id=2)])
    for lease in ("dead", "alive"):
        assert book.claim("sp4n", NOW, lease) is not None
    assert book.reap("sp4n", NOW, "dead".__eq__) == 1
    again = book.claim("sp4n", NOW, "new")
    assert again is not None
    assert again.doubt
    assert again.settle_at is not None
    assert again.settle_at > NOW
    assert book.claim_cursor("sp4n", NOW, "dead")
    assert not book.claim_cursor("sp4n", NOW, "a")
    assert book.claim_cursor("sp4n", NOW, "a", "dead".__eq__)
    assert not book.claim_cursor("sp4n", NOW, "b", "dead".__eq__)


def test_a_step_is_known_once_by_its_id_and_by_its_ref(book: Book) -> None:
    assert book.add_known(Known("sp4n", "01", "S1"))
    assert not book.add_known(Known("sp4n", "01", "S1"))
    assert book.add_known(Known("sp4n", "02", "S1", "r.1"))
    assert not book.add_known(Known("sp4n", "02", "S2", "r.1"))
    assert book.known("sp4n", "01") == {"S1"}


def test_one_worker_has_the_cursor_and_it_never_goes_back(book: Book) -> None:
    assert book.cursor("sp4n") is None
    assert book.claim_cursor("sp4n", NOW, "a")
    assert not book.claim_cursor("sp4n", NOW, "b")
    book.move_cursor("sp4n", NOW, "b")
    assert book.cursor("sp4n") is None
    book.move_cursor("sp4n", NOW, "a")
    assert book.cursor("sp4n") == NOW
    assert book.claim_cursor("sp4n", NOW, "b")
    assert book.claim_cursor("sp4n", NOW + LEASE, "c")
    book.move_cursor("sp4n", NOW - SECOND, "c")
    assert book.cursor("sp4n") == NOW


def test_a_trouble_has_its_time_and_counts(book: Book) -> None:
    for _ in range(2):
        book.add_trouble("sp4n", "01", "lost", NOW + SECOND, NOW)
    assert book.is_troubled("sp4n", "01")
    assert book.troubles("sp4n", NOW, 5) == []
    (trouble,) = book.troubles("sp4n", NOW + SECOND, 5)
    assert (trouble.attempts, trouble.reason, trouble.since) == (2, "lost", NOW)
    book.end_trouble("sp4n", "01")
    assert not book.is_troubled("sp4n", "01")


def test_raw_answers_and_twins_are_kept_without_complaint(book: Book) -> None:
    report = Report("01", "", "Lampu", "disposed", NOW, NOW, raw='{"a": "1"}')
    for _ in range(2):
        book.keep_raw("sp4n", report, NOW)
        book.add_twin(Twin("sp4n", "01", 1, 2, 80))


def test_a_transaction_is_all_or_nothing(book: Book) -> None:
    def half() -> None:
        with book.atomic():
            book.add_acts([act(1)])
            book.add_link(link("01"))
            book.add_link(link("01"))
            raise IntegrityError

    with pytest.raises(IntegrityError):
        half()
    assert book.act_by_ref("sp4n", "KDR-1.1") is None
    assert book.link_of_report("sp4n", "01") is None


def _plain(thing: object) -> dict[str, object]:
    return {name: getattr(thing, name) for name in thing.__slots__}  # type: ignore[attr-defined]  # dataclasses
