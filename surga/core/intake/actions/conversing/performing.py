"""Doing what the dialogue decided: filing, adding, confirming, handing over. All of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import structlog
from django.core.files.storage import default_storage
from django.db import transaction

from surga.core.cases import actions as deeds
from surga.core.cases import queries as cases
from surga.core.cases.models import Case
from surga.core.cases.photos import MAX_PHOTOS
from surga.core.cases.queries import counted
from surga.core.cases.states import ENDED, MoveRefused, Refused
from surga.core.intake.actions import contacts
from surga.core.intake.dialogue.memory import Memory
from surga.core.intake.dialogue.moves import ending
from surga.core.intake.dialogue.scene import Scene
from surga.core.intake.dialogue.turn import (
    Act,
    AddToCase,
    Answered,
    Cancelled,
    Confirm,
    File,
    HandOver,
    NotFound,
    Object,
    Raise,
    Rate,
    Told,
    Turn,
)  # fmt: skip
from surga.core.intake.message import MAX_TEXT, Message, MessageRefused
from surga.core.intake.models import Conversation, Line
from surga.core.intake.receive import KeyReused, receive
from surga.core.knowledge.actions import note_not_found
from surga.core.people.access import REPORTER, NotAllowed, system
from surga.events.catalogue import ConversationPassed
from surga.events.record import record

BOT: Final = system("dialogue")
_REFUSALS: Final = (Refused, MoveRefused, MessageRefused, KeyReused, NotAllowed)

log = structlog.get_logger("surga.conversing")


@dataclass(frozen=True, slots=True)
class Stage:
    """Where acts are done. ``since``: id of the first line of what is told; ``at``: when the last one was sent."""

    conversation: Conversation
    scene: Scene
    since: int
    at: datetime

    @property
    def lines(self) -> list[Line]:
        """What was said and sent for this matter, and belongs to no case yet."""
        own = Line.objects.filter(conversation=self.conversation, way=Line.IN, pk__gte=self.since, case=None)
        return list(own.order_by("id"))


def perform(turn: Turn, stage: Stage) -> Turn:
    """Do the acts of a turn; the turn with what has to be said of them, and acts that follow from them.

    What a case's state forbids is said in plain words, and nothing is done then.
    """
    if not turn.tail:
        contacts.begin_chat(stage.conversation, stage.at)
    if not turn.acts:
        return turn
    try:
        with transaction.atomic():
            return _performed(turn, stage)
    except _REFUSALS as refused:
        log.info("act_refused", acts=[type(act).__name__ for act in turn.acts], error=type(refused).__name__)
    with transaction.atomic():
        instead = _instead(turn, stage)
        # A danger is told of whatever else is refused.
        warnings = tuple(said for said in turn.says if said.warns)
        return _performed(replace(instead, says=(*warnings, *instead.says)), stage)


def pass_to(conversation: Conversation, mode: str, at: datetime) -> None:
    """The bot lets a conversation go to whoever answers, or has it again. The caller saves it."""
    if conversation.mode == mode:
        return  # told before; it keeps its place in the line
    conversation.mode = mode
    waiting = mode == Conversation.WAITING
    conversation.waiting_since = (conversation.waiting_since or at) if waiting else None
    conversation.unread = conversation.unread + 1 if waiting else 0
    record(ConversationPassed(conversation_id=conversation.pk, mode=mode), str(BOT), at)


def _performed(turn: Turn, stage: Stage) -> Turn:
    for act in turn.acts:
        if isinstance(act, File):
            filed = _file(stage, act.story)
            turn = Turn(filed.memory, (*turn.says, *filed.says), filed.acts)
            return _performed(turn, stage)
        _do(act, stage, turn.memory)
    return turn


def _instead(turn: Turn, stage: Stage) -> Turn:
    """What is said when an act was refused."""
    code = next(
        (act.code for act in turn.acts if isinstance(act, AddToCase | Confirm | Object | Raise | Rate)), ""
    )
    case = cases.case_by_code(code) if code else None
    if case is None:
        return ending.not_filed(stage.scene.with_memory(turn.memory))
    if case.status not in ENDED:
        return ending.another_state(stage.scene, case.code, case.status)
    return ending.case_over(stage.scene, case.code, asked=_reopening(case, turn, stage))


def _reopening(case: Case, turn: Turn, stage: Stage) -> bool:
    """Whether words on an ended case became the wish to open it again."""
    text = next((act.text for act in turn.acts if isinstance(act, AddToCase | Object)), "")
    if not text:
        return False
    try:
        with transaction.atomic():
            deeds.request_reopen(case.code, REPORTER, text=text[:MAX_TEXT], at=stage.at)
    except _REFUSALS:
        return False
    return True


def _do(act: Act, stage: Stage, memory: Memory) -> None:
    """One act, but filing."""
    match act:
        case HandOver():
            pass_to(stage.conversation, Conversation.WAITING, stage.at)
        case NotFound(text):
            note_not_found(text, at=stage.at)
        case Cancelled():
            _end(stage, "silent")
        case Answered(slug):
            contacts.end_chat(stage.conversation, "information", at=stage.at, article_slug=slug)
        case Told(code):
            if not memory.is_open:
                _end(stage, "follow_up", cases.case_by_code(code))
        case _:
            _end(stage, "follow_up", _to_case(act, stage))


def _to_case(act: Act, stage: Stage) -> Case | None:
    """An act on a case that is there."""
    match act:
        case AddToCase(code, text):
            return _add(stage, code, text)
        case Confirm(code):
            return deeds.confirm_case(code, REPORTER, at=stage.at)
        case Object(code, text):
            return _object(stage, code, text)
        case Raise(code, text):
            return deeds.raise_case(
                code, REPORTER, reason="reopen_refused", text=text[:MAX_TEXT], at=stage.at
            )
        case Rate(code, stars, text):
            return deeds.rate_case(code, REPORTER, stars=stars, text=text, at=stage.at)
    return None


def _end(stage: Stage, outcome: str, case: Case | None = None) -> None:
    contacts.end_chat(stage.conversation, outcome, at=stage.at, case=case)


def _file(stage: Stage, story: Memory) -> Turn:
    """The case, with everything that was sent for it."""
    conversation, heard = stage.conversation, stage.scene.heard
    lines = stage.lines
    pictures = list(_kept_photos(lines))
    message = Message(
        text=story.story[:MAX_TEXT],
        kind=story.kind,
        channel=conversation.channel,
        inbox=conversation.channel,
        external_id=f"line:{stage.since}",
        reporter_name=conversation.name,
        reporter_phone=conversation.phone,
        reporter_email=heard.email,
        language=story.language,
        anonymous=story.anonymous,
        confidential=story.confidential,
        region=story.region,
        lat=story.lat,
        lon=story.lon,
        address=story.place,
        photos=tuple(pictures[:MAX_PHOTOS]),
    )
    receipt = receive(message, REPORTER, at=stage.at, conversation_id=conversation.pk)
    _add_rest(receipt.code, story.story[MAX_TEXT:], pictures[MAX_PHOTOS:], stage.at)
    case = cases.case_by_id(receipt.case_id)
    assert case is not None  # noqa: S101  # it was opened above
    _belong(lines, case)
    conversation.case, conversation.reporter = case, case.reporter or conversation.reporter
    _end(stage, story.kind, case)
    count = _joined(case, story, stage.at) if story.joins else 0
    placed = bool(case.region_id or case.address or case.lat is not None or story.asked_place)
    return ending.filed(stage.scene.with_memory(story), receipt.code, placed=placed, count=count)


def _joined(case: Case, story: Memory, at: datetime) -> int:
    """How many tell of the matter, with this one; 0 when it cannot go with the other: then it goes by itself."""
    them = case.reporter
    if them is not None and counted.has_told(story.like, them.phone, them.email):
        return 0  # they count already
    try:
        with transaction.atomic():
            return deeds.join_case(case.code, story.like, REPORTER, how="reporter", at=at).followers + 1
    except (*_REFUSALS, deeds.CaseUnknown) as refused:
        log.info("not_joined", error=type(refused).__name__)
        return 0


def _add(stage: Stage, code: str, text: str) -> Case | None:
    """Words and pictures for a case; pictures that are still to be fetched are added when they are."""
    lines = stage.lines
    _add_rest(code, text, list(_kept_photos(lines)), stage.at)
    case = cases.case_by_code(code)
    if case is not None:
        _belong(lines, case)
        stage.conversation.case = case
    return case


def _object(stage: Stage, code: str, text: str) -> Case:
    lines = stage.lines
    pictures = list(_kept_photos(lines))[:MAX_PHOTOS]
    case = deeds.object_to_case(code, REPORTER, text=text[:MAX_TEXT], photos=pictures, at=stage.at)
    _belong(lines, case)
    return case


def _add_rest(code: str, text: str, pictures: list[bytes], at: datetime) -> None:
    """As many replies as words and pictures need; none for nothing."""
    while text or pictures:
        deeds.reply_to_case(code, REPORTER, text=text[:MAX_TEXT], photos=pictures[:MAX_PHOTOS], at=at)
        text, pictures = text[MAX_TEXT:].strip(), pictures[MAX_PHOTOS:]


def _kept_photos(lines: list[Line]) -> Iterator[bytes]:
    for line in lines:
        if line.media_state == Line.KEPT and line.file.startswith("photos/"):
            with default_storage.open(line.file) as file:
                yield file.read()


def _belong(lines: list[Line], case: Case) -> None:
    Line.objects.filter(pk__in=[line.pk for line in lines]).update(case=case)
