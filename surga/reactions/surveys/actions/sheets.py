"""Sheets of paper typed in by officers, and answers kept elsewhere until now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from django.db import transaction
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.people.access import Actor
from surga.events import record as events
from surga.events.catalogue import SurveyAnswered
from surga.reactions.surveys.actions.answering import AnswerDraft, row_of
from surga.reactions.surveys.actions.rounds import SurveyRefused, allow, open_round_of
from surga.reactions.surveys.models import Answer, Round
from surga.reactions.surveys.rules.elements import CODES
from surga.reactions.surveys.rules.score import Scores, checked

PAPER: Final = "paper"
_AT_A_TIME: Final = 1000


def type_in(round_id: int, draft: AnswerDraft, actor: Actor, *, on: date | None = None) -> int:
    """One sheet; the answer's number. ``on``: the day it was filled in, today if not said. Raises ``SurveyRefused``."""
    return _type(round_id, [draft], actor, on)[0]


def type_many(
    round_id: int, drafts: Sequence[AnswerDraft], actor: Actor, *, on: date | None = None
) -> list[int]:
    """Many sheets at once, all or none; their numbers. Raises ``SurveyRefused``, its field "row-3" for the fourth."""
    return _type(round_id, drafts, actor, on)


def take_back(answer_id: int, actor: Actor) -> None:
    """What was typed wrongly counts no more from now on; earlier figures stay true. Raises ``SurveyRefused``."""
    with transaction.atomic():
        row = (
            Answer.objects.select_for_update(of=("self",))
            .select_related("round")
            .filter(pk=answer_id)
            .first()
        )
        if row is None or row.way != PAPER:
            raise SurveyRefused("", "answer_unknown")
        allow(actor, "enter_survey", row.round.unit)
        if row.round.state != Round.OPEN:
            raise SurveyRefused("", "round_not_open")
        if row.withdrawn_at is None:
            row.withdrawn_at = timezone.now()
            row.save()


def record_many(
    round_id: int,
    given: Sequence[tuple[Scores, datetime]],
    actor: Actor,
    *,
    way: str = PAPER,
    archived: bool = True,
) -> int:
    """Answers that were kept elsewhere, each with its instant, in few statements; how many.

    ``archived``: they were known at their own time, not first today. Raises ``SurveyRefused``, ``ScoresRefused``.
    """
    row, now = open_round_of(round_id), timezone.now()
    allow(actor, "enter_survey", row.unit)
    made = [
        Answer(
            round=row,
            way=way,
            at=at,
            known_at=at if archived else now,
            typed_by=str(actor) if way == PAPER else "",
            **dict(zip(CODES, checked(scores), strict=True)),
        )
        for scores, at in given
    ]
    with transaction.atomic():
        _save(row, made, actor)
    return len(made)


def _type(round_id: int, drafts: Sequence[AnswerDraft], actor: Actor, on: date | None) -> list[int]:
    row, now = open_round_of(round_id), timezone.now()
    allow(actor, "enter_survey", row.unit)
    at = now if on is None else datetime.combine(on, time(12), city().calendar.zone)
    if at > now and on != city().calendar.day_of(now):
        raise SurveyRefused("on", "date_future")
    made: list[Answer] = []
    for place, draft in enumerate(drafts):
        try:
            answer = row_of(row, draft, PAPER, min(at, now), now)
        except SurveyRefused as refused:
            raise SurveyRefused(f"row-{place}", refused.code) from refused
        answer.typed_by = str(actor)
        made.append(answer)
    with transaction.atomic():
        _save(row, made, actor)
    return [each.pk for each in made]


def _save(row: Round, made: Sequence[Answer], actor: Actor) -> None:
    Answer.objects.bulk_create(made, batch_size=_AT_A_TIME)
    told = [
        (SurveyAnswered(round_id=row.pk, unit=row.unit, answer_id=each.pk, way=each.way), each.at)
        for each in made
    ]
    events.record_many(told, str(actor))
