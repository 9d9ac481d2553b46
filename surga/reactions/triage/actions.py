"""Judging a case, and what becomes of the judgement. Whatever is called twice changes nothing the second time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from surga.core.cases import actions as cases
from surga.core.cases.actions.opening.judging import UNSEEN, Judged, awaits_judgement, note_judgement
from surga.core.cases.models import Case
from surga.core.cases.states import MoveRefused, Refused
from surga.core.people.access import system
from surga.events.catalogue import CaseTriaged
from surga.reactions.triage import judging
from surga.reactions.triage.models import Verdict
from surga.reactions.triage.queries import TRAININGS, Training

log = structlog.get_logger("surga.triage")

TRIAGE = system("triage")
#: What came longer ago than this and was not judged, no event will bring any more.
_LEFT_OUT = timedelta(minutes=10)


def judge_case(case_id: int) -> None:
    """Judge a case that nobody has verified yet; let it go to its agency where that is sure and allowed."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None or not awaits_judgement(case):
        return
    found = judging.judged(case)
    if found.automatic:
        try:
            _let_go(case.code, found)
            return
        except (Refused, MoveRefused) as refused:
            # The tables of the case know something that triage does not: a verifier decides.
            log.info("not_by_itself", case_id=case_id, reason=getattr(refused, "code", ""))
    note_judgement(case.code, TRIAGE, replace(found, automatic=False))


def judge_waiting(most: int = 200) -> int:
    """Judge what waits for a verifier and nobody judged: cases older than triage itself. How many there were."""
    since = timezone.now() - _LEFT_OUT
    waiting = Case.objects.filter(status__in=UNSEEN, verified_at=None, triage={}, received_at__lt=since)
    found = list(waiting.order_by("urgency", "pk").values_list("pk", flat=True)[:most])
    for case_id in found:
        judge_case(case_id)
    return len(found)


@transaction.atomic
def _let_go(code: str, found: Judged) -> None:
    if note_judgement(code, TRIAGE, found) is not None:
        cases.verify_case(code, TRIAGE, publish=False if found.sensitive else None)
        cases.forward_case(code, TRIAGE, agency=found.agency)


def keep(event: CaseTriaged, at: datetime) -> None:
    """A verdict for each judgement, once."""
    values = {
        "at": at,
        "version": event.version,
        "by": event.by,
        "confidence": event.confidence / 1000,
        "agency": event.agency,
        "best": event.best,
        "automatic": event.automatic,
    }
    Verdict.objects.get_or_create(case_id=event.case_id, defaults=values)


def settle(case_id: int, agency: str, at: datetime) -> None:
    """A person chose this agency. The last word counts."""
    verdict = Verdict.objects.filter(case_id=case_id).first()
    if verdict is None:
        return
    verdict.chosen, verdict.settled_at = agency, at
    verdict.right, verdict.among = agency == verdict.agency, agency in verdict.best
    verdict.save(update_fields=("chosen", "settled_at", "right", "among"))


def confirm(case_id: int, agency: str, at: datetime) -> None:
    """The agency took up what nobody had chosen for it."""
    if Verdict.objects.filter(case_id=case_id, automatic=True, chosen="", agency=agency).exists():
        settle(case_id, agency, at)


def unsettle(case_id: int, agency: str, at: datetime) -> None:
    """The agency says that it is not theirs: not right, whoever chose it, until somebody chooses another."""
    Verdict.objects.filter(case_id=case_id, agency=agency).update(
        chosen="", right=False, among=None, settled_at=at
    )
    Verdict.objects.filter(case_id=case_id, chosen=agency).exclude(agency=agency).update(
        chosen="", right=None, among=None, settled_at=None
    )


def note_training(training: Training) -> None:
    """Add a run to those that the desk shows."""
    folder = Path(settings.TRIAGE_MODEL).parent
    folder.mkdir(parents=True, exist_ok=True)
    said = {name: getattr(training, name) for name in Training.__slots__}
    said["at"] = training.at.isoformat()
    with (folder / TRAININGS).open("a", encoding="utf-8") as file:
        file.write(json.dumps(said, ensure_ascii=False) + "\n")
