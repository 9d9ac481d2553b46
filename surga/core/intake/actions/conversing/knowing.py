"""Looking up what the dialogue wants to know of the words that were heard."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from django.conf import settings

from surga.core.agencies import queries as agencies
from surga.core.agencies.city import City
from surga.core.cases import queries as cases
from surga.core.cases.actions.beyond.raising import reasons_for, way_up
from surga.core.cases.models import Case
from surga.core.cases.queries import together
from surga.core.cases.states import ENDED
from surga.core.intake.dialogue.memory import Memory
from surga.core.intake.dialogue.sense import Sense, read
from surga.core.intake.dialogue.turn import Alike, Known, Offer, Seen
from surga.core.intake.heard import Heard
from surga.core.intake.models import Conversation, Submission
from surga.core.intake.queries import alike
from surga.core.knowledge import queries as knowledge
from surga.core.people.access import REPORTER
from surga.core.regions import queries as regions
from surga.core.triage.mask import mask_or_nothing

#: Articles that are offered one after the other.
_OFFERED: Final = 3
#: A name after one of these is a place ("di Sukorame"). A region's own name is looked for, nothing is guessed.
_AT = re.compile(
    r"\b(?:di|ing|nang|ten|ndek|daerah|area|wilayah|at|in)\s+((?:[\w-]+\s*){1,3})", re.IGNORECASE
)
_ANSWERED: Final = frozenset({"answered", "resolved"})
_LONG_NAME: Final = 8
#: Steps after which a report may be shown, and words of which it has to have so many.
_ASKS: Final = frozenset({"fresh", "telling", "placing", "sorting"})
_FEW: Final = 3
_CHAT: Final = "chat_"
#: Which promise matters now.
_STEP_OF: Final = {
    **dict.fromkeys(("received", "verified", "forwarded", "returned"), "first_follow_up"),
    **dict.fromkeys(("in_progress", "escalated"), "resolution"),
}


def known_for(conversation: Conversation, memory: Memory, heard: Heard, now: datetime) -> Known:
    """What is known for a message of this conversation, with the sender's language in view."""
    where = agencies.city()
    sense = read(heard, memory, where.prefix)
    language = sense.language if sense.language and not memory.is_open else memory.language
    region_at, region_named = _regions(heard, memory)
    region = regions.region(region_at or region_named or memory.region, fresh=False)
    topic = agencies.topic_of(f"{memory.story} {sense.text}", fresh=False)
    asked, resolved, own = _waiting(conversation, sense.about or heard.code)
    return Known(
        city=where.name,
        address=settings.PUBLIC_URL,
        prefix=where.prefix,
        region_at=region_at,
        region_named=region_named,
        region_label=region.name if region is not None else "",
        topic=topic,
        topic_label=where.topics[topic].label(language) if topic else "",
        articles=_articles(memory, sense, language, where.calendar.day_of(now)),
        seen=_seen(conversation, sense, own, where, now),
        asked=asked,
        resolved=resolved,
        refused=_refused(sense.about, own, where),
        like=_like(memory, heard, sense, region.code if region is not None else "", topic, own),
        emergency=where.emergency,
        open=where.calendar.is_open(now),
        opens=where.calendar.opens,
        texts=_texts(where, language),
    )


def _texts(where: City, language: str) -> dict[str, str]:
    return {key: where.text(key, language) for key in where.texts if key.startswith(_CHAT)}


def _regions(heard: Heard, memory: Memory) -> tuple[str, str]:
    """The kelurahan at the point, and the region that the words name."""
    at = ""
    if heard.lat is not None and heard.lon is not None:
        at = regions.region_at(heard.lat, heard.lon) or ""
    words = f"{heard.text} {heard.place}".strip()
    named = regions.named_in(words, fresh=bool(not at)) if words else None
    if named is None and words and memory.step == "placing":
        named = regions.match_name(words, fresh=False)
    return at, named or _after_preposition(words)


def _after_preposition(words: str) -> str:
    """The region whose name follows "di", if all such names in the text mean the same one.

    A short name that is not written as a name may be another word: "di pojok jalan" is no kelurahan.
    """
    words, found = words[:2000], set()
    for phrase in _AT.findall(words):
        parts = phrase.split()
        for end in range(len(parts), 0, -1):
            name = " ".join(parts[:end])
            is_name = name[0].isupper() and not words.isupper()
            code = regions.match_name(name, fresh=False) if is_name or len(name) >= _LONG_NAME else None
            if code:
                found.add(code)
                break
    return found.pop() if len(found) == 1 else ""


