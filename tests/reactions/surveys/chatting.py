"""Somebody who answers a survey in a conversation, and what the tables hold of it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from surga.core.cases import actions as cases
from surga.core.intake.models import Conversation, Submission
from surga.core.people.access import REPORTER
from surga.reactions.surveys import actions
from surga.reactions.surveys.models import Answer
from surga.reactions.surveys.queries import CODES, RoundInfo
from surga.reactions.surveys.tokens import token_of
from tests.core.intake.writing import STORY, talk, write

NINE = ("3", "mudah", "4", "Gratis", "3", "kompeten", "3", "baik", "4")
SCORES = (3, 3, 4, 4, 3, 3, 3, 3, 4)


def start(info: RoundInfo, **more: Any) -> None:
    write(info.start_word, **more)


def replies(*texts: str) -> None:
    for text in texts:
        write(text)


def scores() -> list[tuple[int | None, ...]]:
    return [tuple(getattr(row, code) for code in CODES) for row in Answer.objects.order_by("id")]


def press(choice: str, **more: Any) -> None:
    write("apa pun", kind="choice", choice=choice, **more)


def invite(info: RoundInfo, conversation: Conversation | None = None) -> str:
    """The people of the conversation are asked about a case that came from there; the token."""
    conversation = conversation or talk()
    draft = cases.Draft(text=STORY, kind="complaint", channel="whatsapp", topic="jalan", region="99.01.1001")
    case = cases.open_case(draft, REPORTER)
    Submission.objects.create(
        channel="whatsapp", digest="1", case=case, conversation=conversation, received_at=timezone.now()
    )
    return token_of(actions.invite(info.id, "whatsapp", "system:test", case_id=case.pk))
