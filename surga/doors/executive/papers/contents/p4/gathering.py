"""What the evidence pack rests on, gathered from the rooms that keep it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve
from django.utils import translation

from surga.core.agencies.city import DeadlineInfo
from surga.core.people import queries as people
from surga.core.people.access import ROLES
from surga.doors.executive.papers.contents.asking import Asked, now_city, taken
from surga.doors.executive.papers.making.paper import Number
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries import ClockRun, FigureRow, Outcome, clock_runs, outcomes
from surga.reactions.insight.queries.planning import Decision, decisions
from surga.reactions.surveys import queries as surveys
from surga.reactions.surveys.queries import RoundInfo
from surga.reactions.surveys.rules.score import Index
from surga.reactions.sync.queries import SideState, states


@dataclass(frozen=True, slots=True)
class Team:
    """Officers of one role: accounts that are active, and all that ever were."""

    role: str
    active: int
    ever: int


@dataclass(frozen=True, slots=True)
class Connected:
    """One agency: how many liaisons speak for it, and how many cases it got in the period."""

    code: str
    name: str
    kind: str
    liaisons: int
    cases: int


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a program may ask of the API."""

    method: str
    path: str
    summary: str


@dataclass(frozen=True, slots=True)
class Pack:
    """All of it. ``decree``: the number of the letter that appoints the team, as the city writes it; "" while unsaid.

    ``months``: name → its rows by month; ``rounds``: each survey of the period with its own index; ``index``: of all
    answers of the period.
    """

    asked: Asked
    city: str
    decree: str
    team: tuple[Team, ...]
    agencies: tuple[Connected, ...]
    deadlines: tuple[DeadlineInfo, ...]
    clocks: tuple[ClockRun, ...]
    contacts: tuple[FigureRow, ...]
    channels: tuple[FigureRow, ...]
    outcomes: tuple[Outcome, ...]
    months: dict[str, tuple[FigureRow, ...]]
    decisions: tuple[Decision, ...]
    sides: tuple[SideState, ...]
    operations: tuple[Operation, ...]
    accounts: tuple[tuple[str, str], ...]
    index: Number
    rounds: tuple[tuple[RoundInfo, Index], ...] = ()
    address: str = ""


#: Each month's, in the order of the table.
BY_MONTH = (
    "cases", "followed_up", "follow_up_working_days", "follow_up_days_median", "within_5_working_days", "rating",
)  # fmt: skip


def pack_of(asked: Asked, decree: str = "") -> Pack:
    """Gather the evidence for a period. What is not kept in Surga (the decree, photos, minutes) is no part of it."""
    here = now_city()
    return Pack(
        asked=asked,
        city=here.name,
        decree=decree.strip()[:200],
        team=_team(),
        agencies=_agencies(asked),
        deadlines=_deadlines(asked),
        clocks=tuple(clock_runs(asked.from_, asked.to, asked.as_of, where=asked.where)),
        contacts=tuple(taken(asked, "contacts", "channel")),
        channels=tuple(taken(asked, "cases", "channel")),
        outcomes=tuple(outcomes(asked.from_, asked.to, asked.where, asked.as_of)),
        months={name: tuple(taken(asked, name, "month")) for name in BY_MONTH},
        decisions=tuple(decisions(asked.as_of, language=asked.language)),
        sides=tuple(states()),
        operations=operations(asked.language),
        accounts=_accounts(),
        index=_index(asked),
        rounds=_rounds(asked),
        address=settings.PUBLIC_URL,
    )


def _index(asked: Asked) -> Number:
    """The index IKM of the period, of the one agency that is asked about, else of all answers."""
    _n, rows = surveys.ikm_rows(asked.from_, asked.to, "all", asked.as_of, agency=asked.where.agency)
    title = FIGURES["ikm"].titled(asked.language)
    if not rows:
        return Number(title, None, "score", 0, figure="ikm")
    return Number(title, rows[0].value, "score", rows[0].n, rows[0].low, rows[0].high, "ikm")


def _rounds(asked: Asked) -> tuple[tuple[RoundInfo, Index], ...]:
    """The surveys that ended in the period, the city's own first, with what was answered by the moment asked about."""
    ended = [
        info
        for info in surveys.rounds()
        if asked.from_ <= info.to_on <= asked.to and asked.where.agency in ("", info.unit)
    ]
    found = surveys.indices_of(ended, asked.moment if asked.dated else None)
    ranked = sorted(ended, key=lambda info: (info.unit != "", info.unit_name, info.to_on))
    return tuple((info, found[info.id]) for info in ranked if found[info.id].n)


def _team() -> tuple[Team, ...]:
    rows = list(people.officers().values_list("role", "is_active"))
    active, ever = Counter(role for role, here in rows if here), Counter(role for role, _here in rows)
    return tuple(Team(role, active[role], ever[role]) for role in ROLES)


def _agencies(asked: Asked) -> tuple[Connected, ...]:
    liaisons = Counter(
        people.officers().filter(role="liaison", is_active=True).values_list("agency_code", flat=True)
    )
    got = {row.by: int(row.value or 0) for row in taken(asked, "cases", "agency")}
    return tuple(
        Connected(one.code, one.name, one.kind, liaisons[one.code], got.get(one.code, 0))
        for one in sorted(now_city().agencies.values(), key=lambda one: one.name)
        if one.active
    )


def _deadlines(asked: Asked) -> tuple[DeadlineInfo, ...]:
    from surga.core.agencies.city import CLOCKS, SERVICE_CLASSES

    classes = ("*", *SERVICE_CLASSES)
    found = now_city().deadlines_on(min(asked.to, now_city().calendar.day_of(asked.moment)))
    return tuple(
        sorted(found, key=lambda rule: (CLOCKS.index(rule.clock), classes.index(rule.service_class)))
    )


def operations(language: str) -> tuple[Operation, ...]:
    """What programs may ask, read from the API's own description at its public address; none where there is none."""
    request = HttpRequest()
    request.method = "GET"
    request.META |= {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    with translation.override(language):
        match = resolve("/api/v1/openapi.json")
        answer = match.func(request, *match.args, **match.kwargs)
    paths = json.loads(answer.content).get("paths", {})
    return tuple(
        Operation(method.upper(), path, str(said.get("summary", "")))
        for path, methods in paths.items()
        for method, said in methods.items()
        if isinstance(said, dict) and method in {"get", "post", "put", "patch", "delete"}
    )


def _accounts() -> tuple[tuple[str, str], ...]:
    """Accounts of a demonstration by name and role; none in a city at work, whose names nobody outside needs."""
    if not settings.DEMONSTRATION:
        return ()
    return tuple(people.officers().filter(is_active=True).values_list("username", "role")[:20])
