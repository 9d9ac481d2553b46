"""Taking an answer from the person: by the public code of a round, by an invitation, or in a conversation, once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.people.access import REPORTER
from surga.core.triage.mask import mask_or_nothing
from surga.core.triage.words import plain
from surga.events.catalogue import SurveyAnswered
from surga.events.record import record
from surga.reactions.surveys.actions.rounds import SurveyRefused, open_round_of
from surga.reactions.surveys.models import Answer, Invitation, Round
from surga.reactions.surveys.rules.elements import ABOUT, CODES
from surga.reactions.surveys.rules.replies import LONGEST_COMMENT
from surga.reactions.surveys.rules.score import Scores, ScoresRefused, checked
from surga.reactions.surveys.tokens import invitation_of


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """``scores``: nine of 1 to 4, None where one was left out. ``about``: age, sex, education, as far as they are said.

    ``once``: drawn with the form, so that the same form sent twice is one answer.
    """

    scores: Scores
    comment: str = ""
    about: dict[str, str] = field(default_factory=dict)
    once: UUID | None = None


def answer(round_id: int, draft: AnswerDraft, way: str) -> bool:
    """An answer without an invitation; False when the same form came before. Raises ``SurveyRefused``."""
    row = open_round_of(round_id)
    if not row.walk_in:
        raise SurveyRefused("", "invited_only")
    return _keep(row, draft, way)


def answer_invitation(token: str, draft: AnswerDraft) -> bool:
    """The answer to an invitation; False when the same form came before.

    Raises ``SurveyRefused``: "invitation_unknown", "invitation_used", "round_not_open".
    """
    with transaction.atomic():
        asked = _locked(invitation_of(token) or 0)
        row = open_round_of(asked.round_id)
        if draft.once is not None and Answer.objects.filter(round=row, once=draft.once).exists():
            return False
        _use_up(asked)
        return _keep(row, draft, asked.way)


def answer_in_chat(round_id: int, invitation_id: int | None, draft: AnswerDraft, way: str) -> None:
    """The answer that was given in a conversation, by an invitation or by the start word of a round for all.

    A conversation knows the second of each word, and whose it is. So of such an answer only the day is kept, as its
    beginning: from then on figures know it. Raises ``SurveyRefused`` as the other two do.
    """
    with transaction.atomic():
        asked = _locked(invitation_id) if invitation_id is not None else None
        row = open_round_of(round_id)
        if asked is not None:
            _use_up(asked)
        elif not row.walk_in:
            raise SurveyRefused("", "invited_only")
        calendar = city(fresh=False).calendar
        today = calendar.day_of(timezone.now())
        _keep(row, draft, way, datetime.combine(today, time(), calendar.zone))


def row_of(round_row: Round, draft: AnswerDraft, way: str, at: datetime, known_at: datetime) -> Answer:
    """The answer as it is kept, its comment masked. Raises ``SurveyRefused``."""
    try:
        scores = checked(draft.scores)
    except ScoresRefused as refused:
        raise SurveyRefused("scores", f"scores_{refused.code}") from refused
    for group, choice in draft.about.items():
        if choice and choice not in ABOUT[group][1]:
            raise SurveyRefused(group, "choice_unknown")
    comment = plain(draft.comment, lines=True)
    if len(comment) > LONGEST_COMMENT:
        raise SurveyRefused("comment", "text_too_long")
    return Answer(
        round=round_row,
        comment=comment,
        comment_masked=mask_or_nothing(comment) if comment else "",
        way=way,
        at=at,
        known_at=known_at,
        once=draft.once,
        **dict(zip(CODES, scores, strict=True)),
        **draft.about,
    )


def _locked(invitation_id: int) -> Invitation:
    asked = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if asked is None:
        raise SurveyRefused("", "invitation_unknown")
    return asked


def _use_up(asked: Invitation) -> None:
    if asked.answered_on is not None:
        raise SurveyRefused("", "invitation_used")
    asked.answered_on = city(fresh=False).calendar.day_of(timezone.now())
    asked.save()


def _keep(row: Round, draft: AnswerDraft, way: str, at: datetime | None = None) -> bool:
    now = at or timezone.now()
    made = row_of(row, draft, way, now, now)
    try:
        with transaction.atomic():
            made.save()
            told = SurveyAnswered(round_id=row.pk, unit=row.unit, answer_id=made.pk, way=way)
            record(told, str(REPORTER), at=now)
    except IntegrityError:
        if draft.once is None or not Answer.objects.filter(round=row, once=draft.once).exists():
            raise
        return False
    return True
