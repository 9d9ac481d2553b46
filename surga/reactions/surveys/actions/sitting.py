"""A survey in a conversation: one question a message, until the answer is kept as the web keeps it.

Called with the conversation locked, so no two messages of one person meet here. What is no reply goes to the dialogue.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from surga.core.agencies.queries import city, topic_of
from surga.core.intake.actions.conversing.guests import Spoken, Taken
from surga.core.intake.actions.saying import locked
from surga.core.intake.dialogue.turn import Say
from surga.reactions.surveys.actions.answering import AnswerDraft, answer_in_chat
from surga.reactions.surveys.actions.rounds import SurveyRefused
from surga.reactions.surveys.models import Invitation, Round, Sitting
from surga.reactions.surveys.queries.invitations import invitation_in, round_for
from surga.reactions.surveys.queries.rounds import unit_name
from surga.reactions.surveys.rules.elements import CHAT_WAYS, ELEMENTS
from surga.reactions.surveys.rules.periods import said_of
from surga.reactions.surveys.rules.replies import Reply, Start, press, pressed_in, read_reply, start_of
from surga.reactions.surveys.rules.sentences import question, sentence, summary
from surga.reactions.surveys.rules.standing import Standing, Step, after

#: Nine replies and no word about the comment: kept after so long.
LEFT_AFTER: Final = timedelta(hours=24)
#: Later than this after the question, what may be something else is something else; the comment may be anything.
_COLD_AFTER: Final = timedelta(hours=24)
_COLD_COMMENT_AFTER: Final = timedelta(minutes=10)
_LANGUAGES: Final = {"english": "en", "indonesian": "id"}
#: Replies that say what somebody thinks: nobody reads them in the conversation.
_OPINIONS: Final = frozenset({"score", "skip", "comment"})


def hear(spoken: Spoken) -> Taken | None:
    """What the survey answers to a message; None when it is none of its business."""
    heard = spoken.heard
    if heard.channel not in CHAT_WAYS or heard.raw_kind == "reaction":
        return None
    pressed = pressed_in(heard.choice)
    start = start_of(spoken.sense.text) if pressed is None else None if pressed[1] else Start(pressed[0])
    if start is not None:
        return _start(spoken, start, certain=pressed is not None)
    if pressed is not None:
        return _press(spoken, *pressed)
    sitting = _open(spoken).filter(paused=False).first()
    if sitting is None:
        return None
    reply = _read(spoken, sitting)
    if reply.kind == "away" or spoken.busy:
        sitting.paused = True
        sitting.save(update_fields=("paused",))
        return None
    return _answer(spoken, sitting, reply)


def _read(spoken: Spoken, sitting: Sitting) -> Reply:
    text, element, at = spoken.sense.text, _standing(sitting).element, spoken.heard.at
    cold_after = _COLD_AFTER if element is not None else _COLD_COMMENT_AFTER
    cold = sitting.heard_at is not None and at > sitting.heard_at + cold_after
    on_topic = bool(topic_of(text, fresh=False))
    return read_reply(text, spoken.sense, element, on_topic=on_topic, cold=cold)


def keep_left(now: datetime | None = None, limit: int = 200) -> int:
    """Keep answers that lack nothing but the comment, a day after; how many. What a closed round left is forgotten."""
    now = now or timezone.now()
    under_way = Sitting.objects.filter(answered_on=None)
    under_way.exclude(round__state=Round.OPEN).delete()
    left = under_way.filter(turn=len(ELEMENTS), heard_at__lt=now - LEFT_AFTER).order_by("heard_at")
    return sum(_keep_left(*row, now) for row in list(left.values_list("pk", "conversation_id")[:limit]))


@transaction.atomic
def _keep_left(pk: int, conversation_id: int, now: datetime) -> bool:
    locked(conversation_id)
    sitting = Sitting.objects.filter(pk=pk, answered_on=None, turn=len(ELEMENTS)).first()
    if sitting is None or sitting.heard_at is None or sitting.heard_at >= now - LEFT_AFTER:
        return False  # they went on meanwhile
    return _keep(sitting, "", CHAT_WAYS["whatsapp"]) == ""


def _start(spoken: Spoken, start: Start, *, certain: bool) -> Taken | None:
    """Begin, or go on where they stopped."""
    row = round_for(spoken.conversation.pk, start.code)
    language = "en" if start.english else spoken.conversation.language
    if row is None:
        # "survei sampah": six letters that are no code.
        if spoken.busy or (start.code.isalpha() and not certain):
            return None
        return _words("round_unknown" if start.code else "which", language)
    if spoken.busy:
        return _words("later", language, code=row.code.upper())
    sitting = Sitting.objects.filter(round=row, conversation_id=spoken.conversation.pk).first()
    asked = invitation_in(row, spoken.conversation.pk)
    refused = _refused(row, sitting, asked)
    if refused:
        return _words(refused, language)
    _open(spoken).update(paused=True)
    if sitting is None:
        sitting = Sitting(round=row, conversation_id=spoken.conversation.pk, language=language)
        sitting.scores = list(Standing().scores)
    known = sitting.pk is not None
    sitting.language = language if start.english or not known else sitting.language
    sitting.invitation, sitting.paused = asked, False
    sitting.heard_at = max(spoken.heard.at, sitting.heard_at or spoken.heard.at)
    sitting.save()
    values = {"unit": unit_name(row.unit), "period": said_of(row.from_on, row.to_on)(sitting.language)}
    first = sentence("resumed" if known else "intro", sitting.language, **values)
    return _ask(sitting, first)


def _refused(row: Round, sitting: Sitting | None, asked: Invitation | None) -> str:
    """Why this conversation may not answer the round, as the web has it; "" when it may."""
    if row.state != Round.OPEN:
        return "round_not_open"
    if (sitting is not None and sitting.answered_on) or (asked is not None and asked.answered_on):
        return "invitation_used"
    return "" if asked is not None or row.walk_in else "invited_only"


def _press(spoken: Spoken, code: str, element: str, answer: str) -> Taken:
    """A button of ours; whatever becomes of it, it is nobody else's."""
    sitting = _open(spoken).filter(round__code=code).first()
    if sitting is not None and not spoken.busy:
        if sitting.paused:
            sitting.paused = False
            _open(spoken).exclude(pk=sitting.pk).update(paused=True)
        return _answer(spoken, sitting, press(element, answer))
    row, language = Round.objects.filter(code=code).first(), spoken.conversation.language
    if row is None:
        return _words("round_unknown", language)
    if sitting is not None:
        return _words("later", sitting.language, code=row.code.upper())
    done = Sitting.objects.filter(round=row, conversation_id=spoken.conversation.pk).first()
    refused = _refused(row, done, invitation_in(row, spoken.conversation.pk))
    return _words(refused or "stopped", language, code=row.code.upper())


