"""Figures for Prometheus. No personal data, and yet not for everybody: they tell how the city works.

Open to the machine itself, when no proxy stands between, and to officers who may see what is parked
(coordinators, administrators) by their token.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from surga.core.people import queries as people
from surga.core.people.access import may
from surga.events import queries as events
from surga.reactions.insight import queries as insight
from surga.reactions.sync import queries as exchange
from surga.reactions.sync.queries import SideState
from surga.reactions.triage.queries import standing

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def answer(request: HttpRequest) -> HttpResponse:
    try:
        if not _may_see(request):
            denied = HttpResponse("token needed\n", status=401, content_type="text/plain; charset=utf-8")
            denied["WWW-Authenticate"] = 'Bearer realm="surga"'
            return denied
        return HttpResponse("\n".join(lines()) + "\n", content_type=MEDIA_TYPE)
    except (DatabaseError, InterfaceError):
        return HttpResponse("database not reachable\n", status=503, content_type="text/plain; charset=utf-8")


def lines() -> Iterator[str]:
    """The exposition format, one figure after the other."""
    counts = sorted(insight.counts_by_status().items())
    yield from _figure("surga_cases", "Cases by status.", (({"status": name}, n) for name, n in counts))
    owed, now = events.backlog(), timezone.now()
    yield from _figure(
        "surga_deliveries_waiting",
        "Events not yet handled.",
        (({"reaction": o.reaction}, o.waiting) for o in owed),
    )
    yield from _figure(
        "surga_deliveries_parked",
        "Events that a person has to look at.",
        (({"reaction": o.reaction}, o.parked) for o in owed),
    )
    yield from _figure(
        "surga_delivery_oldest_seconds",
        "Age of the oldest event still owed.",
        (({"reaction": o.reaction}, round((now - o.oldest).total_seconds(), 1)) for o in owed),
    )
    yield from _exchange(now)
    yield from _triage()


def _triage() -> Iterator[str]:
    """How triage stands, over the last thirty days."""
    now = standing()
    counts = {
        "judged": now.judged,
        "by_model": now.by_model,
        "settled": now.right.whole,
        "right": now.right.part,
        "among_three": now.among.part,
        "automatic": now.automatic,
        "automatic_settled": now.automatic_right.whole,
        "automatic_right": now.automatic_right.part,
    }
    yield from _figure(
        "surga_triage_cases",
        "Cases of the last thirty days by what became of their judgement.",
        (({"what": name}, count) for name, count in counts.items()),
    )
    if now.promised is not None:
        shares = {"promised": now.promised, "kept": now.kept.share or 0.0}
        yield from _figure(
            "surga_triage_share",
            "How often a judgement of the model was said to be right, and how often it was.",
            (({"what": name}, round(share, 4)) for name, share in shares.items()),
        )
    yield from _figure(
        "surga_triage_drifted", "1 while far fewer are right than was promised.", [({}, int(now.drifted))]
    )


def _exchange(now: datetime) -> Iterator[str]:
    """How the exchange with every side goes that is set up, or ever was."""
    sides = [
        side for side in exchange.states() if side.adapter != "off" or side.done or side.told or side.heard
    ]
    for name, meaning, value in _OF_A_SIDE:
        told = (({"side": side.name}, value(side, now)) for side in sides)
        yield from _figure(name, meaning, ((labels, one) for labels, one in told if one is not None))


def _seconds(since: timedelta | None) -> float | None:
    return round(since.total_seconds(), 1) if since is not None else None


#: Name, meaning and value of a side's figures; None where there is nothing to tell yet.
_OF_A_SIDE: Final[tuple[tuple[str, str, Callable[[SideState, datetime], float | None]], ...]] = (
    ("surga_exchange_out_waiting", "Acts that are to be done there.", lambda s, _: s.waiting + s.trying),
    ("surga_exchange_out_parked", "Acts that a person has to look at.", lambda s, _: s.parked),
    ("surga_exchange_out_done", "Acts that were done there, since ever.", lambda s, _: s.done),
    (
        "surga_exchange_out_oldest_seconds",
        "How long the oldest act has waited: the lag out.",
        lambda s, now: _seconds(s.lag_out(now)),
    ),
    (
        "surga_exchange_in_read_seconds",
        "Since the last round in which everything there was read: the lag in.",
        lambda s, now: _seconds(s.lag_in(now)),
    ),
    ("surga_exchange_in_troubles", "Reports that could not be taken in yet.", lambda s, _: s.troubles),
    ("surga_exchange_links_out", "Cases that we told.", lambda s, _: s.told),
    ("surga_exchange_links_in", "Reports that we were told.", lambda s, _: s.heard),
    ("surga_exchange_twins", "Pairs that may be one matter, and nobody decided.", lambda s, _: s.twins),
    ("surga_exchange_differences", "What the last comparison found.", lambda s, _: s.differences),
    (
        "surga_exchange_compared_seconds",
        "Since both sides were compared.",
        lambda s, now: _seconds(now - s.compared_at if s.compared_at is not None else None),
    ),
)


def _figure(name: str, meaning: str, values: Iterable[tuple[dict[str, str], float]]) -> Iterator[str]:
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} gauge"
    for labels, value in values:
        inside = ",".join(f'{key}="{text}"' for key, text in labels.items())
        yield f"{name}{{{inside}}} {value}"


def _may_see(request: HttpRequest) -> bool:
    if _is_this_machine(request):
        return True
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    officer = people.officer_by_token(token.strip()) if scheme.lower() == "bearer" else None
    return officer is not None and may(people.actor_of(officer), "see_parked")


def _is_this_machine(request: HttpRequest) -> bool:
    if {"X-Forwarded-For", "Forwarded", "X-Real-Ip"} & {name.title() for name in request.headers}:
        return False  # a proxy on this machine asks for somebody else
    try:
        return ipaddress.ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False
