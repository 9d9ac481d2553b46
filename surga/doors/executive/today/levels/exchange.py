"""The exchange with other governments, both ways: how long it takes, what waits, what failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from surga.doors.executive.frame.scope import Scope
from surga.doors.look import words
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight import queries as insight
from surga.reactions.insight.queries import Lag
from surga.reactions.sync import queries as sync
from surga.reactions.sync.queries.states import SideState


@dataclass(frozen=True, slots=True)
class Way:
    """One direction: ``told``: how many matters; the lags in words; ``n`` of them."""

    told: int
    median: str
    p90: str
    n: int
    now: str


@dataclass(frozen=True, slots=True)
class SideShown:
    """Another government's side as the page shows it; ``troubled``: something has to be decided."""

    name: str
    adapter: str
    out: Way
    back: Way
    waiting: int
    failed: int
    differences: int

    @property
    def troubled(self) -> bool:
        return bool(self.failed)


def sides_of(scope: Scope) -> list[SideShown]:
    """Every side of the settings; the lags are those of the scope's days, what waits is of now."""
    lags = {(lag.system, lag.way): lag for lag in insight.exchange_lags(scope.from_, scope.to)}
    return [_side(state, lags) for state in sync.states()]


def lasted(seconds: float | None) -> str:
    """'12 detik', '5 menit', '3,4 jam', '2,1 hari'; a dash where nobody knows."""
    if seconds is None:
        return "–"
    if seconds < 60:
        return _("%(n)s detik") % {"n": number(seconds, 0)}
    if seconds < 3_600:
        return _("%(n)s menit") % {"n": number(seconds / 60, 0)}
    if seconds < 172_800:
        return _("%(n)s jam") % {"n": number(seconds / 3_600, 1)}
    return _("%(n)s hari") % {"n": number(seconds / 86_400, 1)}


def _side(state: SideState, lags: dict[tuple[str, str], Lag]) -> SideShown:
    now = timezone.now()
    behind = state.lag_in(now)
    return SideShown(
        words.side_name(state.name), state.adapter,
        _way(state.told, lags.get((state.name, "out")), state.lag_out(now)),
        _way(state.heard, lags.get((state.name, "in")), behind),
        state.waiting + state.trying, state.parked + state.troubles, state.differences,
    )  # fmt: skip


def _way(told: int, lag: Lag | None, now: timedelta | None) -> Way:
    standing = lasted(now.total_seconds()) if now is not None else "–"
    if lag is None:
        return Way(told, "–", "–", 0, standing)
    return Way(told, lasted(lag.median), lasted(lag.p90), lag.n, standing)
