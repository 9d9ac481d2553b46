"""Keeping plans and decisions: nothing that was saved is lost, and nobody writes over another's words unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.people.access import Actor, require
from surga.events.catalogue import ProfileChanged
from surga.events.record import record
from surga.reactions.insight.models import Version, Writing
from surga.reactions.insight.queries.planning.kept import ids_of_codes
from surga.reactions.insight.queries.planning.writing import forecasts_for
from surga.reactions.insight.rules.planning.texts import (
    DecisionText,
    PlanText,
    decision_faults,
    decision_to,
    plan_faults,
    plan_from,
    plan_to,
)


class CannotKeep(ValueError):
    """What was written cannot be kept. ``faults``: field → code; ``unknown``: codes of cases that do not exist."""

    def __init__(self, faults: Mapping[str, str], unknown: tuple[str, ...] = ()) -> None:
        super().__init__(", ".join(sorted(faults)))
        self.faults, self.unknown = dict(faults), unknown


class Stale(Exception):
    """Somebody else saved in between: ``version`` is the one to look at first."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


def save_plan(
    actor: Actor, text: PlanText, pk: int | None = None, version: int = 0, *, draft: bool = False
) -> Writing:
    """Keep a plan: a new one, or the one ``pk`` as it follows its ``version``.

    ``draft``: saved by itself while it is typed, which makes no version of its own to look back at and no event.
    Raises ``CannotKeep``, ``Stale``, ``NotAllowed``, ``Writing.DoesNotExist``. A finished plan is ``Stale`` by itself.
    """
    require(actor, "plan")
    faults = plan_faults(text)
    if faults:
        raise CannotKeep(faults)
    return _save(actor, Writing.PLAN, plan_to(text), pk, version, draft=draft)


def save_decision(
    actor: Actor, text: DecisionText, codes: tuple[str, ...], pk: int | None = None, version: int = 0
) -> Writing:
    """Keep a decision with the cases of these codes, which must exist. Raises as ``save_plan`` does."""
    require(actor, "plan")
    faults = decision_faults(text, city().calendar.day_of(timezone.now()))
    ids, unknown = ids_of_codes(codes)
    if unknown:
        faults["codes"] = "unknown"
    if faults:
        raise CannotKeep(faults, unknown)
    return _save(actor, Writing.DECISION, decision_to(replace(text, cases=ids)), pk, version)


def set_plan_ready(actor: Actor, pk: int, *, ready: bool) -> Writing:
    """Finish a plan: from now on its numbers are those that are known at this moment. Or take it up again."""
    require(actor, "plan")
    with transaction.atomic():
        row = Writing.objects.select_for_update().get(pk=pk, kind=Writing.PLAN)
        if (row.ready_at is not None) != ready:
            row.ready_at = timezone.now() if ready else None
            row.version += 1
            text = plan_from(row.content)
            # A forecast is worked out anew each night: what is finished keeps the one it was finished with.
            row.content = plan_to(text) | ({"forecasts": forecasts_for(text)} if ready else {})
            _keep(row, actor)
    return row


def _save(
    actor: Actor, kind: str, content: Any, pk: int | None, version: int, *, draft: bool = False
) -> Writing:
    now = timezone.now()
    with transaction.atomic():
        if pk is None:
            row = Writing(kind=kind, content=content, version=0, created_at=now)
        else:
            row = Writing.objects.select_for_update().get(pk=pk, kind=kind)
            if row.version != version or row.ready_at is not None:
                raise Stale(row.version)
            if row.content == content and draft:
                return row
            if not draft:
                _look_back(row)
        row.content, row.version, row.changed_at = content, row.version + 1, now
        if draft and pk is not None:
            row.save()
        else:
            _keep(row, actor)
    return row


def _look_back(row: Writing) -> None:
    """What was saved by itself while it was typed is kept too before somebody's words take its place."""
    told = {"content": row.content, "actor": "system:draft", "at": row.changed_at}
    Version.objects.get_or_create(writing=row, number=row.version, defaults=told)


def _keep(row: Writing, actor: Actor) -> None:
    """Save, with a version to look back at, and tell that it happened."""
    row.changed_at = timezone.now()
    row.save()
    Version.objects.create(
        writing=row, number=row.version, content=row.content, actor=str(actor), at=row.changed_at
    )
    record(ProfileChanged(what=row.kind, code=str(row.pk)), str(actor))