def _like(
    memory: Memory, heard: Heard, sense: Sense, region: str, topic: str, own: frozenset[str]
) -> Alike | None:
    """The earlier report that is most likely of the same matter, once a place is known; asked about once."""
    if memory.step == "alike":
        return _as_told(memory.like)
    lat, lon = (memory.lat, memory.lon) if memory.lat is not None else (heard.lat, heard.lon)
    told = f"{memory.story}\n{sense.text}".strip()
    placed = region or lat is not None or memory.place or sense.names_place or memory.step == "placing"
    if (
        memory.like
        or memory.confidential
        or not placed
        or memory.step not in _ASKS
        or len(told.split()) < _FEW
    ):
        return None
    address = memory.place or (sense.text if memory.step == "placing" else heard.place)
    code = alike.same_as(told, region=region, lat=lat, lon=lon, address=address, topic=topic, without=own)
    return _as_told(code) if code else None


def _as_told(code: str) -> Alike | None:
    """An earlier report as everybody may read of it; None where it is over, or no longer to be read."""
    case = cases.case_by_code(together.lead_of(code) or code)
    if case is None or not case.published or case.status in ENDED:
        return None
    names = (case.reporter.name,) if case.reporter is not None else ()
    region = regions.region(case.region_id, fresh=False) if case.region_id else None
    day = agencies.city(fresh=False).calendar.day_of(case.received_at)
    place = region.name if region is not None else ""
    return Alike(case.code, mask_or_nothing(case.title, names), place, day, case.status, case.followers + 1)


def _articles(memory: Memory, sense: Sense, language: str, today: date) -> tuple[Offer, ...]:
    if sense.is_any("question"):
        asked = sense.text
    elif memory.step == "offered":
        asked = memory.story
    else:
        return ()
    found = [each.article for each in knowledge.search(asked, _OFFERED) if each.confident]
    return tuple(
        Offer(each.slug, each.label(language), each.brief(language), each.doubt(today)) for each in found
    )


def _waiting(conversation: Conversation, about: str) -> tuple[str, str, frozenset[str]]:
    """The codes of the latest case that waits for a reply, of the latest that was answered, and of all of them."""
    rows = (
        Submission.objects.filter(conversation=conversation)
        .order_by("-id")
        .values_list("case__code", "case__status")[:50]
    )
    asked = next((code for code, status in rows if status == "waiting_reporter"), "")
    answered = [code for code, status in rows if status in _ANSWERED]
    own = frozenset(code for code, _ in rows)
    if about and about not in own:  # a mail to the signed address of a case that came another way
        case = cases.case_by_code(about)
        answered = [about] if case is not None and case.status in _ANSWERED else []
    elif about:
        answered = [about] if about in answered else []
    return asked, next(iter(answered), ""), own


def _refused(about: str, own: frozenset[str], where: City) -> str:
    """The code of their own case that a button is about, when they may ask for the next level."""
    case = cases.case_by_code(about) if about in own else None
    if (
        case is None
        or case.reopen_requested_at is not None
        or "reopen_refused" not in reasons_for(case, REPORTER)
    ):
        return ""
    return case.code if way_up(case, "reopen_refused", where) is not None else ""


def _seen(
    conversation: Conversation, sense: Sense, own: frozenset[str], where: City, now: datetime
) -> Seen | None:
    """The case that is spoken of; without a code the last one of this conversation."""
    code = sense.about or sense.code
    case = cases.case_by_code(code) if code else None
    if not code and conversation.case_id is not None:
        case = cases.case_by_id(conversation.case_id)
    if case is None:
        return None
    mine = case.code in own
    agency = where.agencies.get(case.agency_id or "") if mine else None
    label = agency.label if agency is not None else ""
    return Seen(case.code, case.status, mine, label, _promised(case, where, now) if mine else None)


def _promised(case: Case, where: City, now: datetime) -> date | None:
    """The day by which the next step was promised, while it is still to come."""
    clock = _STEP_OF.get(case.status, "")
    due = datetime.fromisoformat(case.promises[clock]) if clock in case.promises else now
    return where.calendar.day_of(due) if due > now else None
