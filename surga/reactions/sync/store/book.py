"""The engine's book in the database (``engine.protocols.Book``)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from surga.channels.port.gateway import Report
from surga.events.models import Delivery
from surga.reactions.sync import models, things
from surga.reactions.sync.engine.pace import SETTLE
from surga.reactions.sync.engine.party import unknown
from surga.reactions.sync.store.ahead import Ahead
from surga.reactions.sync.store.prepared import Prepared
from surga.reactions.sync.things import (
    AWAY,
    DUE,
    ELSEWHERE,
    ENDED,
    GONE,
    LEASE,
    LINKED,
    LIVE,
    NAMELESS,
    PARKED,
    QUIET,
    SUBMIT,
    TRYING,
    UNLISTED,
    UNSEEN,
)

#: The name under which the relay knows this reaction.
REACTION = "sync"

_ACT: Final = tuple(each.name for each in fields(things.Act))
_LINK: Final = tuple(each.name for each in fields(things.Link))
_TROUBLE: Final = tuple(each.name for each in fields(things.Trouble))
_ACTS: Final = models.Act.objects.values_list(*_ACT)
_LINKS: Final = models.Link.objects.values_list(*_LINK)
_act: Final = Prepared(lambda act_id: _ACTS.filter(pk=act_id))
_act_by_ref: Final = Prepared(lambda system, ref: _ACTS.filter(system=system, ref=ref))
_submit_of: Final = Prepared(
    lambda system, case_id: _ACTS.filter(system=system, case_id=case_id, kind=SUBMIT).order_by("id")[:1]
)
_live: Final = Prepared(
    lambda system, case_id: models.Act.objects.filter(
        system=system, case_id=case_id, state__in=LIVE
    ).values_list("state", "standing")
)
_link_of_report: Final = Prepared(lambda system, report_id: _LINKS.filter(system=system, report_id=report_id))
_links_of_case: Final = Prepared(
    lambda system, case_id: _LINKS.filter(system=system, case_id=case_id).order_by("twin", "id")
)
_known: Final = Prepared(
    lambda system, report_id: models.Known.objects.filter(system=system, report_id=report_id).values_list(
        "step_id"
    )
)
_owed: Final = Prepared(
    lambda case_id: Delivery.objects.filter(reaction=REACTION, case_id=case_id).values_list("pk")[:1]
)
_trouble: Final = Prepared(
    lambda system, report_id: models.Trouble.objects.filter(system=system, report_id=report_id).values_list(
        "pk"
    )
)

_OPEN: Final = ~Q(standing__in=ENDED)
_WATCHED: Final[dict[str, Q]] = {
    AWAY: Q(state=ELSEWHERE) & _OPEN,
    UNLISTED: Q(state=LINKED, seen="") & _OPEN,
    UNSEEN: Q(state=GONE),
    QUIET: Q(state__in=(LINKED, ELSEWHERE)),
}


class DatabaseBook:
    """Every change is committed by itself unless the caller opened a transaction.

    ``ahead``: where threads of one process that claim the acts of one side look up several at once.
    """

    def __init__(self, now: Callable[[], datetime] = timezone.now, ahead: Ahead | None = None) -> None:
        self._now, self._ahead = now, ahead

    def atomic(self) -> AbstractContextManager[object]:
        return transaction.atomic()

    # --- acts ---

    def add_acts(self, acts: Sequence[things.Act]) -> int:
        return sum(self._add_act(act) for act in acts)

    def _add_act(self, act: things.Act) -> bool:
        now = self._now()
        values = _columns(act) | {"next_at": act.next_at or now, "made_at": act.made_at or now}
        same = Q(event_id=act.event_id, kind=act.kind, target=act.target) | Q(ref=act.ref)
        if models.Act.objects.filter(same, system=act.system).exists():
            return False
        return _added(models.Act(**values)) is not None

    def claim(self, system: str, now: datetime, lease: str) -> things.Act | None:
        earlier = models.Act.objects.filter(
            system=OuterRef("system"), case_id=OuterRef("case_id"), pk__lt=OuterRef("pk"), state__in=LIVE
        )
        due = models.Act.objects.filter(system=system, state=DUE, next_at__lte=now).exclude(Exists(earlier))
        seen = due.order_by("next_at", "id").values_list("id", "next_at")
        changes: dict[str, Any] = {"state": TRYING, "lease": lease, "next_at": now + LEASE}
        ahead = self._ahead or Ahead()
        # An act that was the first of its case stays so while it is due: those before it never come back.
        while (found := ahead.next(now, lambda n: seen[: n if self._ahead else 1])) is not None:
            free = models.Act.objects.filter(pk=found[0], state=DUE, lease="", next_at=found[1])
            if free.update(**changes, attempts=F("attempts") + 1):
                return self.act(found[0])
        return None

    def act(self, act_id: int) -> things.Act | None:
        return _act_or_none(_act.first(act_id))

    def act_by_ref(self, system: str, ref: str) -> things.Act | None:
        return _act_or_none(_act_by_ref.first(system, ref))

    def submit_of(self, system: str, case_id: int) -> things.Act | None:
        return _act_or_none(_submit_of.first(system, case_id))

    def save_act(self, act: things.Act, lease: str) -> bool:
        changes = {
            "state": act.state, "attempts": act.attempts, "doubt": act.doubt, "reason": act.reason[:80],
            "done_at": act.done_at, "settle_at": act.settle_at, "next_at": act.next_at or self._now(), "lease": "",
        }  # fmt: skip
        return bool(models.Act.objects.filter(pk=act.id, lease=lease).update(**changes))

    def reap(self, system: str, now: datetime, is_dead: Callable[[str], bool] = unknown) -> int:
        # Asked first, so that an idle worker takes no write lock on SQLite.
        trying = models.Act.objects.filter(system=system, state=TRYING).values_list("id", "lease", "next_at")
        left = [(pk, lease) for pk, lease, until in trying if until <= now or is_dead(lease)]
        changes: dict[str, Any] = {
            "state": DUE, "lease": "", "doubt": True, "reason": "lease", "next_at": now, "settle_at": now + SETTLE,
        }  # fmt: skip
        mine = models.Act.objects.filter(state=TRYING)
        return sum(mine.filter(pk=pk, lease=lease).update(**changes) for pk, lease in left)

    def hurry(self, system: str, now: datetime) -> int:
        later = models.Act.objects.filter(system=system, state=DUE, next_at__gt=now)
        troubles = models.Trouble.objects.filter(system=system, next_at__gt=now).exclude(reason="no_id")
        return sum(each.update(next_at=now) for each in (later, troubles) if each.exists())

    def revive(self, system: str, case_id: int, reason: str, now: datetime) -> int:
        parked = models.Act.objects.filter(system=system, case_id=case_id, state=PARKED, reason=reason)
        return parked.update(state=DUE, next_at=now, attempts=0)

    def pending(self, system: str, case_id: int) -> bool:
        live = _live.all(system, case_id)
        return any(state != PARKED for state, _standing in live) or self.is_owed(case_id)

    def is_telling(self, system: str, case_id: int) -> bool:
        return any(standing for _state, standing in _live.all(system, case_id))

    def is_owed(self, case_id: int) -> bool:
        return _owed.any(case_id)

    # --- links ---

    def link_of_report(self, system: str, report_id: str) -> things.Link | None:
        row = _link_of_report.first(system, report_id)
        return things.Link(*row) if row is not None else None

    def links_of_case(self, system: str, case_id: int) -> list[things.Link]:
        return [things.Link(*row) for row in _links_of_case.all(system, case_id)]

    def add_link(self, link: things.Link) -> things.Link | None:
        row = _added(models.Link(**_columns(link)))
        return link_of(row) if row is not None else None

    def save_link(self, link: things.Link) -> None:
        models.Link.objects.filter(pk=link.id).update(**_columns(link))

    def watched(self, system: str, watch: str, before: datetime, limit: int) -> list[things.Link]:
        old = Q(looked_at=None) | Q(looked_at__lte=before)
        rows = models.Link.objects.filter(_WATCHED[watch], old, system=system)
        return [link_of(row) for row in rows.order_by(F("looked_at").asc(nulls_first=True), "id")[:limit]]

    # --- steps, cursors, troubles ---

    def known(self, system: str, report_id: str) -> set[str]:
        return {step_id for (step_id,) in _known.all(system, report_id)}

    def add_known(self, step: things.Known) -> bool:
        return _added(models.Known(**_columns(step))) is not None

    def keep_raw(self, system: str, report: Report, now: datetime) -> None:
        if not report.raw:
            return
        digest = hashlib.sha256(report.raw.encode("utf-8", "surrogatepass")).hexdigest()
        raw = report.raw.replace("\x00", "")
        answer = models.Answer(system=system, report_id=report.id, digest=digest, raw=raw, at=now)
        models.Answer.objects.bulk_create([answer], ignore_conflicts=True)

    def cursor(self, system: str) -> datetime | None:
        return models.Cursor.objects.filter(pk=system).values_list("at", flat=True).first()

    def claim_cursor(
        self, system: str, now: datetime, lease: str, is_dead: Callable[[str], bool] = unknown
    ) -> bool:
        models.Cursor.objects.bulk_create([models.Cursor(system=system)], ignore_conflicts=True)
        held = models.Cursor.objects.filter(pk=system).values_list("lease", flat=True).get()
        over = Q(lease="") | Q(until=None) | Q(until__lte=now)
        free = models.Cursor.objects.filter(over | Q(lease=held) if is_dead(held) else over, pk=system)
        return bool(free.update(lease=lease, until=now + LEASE))

    def move_cursor(self, system: str, at: datetime | None, lease: str, reason: str = "") -> None:
        with transaction.atomic():
            row = models.Cursor.objects.select_for_update().filter(pk=system, lease=lease).first()
            if row is None:
                return
            if at is not None:
                row.at, row.read_at = max(at, row.at or at), self._now()
            row.lease, row.until, row.reason = "", None, reason[:80]
            row.save()

    def add_trouble(self, system: str, report_id: str, reason: str, next_at: datetime, now: datetime) -> None:
        there = models.Trouble.objects.filter(system=system, report_id=report_id)
        if not there.update(reason=reason[:80], next_at=next_at, attempts=F("attempts") + 1):
            row = models.Trouble(
                system=system, report_id=report_id[:64], reason=reason[:80], next_at=next_at, since=now
            )
            models.Trouble.objects.bulk_create([row], ignore_conflicts=True)

    def troubles(self, system: str, now: datetime, limit: int) -> list[things.Trouble]:
        rows = models.Trouble.objects.filter(system=system, next_at__lte=now).order_by("next_at", "report_id")
        return [things.Trouble(*row) for row in rows.values_list(*_TROUBLE)[:limit]]

    def nameless(self, system: str) -> list[things.Trouble]:
        rows = models.Trouble.objects.filter(system=system, report_id__startswith=NAMELESS)
        return [things.Trouble(*row) for row in rows.values_list(*_TROUBLE)]

    def is_troubled(self, system: str, report_id: str) -> bool:
        return _trouble.any(system, report_id)

    def end_trouble(self, system: str, report_id: str) -> None:
        if _trouble.any(system, report_id):
            models.Trouble.objects.filter(system=system, report_id=report_id).delete()

    def add_twin(self, twin: things.Twin) -> None:
        models.Twin.objects.bulk_create([models.Twin(**asdict(twin))], ignore_conflicts=True)


def _columns(thing: Any) -> dict[str, Any]:
    values = {each.name: getattr(thing, each.name) for each in fields(thing)}
    values.pop("id", None)
    return values


def _added[M: Any](row: M) -> M | None:
    """The row, kept; None when what may be there once only is there."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return None
    return row


def act_of(row: models.Act) -> things.Act:
    return things.Act(**{each.name: getattr(row, each.name) for each in fields(things.Act)})


def _act_or_none(row: tuple[Any, ...] | None) -> things.Act | None:
    return things.Act(*row) if row is not None else None


def link_of(row: models.Link) -> things.Link:
    return things.Link(**{each.name: getattr(row, each.name) for each in fields(things.Link)})
