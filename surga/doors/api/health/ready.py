"""What must be there before citizens are let in, and what an operator should look after.

Without its database, its migrations or its city the process cannot serve: 503. A worker that is
behind, or a calendar that ends soon, is said too, but takes no process away from citizens: they
can still file, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from surga.core.agencies import queries as agencies
from surga.events import queries as events

#: What waits longer than this, the worker has not come to: it stands still or is behind.
LATE = timedelta(minutes=5)
#: How long before its end the calendar's cover should be made longer.
COVER = timedelta(days=agencies.ONE_QUARTER)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``needed``: without it nothing can be served."""

    name: str
    good: bool
    needed: bool = True
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Readiness:
    """All that was looked at."""

    checks: tuple[Check, ...]

    @property
    def can_serve(self) -> bool:
        return all(check.good for check in self.checks if check.needed)

    def as_json(self) -> dict[str, Any]:
        whole = all(check.good for check in self.checks)
        status = "ready" if whole else "degraded" if self.can_serve else "not_ready"
        return {
            "status": status,
            "checks": {each.name: {"ok": each.good, **each.facts} for each in self.checks},
        }


class _Known:
    """Migrations that were applied once stay so while this process lives."""

    migrated = False


def readiness() -> Readiness:
    """Look at everything, in the order in which it hangs together; what cannot be looked at is not good."""
    return Readiness(
        (
            _look("database", True, _database),
            _look("migrations", True, _migrations),
            _look("city", True, _city),
            _look("worker", False, _worker),
            _look("calendar", False, _calendar),
        )
    )


def _look(name: str, needed: bool, ask: Callable[[], tuple[bool, dict[str, Any]]]) -> Check:
    try:
        good, facts = ask()
    except (DatabaseError, InterfaceError, OSError, agencies.NoCityError) as error:
        # The class alone: a database's message may hold an address or a name.
        return Check(name, False, needed, {"reason": type(error).__name__})
    return Check(name, good, needed, facts)


def _database() -> tuple[bool, dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,), {"kind": connection.vendor}


def _migrations() -> tuple[bool, dict[str, Any]]:
    if not _Known.migrated:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            return False, {"missing": len(missing)}
        _Known.migrated = True
    return True, {}


def _city() -> tuple[bool, dict[str, Any]]:
    return True, {"code": agencies.city().code}


def _worker() -> tuple[bool, dict[str, Any]]:
    """How long the oldest delivery has waited. A parked one waits for a person, not for the worker."""
    owed = events.backlog()
    waiting, parked = sum(each.waiting for each in owed), sum(each.parked for each in owed)
    since = min((each.oldest for each in owed if each.waiting), default=None)
    age = timezone.now() - since if since is not None else timedelta(0)
    facts = {"waiting": waiting, "parked": parked, "oldest_seconds": max(0, int(age.total_seconds()))}
    return age <= LATE and not parked, facts


def _calendar() -> tuple[bool, dict[str, Any]]:
    calendar = agencies.city(fresh=False).calendar
    today = calendar.day_of(timezone.now())
    return calendar.covers(today + COVER), {"covered_to": calendar.covered_to.isoformat()}
