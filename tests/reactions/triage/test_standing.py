"""How often triage is right, as people settle it; and that it says when it no longer keeps its promise."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import Actor
from surga.core.triage.routing import Model
from surga.events import relay
from surga.reactions.triage import queries
from surga.reactions.triage.actions import note_training
from surga.reactions.triage.models import Verdict
from tests.reactions.triage.conftest import ROAD

type File = Callable[..., Case]
type Learned = Callable[..., Model]


def verdicts(count: int, right: int, confidence: float = 0.9, agency: str = "umum", **more: object) -> None:
    start = Verdict.objects.count()
    Verdict.objects.bulk_create(
        Verdict(
            case_id=start + n,
            at=timezone.now(),
            by="model",
            confidence=confidence,
            agency=agency,
            right=n < right,
            among=True,
            **more,
        )
        for n in range(count)
    )


@pytest.mark.django_db
def test_promised_and_kept_are_told_apart() -> None:
    verdicts(50, 46)
    found = queries.standing()
    assert (found.judged, found.right.share, found.among.share) == (50, 0.92, 1.0)
    assert found.promised == pytest.approx(0.9)
    assert not found.drifted


@pytest.mark.django_db
def test_far_fewer_than_promised_is_drift() -> None:
    verdicts(60, 42)
    assert queries.standing().drifted


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "right"), [(60, 60), (60, 52), (20, 5), (0, 0)])
def test_chance_luck_and_few_cases_are_no_drift(count: int, right: int) -> None:
    verdicts(count, right)
    assert not queries.standing().drifted


@pytest.mark.django_db
def test_certainty_that_is_wrong_once_in_a_while_is_no_division_by_nothing() -> None:
    verdicts(40, 38, confidence=1.0)
    assert queries.standing().drifted


@pytest.mark.django_db
def test_the_worst_agencies_are_named() -> None:
    verdicts(10, 9, agency="umum")
    verdicts(10, 4, agency="pengawas")
    verdicts(10, 10, agency="kel-barat")
    verdicts(2, 0, agency="kel-timur")
    assert [one.agency for one in queries.standing().worst] == ["pengawas", "umum"]


@pytest.mark.django_db
def test_what_is_old_or_open_does_not_count() -> None:
    verdicts(3, 3)
    Verdict.objects.filter(case_id=0).update(at=timezone.now() - timedelta(days=31))
    Verdict.objects.filter(case_id=1).update(right=None, among=None)
    found = queries.standing()
    assert (found.judged, found.right) == (2, queries.Share(1, 1))


@pytest.mark.django_db(transaction=True)
class TestAsPeopleSettleIt:
    def verdict(self, case: Case) -> Verdict:
        relay.drain()
        return Verdict.objects.get(case_id=case.pk)

    def filed(self, file: File) -> Case:
        case = file(ROAD.format("x"), topic="")
        relay.drain()
        return case

    def test_a_verifier_agrees_or_corrects(self, file: File, learned: Learned, verifier: Actor) -> None:
        learned(threshold=1.1)
        case = self.filed(file)
        assert self.verdict(case).right is None
        actions.verify_case(case.code, verifier)
        assert self.verdict(case).right is True
        actions.forward_case(case.code, verifier, agency="kec-hulu")
        verdict = self.verdict(case)
        assert (verdict.chosen, verdict.right, verdict.among) == ("kec-hulu", False, False)

    def test_what_went_by_itself_is_right_once_the_agency_begins(
        self, file: File, learned: Learned, verifier: Actor
    ) -> None:
        learned()
        case = self.filed(file)
        assert (self.verdict(case).automatic, self.verdict(case).right) == (True, None)
        actions.start_work(case.code, verifier)
        assert self.verdict(case).right is True

    def test_what_the_agency_returns_was_wrong(self, file: File, learned: Learned, verifier: Actor) -> None:
        learned()
        case = self.filed(file)
        actions.return_case(case.code, Actor("officer", verifier.id, "liaison", "umum"), reason="bukan kami")
        assert self.verdict(case).right is False
        actions.forward_case(case.code, verifier, agency="kel-barat")
        verdict = self.verdict(case)
        assert (verdict.chosen, verdict.right) == ("kel-barat", False)

    def test_a_wrong_correction_is_taken_back_when_it_is_returned(
        self, file: File, learned: Learned, verifier: Actor
    ) -> None:
        learned(threshold=1.1)
        case = self.filed(file)
        actions.verify_case(case.code, verifier, agency="kec-hulu")
        actions.forward_case(case.code, verifier)
        actions.return_case(case.code, Actor("officer", verifier.id, "liaison", "kec-hulu"), reason="bukan")
        assert self.verdict(case).right is None
        actions.forward_case(case.code, verifier, agency="umum")
        assert self.verdict(case).right is True


def test_trainings_are_kept_and_a_torn_line_is_left_out(nothing_learned: Path) -> None:
    assert queries.trainings() == []
    one = queries.Training(timezone.now(), "v1", 40, 0.9, 0.8, 0.5, 0.95, True, moves=(("PU", "DLH", 3),))
    note_training(one)
    with (nothing_learned.parent / "trainings.jsonl").open("a") as file:
        file.write('{"at": \n' + json.dumps({"at": "2026-01-01", "strange": 1}) + "\n")
    assert queries.trainings() == [one]
    assert one.moved == 3


def test_kept_versions_are_named(nothing_learned: Path) -> None:
    nothing_learned.parent.mkdir(parents=True)
    for name in ("routing.npz", "routing.a1.npz"):
        (nothing_learned.parent / name).write_bytes(b"")
    assert queries.kept_versions() == ["a1"]
    assert queries.has_learned()
