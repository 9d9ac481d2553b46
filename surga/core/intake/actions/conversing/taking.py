"""One message: kept, understood, answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from surga.core.agencies import queries as agencies
from surga.core.intake.actions import contacts
from surga.core.intake.actions.conversing import pace, storing
from surga.core.intake.actions.conversing.guests import Spoken, Taken, answer_of_guest
from surga.core.intake.actions.conversing.knowing import known_for
from surga.core.intake.actions.conversing.performing import Stage, pass_to, perform
from surga.core.intake.actions.saying import is_said, say, touch
from surga.core.intake.dialogue import speech
from surga.core.intake.dialogue.memory import Memory, from_dict, to_dict
from surga.core.intake.dialogue.moves.breaking import warning
from surga.core.intake.dialogue.scene import scene_of, told
from surga.core.intake.dialogue.sense import read
from surga.core.intake.dialogue.steps import hear
from surga.core.intake.dialogue.turn import Known, Say
from surga.core.intake.heard import Heard
from surga.core.intake.models import Conversation, Line

#: Steps in which lines belong together until something is done with them.
_GATHERING: Final = frozenset(
    {"telling", "placing", "checking", "sorting", "offered", "objecting", "appealing"}
)
#: So often the emergency number is told to somebody who waits for a person.
_WARNED_EVERY: Final = timedelta(hours=1)
_EMERGENCY: Final = "emergency:"


def take_in(heard: Heard, *, at: datetime | None = None) -> None:
    """Keep what somebody said and let the dialogue answer it, or the person who has the conversation.

    The same message again changes nothing. ``at``: now, if not given.
    """
    now = at or timezone.now()
    heard = storing.tidy(heard, now)
    with transaction.atomic():
        conversation = storing.conversation_with(heard, now)
        lines = storing.store(conversation, heard)
        if not lines:
            return
        storing.note(conversation, heard)
        _heard(conversation, heard, lines[0], now)
        conversation.save(update_fields=storing.FIELDS)
        touch(conversation, now)


def _heard(conversation: Conversation, heard: Heard, line: Line, now: datetime) -> None:
    memory = from_dict(conversation.memory)
    if conversation.mode == Conversation.WAITING and memory.unfinished:
        pass_to(conversation, Conversation.BOT, heard.at)
    along = conversation.mode == Conversation.WAITING and memory.along
    if conversation.mode == Conversation.WAITING and _takes_back(heard, memory):
        pass_to(conversation, Conversation.BOT, heard.at)
    if conversation.mode != Conversation.BOT and not along:
        _for_a_person(conversation, heard, memory, line, now)
    elif pace.is_too_fast(conversation, line):
        contacts.begin_chat(conversation, heard.at)
        sense = read(heard, memory)
        if memory.is_open and sense.is_matter:
            conversation.memory = to_dict(told(memory, sense.text, sense))
        if not pace.is_said(conversation, now):
            slowly = speech.sentence("slowly", memory.language)
            say(conversation, slowly, author="bot", key=pace.key_of(line), at=now)
    elif taken := answer_of_guest(_spoken(conversation, heard, memory)):
        _by_guest(conversation, taken, line, now)
    else:
        unread = conversation.unread + 1 if along else 0
        _answer(conversation, heard, replace(memory, quiet=False, unfinished=False, along=along), line, now)
        conversation.unread = max(conversation.unread, unread)


def _spoken(conversation: Conversation, heard: Heard, memory: Memory) -> Spoken:
    return Spoken(conversation, heard, read(heard, memory, agencies.city(fresh=False).prefix), memory)


def _by_guest(conversation: Conversation, taken: Taken, line: Line, now: datetime) -> None:
    """What a guest says. It is no touch and of no case."""
    if taken.kept:
        Line.objects.filter(pk=line.pk).update(text=taken.kept, data={})
        conversation.preview = taken.kept
    _say(conversation, taken.says, line, now, case_id=None)


def _takes_back(heard: Heard, memory: Memory) -> bool:
    """Whether somebody who asked for a person, and whom nobody answers yet, says "never mind"."""
    return not memory.along and read(heard, memory).is_any("cancel")


def _answer(conversation: Conversation, heard: Heard, memory: Memory, line: Line, now: datetime) -> None:
    """What the dialogue says and does."""
    known = known_for(conversation, memory, heard, heard.at)
    since = memory.first or line.pk
    turn = hear(memory, heard, known, heard.at)
    scene = scene_of(memory, heard, known, heard.at)
    turn = perform(turn, Stage(conversation, scene, since, heard.at))
    after = turn.memory
    kept = replace(after, first=since if after.step in _GATHERING else 0)
    conversation.memory, conversation.language = to_dict(kept), kept.language
    _say(conversation, turn.says, line, now, case_id=conversation.case_id)


def _for_a_person(
    conversation: Conversation, heard: Heard, memory: Memory, line: Line, now: datetime
) -> None:
    """Somebody is to read it. Only two things are not left to them: the emergency number, and a button of ours."""
    contacts.begin_chat(conversation, heard.at)
    conversation.unread += 1
    conversation.waiting_since = conversation.waiting_since or heard.at
    sense = read(heard, memory)
    if sense.about:
        spoken = Memory(language=memory.language)
        known = known_for(conversation, spoken, heard, heard.at)
        turn = hear(spoken, heard, known, heard.at)
        stage = Stage(conversation, scene_of(spoken, heard, known, heard.at), line.pk, heard.at)
        says = perform(replace(turn, tail=True), stage).says
        _say(conversation, says, line, now, case_id=conversation.case_id)
    elif (
        sense.is_any("emergency", "danger")
        and conversation.mode == Conversation.WAITING
        and not is_said(conversation, _EMERGENCY, now - _WARNED_EVERY)
    ):
        words = warning(scene_of(memory, heard, Known(emergency=agencies.city().emergency), heard.at))
        say(conversation, words, author="bot", key=f"{_EMERGENCY}{line.pk}", at=now)
    if line.media_state and memory.filed_lately(heard.at) and conversation.case_id is not None:
        Line.objects.filter(conversation=conversation, pk__gte=line.pk).update(case=conversation.case_id)


def _say(
    conversation: Conversation, says: tuple[Say, ...], line: Line, now: datetime, *, case_id: int | None
) -> None:
    for number, said in enumerate(says):
        data = {"choices": [list(choice) for choice in said.choices]} if said.choices else None
        key = f"line:{line.pk}:{number}"
        say(conversation, said.text, author="bot", key=key, data=data, case_id=case_id, at=now)
