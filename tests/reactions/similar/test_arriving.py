"""What is put in and noted when a case comes, once and for all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connection, transaction
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.triage.similar import Report
from surga.core.triage.similar.words import RAREST
from surga.events import relay
from surga.project.commands.preparing import rebuild_command
from surga.reactions.similar import table, vocabulary
from surga.reactions.similar.actions import rebuild, take_in
from surga.reactions.similar.models import Key, Suspicion, Vocabulary
from surga.reactions.similar.queries import SAME, like_case, noted

type File = Callable[..., Case]


def stored() -> list[tuple[int, int]]:
    return sorted(Key.objects.values_list("key", "case_id"))


def noted_likes() -> list[tuple[int, int | None]]:
    return list(Suspicion.objects.values_list("case_id", "like_id"))


@pytest.mark.django_db(transaction=True)
def test_the_worker_notes_the_earlier_case(file: File, lamp: str, again: str, hole: str) -> None:
    first, other, second = file(lamp), file(hole), file(again)
    relay.drain()
    assert Suspicion.objects.count() == 1
    note = noted([first.pk, other.pk, second.pk])
    assert list(note) == [second.pk]
    assert (note[second.pk].case_id, note[second.pk].code) == (first.pk, first.code)
    assert note[second.pk].score >= SAME
    # Nothing was joined by it.
    assert set(Case.objects.values_list("status", "joined_to")) == {("received", None)}


def test_taking_in_twice_changes_nothing(file: File, lamp: str, again: str) -> None:
    for case in (file(lamp), file(again)):
        take_in(case.pk)
    before = stored(), list(Suspicion.objects.values())
    assert len(before[0]) > 30
    for case in Case.objects.all():
        take_in(case.pk)
    assert (stored(), list(Suspicion.objects.values())) == before


def test_a_note_goes_when_the_case_was_set_right(file: File, lamp: str, again: str) -> None:
    _, second = file(lamp), file(again)
    for case in Case.objects.order_by("pk"):
        take_in(case.pk)
    assert noted([second.pk])
    Case.objects.filter(pk=second.pk).update(text="Kucing mati di pasar, bau sekali", address="Pasar Pahing")
    take_in(second.pk)
    assert not Suspicion.objects.exists()
    Case.objects.filter(pk=second.pk).update(text=again)
    take_in(second.pk)
    Case.objects.update(oversight=True)
    take_in(second.pk)
    assert not Suspicion.objects.exists()


def test_what_looks_like_spam_is_noted_and_stays(file: File) -> None:
    case = file("Slot gacor maxwin, daftar gratis di www.menang.xyz")
    take_in(case.pk)
    assert list(Suspicion.objects.values_list("case_id", "like_id", "spam")) == [(case.pk, None, "link")]
    assert noted([case.pk]) == {}
    assert Case.objects.get(pk=case.pk).status == "received"


def test_made_anew_it_is_the_same(file: File, lamp: str, again: str, hole: str) -> None:
    for text in (lamp, hole, again):
        take_in(file(text).pk)
    before, notes = stored(), noted_likes()
    table.put_in([(7, 7)])
    Suspicion.objects.all().delete()
    told: list[tuple[int, int]] = []
    assert rebuild(lambda done, total: told.append((done, total))) == 3
    assert told[-1] == (3, 3)
    # The scores may move: more words have been counted by now.
    assert (stored(), noted_likes()) == (before, notes) != ([], [])
    assert Vocabulary.objects.get().reports == 3


def test_old_cases_are_found_again_but_not_noted_anew(file: File, lamp: str, again: str) -> None:
    long_ago = timezone.now() - timedelta(days=90)
    first, second = file(lamp, at=long_ago), file(again, at=long_ago)
    assert rebuild() == 2
    assert not Suspicion.objects.exists()
    assert [like.case_id for like in like_case(second.pk)] == [first.pk]


def test_words_are_counted_as_cases_come(file: File, hole: str) -> None:
    assert vocabulary.rarity().reports == 0
    for _ in range(25):
        take_in(file(hole).pk)
    counted = vocabulary.rarity()
    assert counted.reports == 25
    assert counted.counts["aspal"] == 25
    assert counted is vocabulary.rarity()
    assert counted.weight("kaleidoskop") == RAREST - 0.0 or counted.weight("kaleidoskop") > counted.weight(
        "aspal"
    )


def test_rare_words_are_dropped_when_there_are_many_reports(db: None) -> None:
    row = vocabulary.claim()
    assert row is not None
    words = vocabulary.words_of([Report("lampu padam di Semeru")])
    assert words["lampu"] == 1
    vocabulary.count_in(row, {"lampu": 90_000, "semeru": 20, "salahketik": 5}, 100_000, 100_000)
    kept = vocabulary.rarity()
    assert dict(kept.counts) == {"lampu": 90_000, "semeru": 20}
    assert (row.version, row.last_case) == (1, 100_000)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_workers_see_one_anothers_case(file: File, lamp: str, again: str) -> None:
    pair = [file(lamp).pk, file(again).pk]

    def work(case_id: int) -> None:
        try:
            with transaction.atomic():
                take_in(case_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for _ in range(5):
            list(pool.map(work, pair * 2))
    # Whoever came second saw the first, so the later case has its note.
    assert [(like.case_id) for like in noted(pair).values()] == pair[:1]
    assert len(stored()) == len(set(stored()))


def test_the_command_makes_it_anew(file: File, lamp: str) -> None:
    case = file(lamp)
    done = CliRunner().invoke(rebuild_command, ["similar"])
    assert (done.exit_code, done.output.splitlines()[-1]) == (
        0,
        "1 cases can be found by what they are like.",
    )
    assert set(Key.objects.values_list("case_id", flat=True)) == {case.pk}
