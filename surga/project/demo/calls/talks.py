"""A few dozen conversations in every state an inbox knows: with the bot, waiting, held, put off, over."""

from __future__ import annotations

import io
import math
import random
import struct
import tomllib
import wave
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.core.intake.actions import contacts
from surga.core.intake.actions.traffic.fetching import stored
from surga.core.intake.models import Conversation, Line, Submission
from surga.core.people import queries as people
from surga.core.people.models import Officer
from surga.core.regions import queries as regions
from surga.project.demo.citizens import words

HOW_MANY = 36
_AUTHORS = {"w": "reporter", "b": "bot", "p": "officer", "k": "system"}
_UNSAID = {"foto": "Foto", "suara": "Pesan suara", "lokasi": "Lokasi"}
_SHOWN = {"foto": "photo", "suara": "voice", "lokasi": "location"}


@dataclass
class _Cast:
    """Who there is: officers who converse, cases that came by WhatsApp, places."""

    dice: random.Random
    now: datetime
    officers: list[Officer]
    cases: list[Case]
    number: int = 0
    used: list[int] = field(default_factory=list)


def talk(dice: random.Random) -> int:
    """Put the conversations down, ending now; how many. The same seed says the same things."""
    named = (people.officer_named(name) for name in ("operator", "verifikator", "koordinator"))
    officers = [one for one in named if one is not None]
    cases = list(Case.objects.filter(channel="whatsapp", oversight=False).order_by("-id")[:HOW_MANY])
    if not officers:
        return 0
    cast = _Cast(dice, timezone.now(), officers, cases)
    with transaction.atomic():
        for number in range(HOW_MANY):
            scripts = _scripts()
            cast.number = number
            # The first time round each is played once, later those with the bot more often.
            later = [script for script in scripts if "ends" in script]
            _play(cast, scripts[number] if number < len(scripts) else dice.choice(later))
    return HOW_MANY


@cache
def _scripts() -> list[dict[str, Any]]:
    return list(tomllib.loads(Path(__file__).with_name("talks.toml").read_text(encoding="utf-8"))["talk"])


def _play(cast: _Cast, script: dict[str, Any]) -> None:
    """One conversation from its first word to its last, then the state it is left in."""
    dice = cast.dice
    length = timedelta(minutes=sum(line[1] for line in script["lines"]))
    ago = _ago(cast, script)
    conversation = _conversation(cast, cast.now - ago)
    case = (
        cast.cases.pop() if cast.cases and ("cased" in script or script.get("ends") == "complaint") else None
    )
    officer = dice.choice(cast.officers)
    at = cast.now - ago - length
    contact_at = at
    for said in script["lines"]:
        at += timedelta(minutes=said[1], seconds=dice.randint(4, 50))
        _say(cast, conversation, said, at, officer, case)
    conversation.case = case
    if case is not None:
        Submission.objects.filter(case=case).update(conversation=conversation)
    contacts.begin_chat(conversation, contact_at)
    _leave(conversation, script, officer, cast.now, at)


def _ago(cast: _Cast, script: dict[str, Any]) -> timedelta:
    """How long ago the last word was: minutes for what goes on, up to ten days for what is over."""
    dice = cast.dice
    if "old" in script:
        return timedelta(minutes=40)
    if "waits" in script or "held" in script:
        return timedelta(minutes=dice.randint(2, 26))
    return timedelta(minutes=int(14_400 * dice.random() ** 4) + 12)


def _conversation(cast: _Cast, at: datetime) -> Conversation:
    names, dice = words()["names"], cast.dice
    channel = "telegram" if cast.number % 7 == 5 else "whatsapp"
    number = f"62812000{dice.randint(10000, 99999)}"
    return Conversation.objects.create(
        channel=channel,
        sender=number if channel == "whatsapp" else f"9{dice.randint(10**8, 10**9)}",
        name="" if cast.number % 9 == 4 else f"{dice.choice(names['first'])} {dice.choice(names['last'])}",
        phone=f"+{number}" if channel == "whatsapp" else "",
        changed_at=at,
    )


