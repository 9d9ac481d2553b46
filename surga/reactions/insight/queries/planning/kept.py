"""Plans and decisions as they are kept, for those who write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from surga.core.cases.codes import tidy_code
from surga.core.cases.models import Case
from surga.reactions.insight.models import Version, Writing
from surga.reactions.insight.rules.planning.texts import (
    DecisionText,
    PlanText,
    decision_from,
    plan_from,
)

_NEWEST = 200


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan to be written on. ``ready_at``: since when it is finished."""

    id: int
    version: int
    text: PlanText
    changed_at: datetime
    ready_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """A decision to be written on; ``codes``: of all its cases."""

    id: int
    version: int
    text: DecisionText
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One version of a writing: who saved it, when, and which fields differ from the one before."""

    number: int
    at: datetime
    actor: str
    changed: tuple[str, ...]


def plans() -> list[KeptPlan]:
    """Every plan, the one last written on first."""
    rows = Writing.objects.filter(kind=Writing.PLAN).order_by("-changed_at", "-pk")[:_NEWEST]
    return [_plan(row) for row in rows]


def plan(pk: int) -> KeptPlan | None:
    row = Writing.objects.filter(pk=pk, kind=Writing.PLAN).first()
    return _plan(row) if row is not None else None


def decision(pk: int) -> KeptDecision | None:
    row = Writing.objects.filter(pk=pk, kind=Writing.DECISION).first()
    if row is None:
        return None
    text = decision_from(row.content)
    codes = dict(Case.objects.filter(pk__in=text.cases).values_list("pk", "code"))
    return KeptDecision(row.pk, row.version, text, tuple(codes[pk] for pk in text.cases if pk in codes))


def edits(pk: int) -> list[Edit]:
    """How a writing came to be what it is, the first version first."""
    found: list[Edit] = []
    before: dict[str, object] = {}
    for row in Version.objects.filter(writing=pk).order_by("number"):
        changed = tuple(field for field, said in row.content.items() if before.get(field) != said)
        found.append(Edit(row.number, row.at, row.actor, changed if before else ()))
        before = row.content
    return found


def ids_of_codes(codes: Iterable[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The ids of the cases with these codes, however they were typed, in their order; and the codes nobody knows."""
    typed = {code: tidy_code(code) or code for code in dict.fromkeys(codes)}
    known = dict(Case.objects.filter(code__in=set(typed.values())).values_list("code", "pk"))
    ids = tuple(dict.fromkeys(known[tidy] for tidy in typed.values() if tidy in known))
    return ids, tuple(code for code, tidy in typed.items() if tidy not in known)


def _plan(row: Writing) -> KeptPlan:
    return KeptPlan(row.pk, row.version, plan_from(row.content), row.changed_at, row.ready_at)
