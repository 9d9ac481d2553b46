"""Rounds, who answered and how, and the answers themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.reactions.surveys.models import Answer, Invitation, Round
from surga.reactions.surveys.queries.told import CITY, AnswerRow, Response, RoundInfo
from surga.reactions.surveys.rules.elements import CODES, WAYS
from surga.reactions.surveys.rules.periods import said_of
from surga.reactions.surveys.rules.student import sample_size


def rounds(unit: str | None = None, *, state: str = "", published_only: bool = False) -> list[RoundInfo]:
    """The latest first. ``unit``: of this agency, "" for the city's own, None for all."""
    rows = Round.objects.all()
    if unit is not None:
        rows = rows.filter(unit=unit)
    if state:
        rows = rows.filter(state=state)
    if published_only:
        rows = rows.filter(published_at__isnull=False)
    return _told(rows)


def round_by_id(round_id: int) -> RoundInfo | None:
    return _one(Round.objects.filter(pk=round_id))


def round_by_code(code: str) -> RoundInfo | None:
    """The round with this public code, as typed from a poster."""
    typed = code.strip().lower()
    return _one(Round.objects.filter(code=typed)) if typed.isascii() and typed.isalnum() else None


def round_at(unit: str, period: str) -> RoundInfo | None:
    """The round at the address /ikm/``unit``/``period``; "kota" is the city."""
    if "\0" in unit + period:
        return None
    return _one(Round.objects.filter(unit="" if unit == CITY else unit[:64], period=period[:24]))


def published(unit: str, period: str) -> RoundInfo | None:
    """The same, of what is published alone."""
    found = round_at(unit, period)
    return found if found is not None and found.published_at is not None else None


def response_of(info: RoundInfo, as_of: datetime | None = None) -> Response:
    """How many were asked and answered, by then."""
    moment = as_of or timezone.now()
    asked = Invitation.objects.filter(round_id=info.id, invited_at__lte=moment)
    day = city(fresh=False).calendar.day_of(moment)
    numbers = asked.aggregate(asked=Count("id"), answered=Count("id", filter=Q(answered_on__lte=day)))
    n = by_way(info, moment)
    paper = n["paper"] if info.handed_out is not None else 0
    all_answers = sum(n.values())
    answered = numbers["answered"] + paper
    return Response(
        asked=numbers["asked"] + (info.handed_out or 0),
        answered=min(answered, all_answers),
        unasked=max(0, all_answers - answered),
    )


def answers_of(info: RoundInfo, as_of: datetime | None = None, *, limit: int = 500) -> list[AnswerRow]:
    """The answers behind an index, the latest first; comments masked."""
    return [_answer(row) for row in known(info.id, as_of).order_by("-id")[:limit]]


def last_typed(info: RoundInfo, actor: str, limit: int = 10) -> list[AnswerRow]:
    """What this officer typed in last, also what was taken back."""
    rows = Answer.objects.filter(round_id=info.id, typed_by=actor)
    return [_answer(row) for row in rows.order_by("-id")[:limit]]


def typed_today(info: RoundInfo, actor: str) -> int:
    """How many sheets this officer typed in today that still count."""
    today = city(fresh=False).calendar.day_of(timezone.now())
    start = datetime.combine(today, time(), city(fresh=False).calendar.zone)
    return known(info.id).filter(typed_by=actor, known_at__gte=start).count()


def by_way(info: RoundInfo, as_of: datetime | None = None) -> dict[str, int]:
    """How many answered by each way, in the order of ``WAYS``."""
    n = dict(known(info.id, as_of).values_list("way").annotate(n=Count("id")).order_by())
    return {way: n.get(way, 0) for way in WAYS}


def needed_for(info: RoundInfo) -> int | None:
    """How many answers are needed; None while nobody knows how many were served."""
    return None if info.population is None else sample_size(info.population)


def known(round_id: int | None, as_of: datetime | None = None) -> QuerySet[Answer]:
    """The answers that count, as known at ``as_of``; of all rounds for None."""
    moment = as_of or timezone.now()
    kept = Q(withdrawn_at=None) | Q(withdrawn_at__gt=moment)
    rows = Answer.objects.filter(kept, known_at__lte=moment)
    return rows if round_id is None else rows.filter(round_id=round_id)


def unit_name(unit: str) -> str:
    """As one says it; a code that is no longer in the profile stands for itself."""
    where = city(fresh=False)
    found = where.agencies.get(unit)
    return where.name if not unit else found.name if found is not None else unit


def _told(rows: Iterable[Round]) -> list[RoundInfo]:
    return [_info(row) for row in rows]


def _one(rows: QuerySet[Round]) -> RoundInfo | None:
    row = rows.first()
    return None if row is None else _info(row)


def _info(row: Round) -> RoundInfo:
    return RoundInfo(
        id=row.pk,
        code=row.code,
        unit=row.unit,
        unit_name=unit_name(row.unit),
        period=row.period,
        period_name=said_of(row.from_on, row.to_on),
        from_on=row.from_on,
        to_on=row.to_on,
        state=row.state,
        population=row.population,
        handed_out=row.handed_out,
        weight_mode=row.weight_mode,
        questions=row.questions,
        walk_in=row.walk_in,
        invites=row.invites,
        follow_up=row.follow_up,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        published_at=row.published_at,
    )


def _answer(row: Answer) -> AnswerRow:
    return AnswerRow(
        id=row.pk,
        on=city(fresh=False).calendar.day_of(row.at),
        way=row.way,
        scores={code: getattr(row, code) for code in CODES},
        comment=row.comment_masked,
        by_hand=bool(row.typed_by),
        withdrawn=row.withdrawn_at is not None,
    )