def _say(
    cast: _Cast,
    conversation: Conversation,
    said: list[Any],
    at: datetime,
    officer: Officer,
    case: Case | None,
) -> None:
    who, _gap, text, *choices = said
    place = cast.dice.choice(regions.regions_of("kelurahan"))
    facts = {
        "name": conversation.name or "Sumarni",
        "officer": str(officer),
        "code": case.code if case is not None else f"{city(fresh=False).prefix}-2601-K4T7W",
        "kelurahan": place.name,
    }
    ours = who in {"b", "p", "k"}
    line = Line(
        conversation=conversation,
        channel=conversation.channel,
        way=Line.OUT if ours else Line.IN,
        author=_AUTHORS.get(who, "reporter"),
        officer=officer if who == "p" else None,
        kind=_SHOWN.get(who, "text"),
        text=text.format(**facts),
        data={"choices": [[str(n), label] for n, label in enumerate(choices)]} if choices else {},
        external_id=f"demo.{conversation.pk}.{at.timestamp():.0f}.{cast.dice.randint(0, 10**9)}",
        case=case if who == "k" else None,
        at=at,
        state=_state(cast, at) if ours else "",
    )
    _attach(cast, line, who, place)
    line.save()
    conversation.preview, conversation.changed_at = (line.text or _UNSAID[who])[:160], at
    setattr(conversation, "last_out_at" if ours else "last_in_at", at)


def _attach(cast: _Cast, line: Line, who: str, place: Any) -> None:
    """The place, the photo or the voice note that hangs on it."""
    if who == "lokasi":
        line.data = {"lat": place.lat, "lon": place.lon, "place": f"Dekat balai kelurahan {place.name}"}
    if who in {"foto", "suara"}:
        data, mime = (_picture(cast.dice), "image/jpeg") if who == "foto" else (_sound(), "audio/wav")
        line.file, line.media_type, line.media_state = stored(data, mime, line.kind)[0], mime, Line.KEPT


def _state(cast: _Cast, at: datetime) -> str:
    """Most were read; one in a while failed, or nobody knows."""
    if cast.now - at > timedelta(days=2):
        return Line.READ
    return cast.dice.choices(
        (Line.READ, Line.DELIVERED, Line.SENT, Line.UNSURE, Line.FAILED), (60, 20, 10, 2, 1)
    )[0]


def _leave(
    conversation: Conversation, script: dict[str, Any], officer: Officer, now: datetime, at: datetime
) -> None:
    """The state the script ends in."""
    last_in = conversation.last_in_at or at
    if "ends" in script:
        spoke = any(line[0] == "p" for line in script["lines"])
        case = conversation.case if script["ends"] in {"complaint", "follow_up"} else None
        contacts.end_chat(
            conversation, script["ends"], at=at, case=case, officer_id=officer.pk if spoke else None
        )
    elif "waits" in script:
        conversation.mode, conversation.waiting_since, conversation.unread = "waiting", last_in, 2
    else:
        conversation.mode, conversation.holder = "held", officer
        if script["lines"][-1][0] not in {"p", "k"}:
            conversation.waiting_since, conversation.unread = last_in, 1
        if "old" in script:
            conversation.last_in_at = now - timedelta(hours=28)
        if "snoozed" in script:
            conversation.snoozed_until = now + timedelta(hours=3)
    conversation.version += 1
    conversation.save()


def _picture(dice: random.Random) -> bytes:
    """A drawn street with a hole in it: no real place, no real person."""
    image = Image.new("RGB", (640, 480), (172, 205, 224))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 200, 640, 480), fill=(112, 112, 110))
    pen.polygon([(300, 200), (340, 200), (460, 480), (180, 480)], fill=(140, 140, 136))
    left, top = dice.randint(180, 340), dice.randint(280, 380)
    pen.ellipse((left, top, left + dice.randint(90, 160), top + 50), fill=(62, 56, 50))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _sound() -> bytes:
    """Two soft seconds: what a voice note is in the demonstration."""
    rate, out = 8000, io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        for n in range(rate * 2):
            height = 4000 * math.sin(n / rate * math.tau * 220) * math.sin(n / rate * math.pi / 2)
            sound.writeframesraw(struct.pack("<h", int(height)))
    return out.getvalue()