def _answer(spoken: Spoken, sitting: Sitting, reply: Reply) -> Taken:
    """What a reply leads to: said, and done."""
    language, at = sitting.language, spoken.heard.at
    kept = sentence("kept", language) if reply.kind in _OPINIONS else ""
    refused = _refused(sitting.round, sitting, sitting.invitation)
    if refused or reply.kind == "stop":
        code = sitting.round.code.upper()
        sitting.delete()
        return Taken(_words(refused or "stopped", language, code=code).says, kept)
    if sitting.heard_at is not None and at < sitting.heard_at:
        return Taken(kept=kept)  # older than what was counted already: it was no reply to this question
    if reply.kind in _LANGUAGES:
        sitting.language = _LANGUAGES[reply.kind]
        sitting.save(update_fields=("language", "paused"))
        return _ask(sitting)
    step = after(_standing(sitting), reply)
    sitting.turn, sitting.scores, sitting.heard_at = step.standing.turn, list(step.standing.scores), at
    if step.done:
        return Taken(_finish(sitting, step, CHAT_WAYS[spoken.heard.channel]).says, kept)
    sitting.save(update_fields=("turn", "scores", "heard_at", "paused"))
    said = sentence(step.said, sitting.language) if step.said else ""
    return Taken(_ask(sitting, said).says, kept)


def _finish(sitting: Sitting, step: Step, way: str) -> Taken:
    language, row = sitting.language, sitting.round
    refused = _keep(sitting, step.comment, way)
    if refused:
        return _words(refused, language)
    told = summary(step.standing.scores, step.comment, language)
    return _words("thanks", language, summary=told, unit=unit_name(row.unit))


def _keep(sitting: Sitting, comment: str, way: str) -> str:
    """Keep the answer and forget what led to it; why not, if it cannot be kept any more: then nothing stays."""
    draft = AnswerDraft(_standing(sitting).scores, comment)
    try:
        answer_in_chat(sitting.round_id, sitting.invitation_id, draft, way)
    except SurveyRefused as refused:
        sitting.delete()
        return refused.code
    sitting.turn, sitting.scores, sitting.heard_at, sitting.paused = 0, [], None, False
    sitting.answered_on = city(fresh=False).calendar.day_of(timezone.now())
    sitting.save()
    return ""


def _open(spoken: Spoken) -> QuerySet[Sitting]:
    """What this conversation has begun and not ended, the latest first."""
    own = Sitting.objects.filter(conversation_id=spoken.conversation.pk, answered_on=None)
    return own.select_related("round", "invitation").order_by("-pk")


def _standing(sitting: Sitting) -> Standing:
    scores = tuple(sitting.scores)
    return Standing(sitting.turn, scores) if len(scores) == len(ELEMENTS) else Standing()


def _ask(sitting: Sitting, *before: str) -> Taken:
    return Taken((question(_standing(sitting).element, sitting.round.code, sitting.language, *before),))


def _words(key: str, language: str, **values: object) -> Taken:
    return Taken((Say(sentence(key, language, **values)),))
