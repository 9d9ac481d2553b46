"""What officers look at and decide: acts that wait or are parked, reports not taken in, twins, differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q, QuerySet

from surga.core.cases.models import Case
from surga.core.cases.queries import facts_of, visible_to
from surga.core.people.access import Actor, CaseFacts
from surga.reactions.sync.models import Act, Difference, Link, Trouble, Twin
from surga.reactions.sync.store.sides import sides
from surga.reactions.sync.things import PARKED

_FACTS = ("id", "code", "status", "agency", "oversight", "confidential", "protected", "anonymous", "accused")


@dataclass(frozen=True, slots=True)
class About:
    """As much of a case as a list tells of it. ``facts``: what the access table asks for; ``secret``: never told."""

    id: int
    code: str
    status: str
    facts: CaseFacts
    secret: bool


@dataclass(frozen=True, slots=True)
class WaitingAct:
    """An act for the desk. ``reason``: why it waits or is parked; ``case``: None where the case is no more."""

    id: int
    system: str
    code: str
    kind: str
    state: str
    reason: str
    attempts: int
    doubt: bool
    since: datetime
    next_at: datetime
    target: str = ""
    case: About | None = None


@dataclass(frozen=True, slots=True)
class Untaken:
    """A report that could not be taken in. ``code``: of its case, "" while it has none."""

    id: int
    system: str
    report_id: str
    reason: str
    attempts: int
    since: datetime
    next_at: datetime
    code: str = ""
    case: About | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cases that may be one matter, whole: ``made`` of the report, and ``other``, which was here."""

    id: int
    system: str
    report_id: str
    score: int
    at: datetime
    made: Case
    other: Case


@dataclass(frozen=True, slots=True)
class Differing:
    """A difference with the case that it is about."""

    id: int
    system: str
    kind: str
    report_id: str
    ours: str
    theirs: str
    since: datetime
    code: str = ""
    case: About | None = None


def waiting_acts(system: str = "", state: str = PARKED, limit: int = 100, after: int = 0) -> list[WaitingAct]:
    """Acts in a state, the longest waiting first; of every side where none is named. ``after``: the act before."""
    rows = Act.objects.filter(system__in=_named(system), state=state).order_by("made_at", "id")
    found = list(_after(rows, "made_at", after)[:limit])
    known = _about(row.case_id for row in found)
    return [
        WaitingAct(
            row.pk, row.system, known[row.case_id].code if row.case_id in known else "", row.kind, row.state,
            row.reason, row.attempts, row.doubt, row.made_at, row.next_at, row.target, known.get(row.case_id),
        )
        for row in found
    ]  # fmt: skip


def place_of(act_id: int) -> tuple[str, str] | None:
    """The code of an act's case and the side it is for; None where there is no such act."""
    row = Act.objects.filter(pk=act_id).values_list("case_id", "system").first()
    code = Case.objects.filter(pk=row[0]).values_list("code", flat=True).first() if row is not None else None
    return (code, row[1]) if row is not None and code is not None else None


def troubles(system: str, limit: int = 100) -> list[Trouble]:
    """Reports that could not be taken in, the oldest first."""
    return list(Trouble.objects.filter(system=system).order_by("since", "id")[:limit])


def untaken(system: str = "", limit: int = 100, after: int = 0) -> list[Untaken]:
    """The same with their cases, where they have one; of every side where none is named."""
    rows = Trouble.objects.filter(system__in=_named(system)).order_by("since", "id")
    found = list(_after(rows, "since", after)[:limit])
    links = Link.objects.filter(report_id__in={row.report_id for row in found})
    cases = {(link.system, link.report_id): link.case_id for link in links}
    known = _about(cases.values())
    return [
        Untaken(
            row.pk, row.system, row.report_id, row.reason, row.attempts, row.since, row.next_at,
            case.code if case is not None else "", case,
        )
        for row in found
        for case in [known.get(cases.get((row.system, row.report_id), 0))]
    ]  # fmt: skip


def twins(system: str) -> list[Twin]:
    """Cases that may be one matter, and that an officer has to look at."""
    return list(_undecided(system))


def pairs(actor: Actor, system: str = "", limit: int = 20, after: int = 0) -> list[Pair]:
    """The same with both cases whole, the likest first: those that this officer may see on both sides."""
    seen = visible_to(actor).values("pk")
    rows = _undecided(system).filter(case_id__in=seen, other_id__in=seen)
    found = list(_after(rows, "score", after, beyond="lt")[:limit])
    ids = {pk for row in found for pk in (row.case_id, row.other_id)}
    cases = Case.objects.select_related("reporter").in_bulk(ids)
    return [
        Pair(
            row.pk, row.system, row.report_id, row.score, row.at, cases[row.case_id], cases[row.other_id]
        )
        for row in found
    ]  # fmt: skip


def decidable(actor: Actor, twin_id: int) -> bool:
    """Whether this pair waits for a decision, and the officer may see both of its cases."""
    seen = visible_to(actor).values("pk")
    return _undecided("").filter(pk=twin_id, case_id__in=seen, other_id__in=seen).exists()


def differences(system: str) -> list[Difference]:
    """What the last comparison found, the oldest first."""
    return list(Difference.objects.filter(system=system).order_by("since", "id"))


def differing(system: str = "", limit: int = 100, after: int = 0) -> list[Differing]:
    """The same with their cases; of every side where none is named."""
    rows = Difference.objects.filter(system__in=_named(system)).order_by("since", "id")
    found = list(_after(rows, "since", after)[:limit])
    known = _about(row.case_id for row in found)
    return [
        Differing(
            row.pk, row.system, row.kind, row.report_id, row.ours, row.theirs, row.since,
            case.code if case is not None else "", case,
        )
        for row in found
        for case in [known.get(row.case_id)]
    ]  # fmt: skip


def _undecided(system: str) -> QuerySet[Twin]:
    return Twin.objects.filter(system__in=_named(system), decided="").order_by("-score", "id")


def _after[M: Model](rows: QuerySet[M], key: str, pk: int, *, beyond: str = "gt") -> QuerySet[M]:
    """What comes after the row with this id, by the list's order; all of it where there is no such row."""
    last = rows.model._default_manager.filter(pk=pk).values_list(key, flat=True).first() if pk else None
    if last is None:
        return rows
    return rows.filter(Q(**{f"{key}__{beyond}": last}) | Q(**{key: last}, pk__gt=pk))


def _named(system: str) -> Sequence[str]:
    return [system] if system else [side.name for side in sides()]


def _about(ids: Iterable[int]) -> dict[int, About]:
    rows = Case.objects.filter(pk__in={pk for pk in ids if pk}).only(*_FACTS)
    return {
        row.pk: About(
            row.pk, row.code, row.status, facts_of(row), row.confidential or row.oversight or row.protected
        )
        for row in rows
    }  # fmt: skip
