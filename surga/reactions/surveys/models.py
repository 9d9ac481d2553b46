"""Rounds of the satisfaction survey, who was asked, what is being answered in a chat, and what was answered.

An answer does not know who gave it: an invitation only knows that it was used, and on which day.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from surga.reactions.surveys.rules.elements import CODES, QUESTIONS
from surga.reactions.surveys.rules.score import EXACT, HIGHEST, LOWEST


class Round(models.Model):
    """One survey of one unit over one period."""

    DRAFT, OPEN, CLOSED = "draft", "open", "closed"

    #: Public: stands in the QR code at the counter.
    code = models.CharField(max_length=8, unique=True)
    #: Code of an agency; empty: the city as a whole.
    unit = models.CharField(max_length=64, blank=True, default="")
    #: The period as it stands in addresses, e.g. "2026-s1".
    period = models.CharField(max_length=24)
    from_on = models.DateField()
    to_on = models.DateField()
    state = models.CharField(max_length=6, default=DRAFT)
    #: How many were served in the period; None: nobody knows.
    population = models.PositiveIntegerField(null=True)
    #: How many sheets of paper were handed out; None: not counted.
    handed_out = models.PositiveIntegerField(null=True)
    weight_mode = models.CharField(max_length=12, default=EXACT)
    questions = models.CharField(max_length=40, default=QUESTIONS)
    #: Whether one may answer without an invitation, by the public code.
    walk_in = models.BooleanField(default=True)
    #: Whether the reporters of closed cases are invited.
    invites = models.BooleanField(default=False)
    #: What the unit will do about it, in its own words.
    follow_up = models.TextField(blank=True, default="")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-from_on", "unit", "id")
        constraints = (
            UniqueConstraint(fields=("unit", "period"), name="survey_round_once"),
            CheckConstraint(condition=Q(from_on__lte=F("to_on")), name="survey_round_period"),
        )
        indexes = (Index(fields=("state", "unit"), name="survey_round_by_state"),)

    def __str__(self) -> str:
        return f"{self.unit or 'kota'} {self.period}"


def _score() -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(null=True)


class Answer(models.Model):
    """One person's nine scores, 1 to 4; empty where one was left out."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False)
    requirements = _score()
    procedure = _score()
    time = _score()
    cost = _score()
    product = _score()
    competence = _score()
    conduct = _score()
    facilities = _score()
    complaints = _score()
    #: As given; only ``comment_masked`` is ever shown outside the unit.
    comment = models.TextField(blank=True, default="")
    comment_masked = models.TextField(blank=True, default="")
    way = models.CharField(max_length=8)
    age = models.CharField(max_length=8, blank=True, default="")
    sex = models.CharField(max_length=8, blank=True, default="")
    education = models.CharField(max_length=8, blank=True, default="")
    #: When it was given; on paper: the day it was typed, unless said otherwise.
    at = models.DateTimeField()
    #: From when on figures know it.
    known_at = models.DateTimeField()
    #: From when on figures do not count it any more: typed wrongly.
    withdrawn_at = models.DateTimeField(null=True)
    #: The officer who typed it in, "officer:12"; empty: the person.
    typed_by = models.CharField(max_length=80, blank=True, default="")
    #: Drawn with the form: the same form sent twice is one answer. None on paper.
    once = models.UUIDField(null=True)

    class Meta:
        constraints = (
            UniqueConstraint(fields=("round", "once"), name="survey_answer_once"),
            CheckConstraint(
                condition=Q(
                    *(
                        Q(**{f"{code}__range": (LOWEST, HIGHEST)}) | Q(**{f"{code}__isnull": True})
                        for code in CODES
                    )
                ),
                name="survey_answer_scores",
            ),
        )
        indexes = (
            Index(fields=("round", "known_at"), name="survey_answer_of_round"),
            Index(fields=("at",), name="survey_answer_by_day"),
        )

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Invitation(models.Model):
    """Somebody is asked to answer, once. Its token is made of its number (``tokens.py``) and kept nowhere."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False)
    #: The case whose reporter is asked; None: somebody else, e.g. a card over the counter.
    case_id = models.BigIntegerField(null=True)
    #: How the link reaches them, and so how an answer by it came in: whatsapp or web.
    way = models.CharField(max_length=8)
    invited_at = models.DateTimeField()
    #: The day only: the hour would lead to the answer.
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = (UniqueConstraint(fields=("round", "case_id"), name="survey_invited_once"),)

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Sitting(models.Model):
    """A round being answered in a conversation, one question a message.

    It knows the scores while they are being given, as a browser knows a form that was not sent; when the answer is kept
    it forgets them and all times, and only knows that this conversation answered, and on which day.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False)
    #: Number of the core's conversation.
    conversation_id = models.BigIntegerField()
    #: The invitation it uses up; None: a start word from a poster.
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=5, default="id")
    #: How many questions were asked and replied to; nine: the comment is left.
    turn = models.PositiveSmallIntegerField(default=0)
    #: Nine of 1 to 4 or null, in the order of ``elements.CODES``; empty once the answer is kept.
    scores: Any = models.JSONField(default=list)
    #: Something else came up: the next word is no reply until the survey is asked for again.
    paused = models.BooleanField(default=False)
    #: By the channel's clock, when the latest reply was written: an older one that comes later is none.
    heard_at = models.DateTimeField(null=True)
    #: The day only, as of an invitation.
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = (UniqueConstraint(fields=("round", "conversation_id"), name="survey_sitting_once"),)
        indexes = (
            Index(
                fields=("conversation_id",),
                name="survey_sitting_open",
                condition=Q(answered_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"sitting {self.pk}"
