"""Who says what, where and by which channel."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from surga.core.agencies.queries import city
from surga.core.regions import queries as regions

_CHANNELS = {"whatsapp": 0.718, "web": 0.157, "phone": 0.070, "visit": 0.053, "sms": 0.002}
_KINDS = {"complaint": 0.82, "information": 0.12, "aspiration": 0.06}


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that somebody tells the city."""

    at: datetime
    text: str
    kind: str
    channel: str
    topic: str
    region: str
    lat: float | None
    lon: float | None
    address: str
    name: str
    phone: str
    email: str
    anonymous: bool
    confidential: bool
    answer: str
    resolution: str


@cache
def words() -> dict[str, Any]:
    """The written texts of the demonstration."""
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))


def scene(dice: random.Random, at: datetime, now: datetime | None = None) -> Scene | None:
    """A scene at that time; None when the drawn topic is out of season, or one that is only told of lately."""
    code = _drawn(dice, at, now)
    if code is None:
        return None
    topic = words()["topic"][code]
    kind = topic.get("kind") or dice.choices(list(_KINDS), list(_KINDS.values()))[0]
    place = dice.choice(regions.regions_of("kelurahan")) if topic.get("place", True) else None
    street = f"{dice.choice(words()['streets'])} RT {dice.randint(1, 9):02} RW {dice.randint(1, 7):02}"
    slots = {
        "street": street.partition(" RT")[0],
        "kelurahan": place.name if place else "",
        "since": dice.choice(words()["since"]),
        "number": str(dice.randint(2, 40)),
    }
    body = dice.choice(topic[kind] if kind in topic else topic["complaint"]).format(**slots)
    opening, closing = dice.choice(words()["openings"]), dice.choice(words()["closings"])
    anonymous = dice.random() < topic.get("anonymous", 0.12)
    name, phone, email = _person(dice)
    return Scene(
        at=at,
        text=f"{opening} {body} {closing}".strip(),
        kind=kind,
        channel=dice.choices(list(_CHANNELS), list(_CHANNELS.values()))[0],
        topic=code,
        region=place.code if place else "",
        lat=round(place.lat + dice.gauss(0, 0.0012), 5) if place and dice.random() < 0.45 else None,
        lon=round(place.lon + dice.gauss(0, 0.0012), 5) if place else None,
        address=street if place else "",
        name=name,
        phone=phone,
        email=email,
        anonymous=anonymous,
        confidential=dice.random() < topic.get("confidential", 0.02),
        answer=dice.choice(topic["answers"]).format(**slots),
        resolution=dice.choice(topic.get("resolutions", words()["resolutions"])).format(**slots),
    )


def _drawn(dice: random.Random, at: datetime, now: datetime | None) -> str | None:
    """The code of a topic, by how often each is told of; None when it is not the time for it."""
    known = city(fresh=False).topics
    topics = {code: topic for code, topic in words()["topic"].items() if code in known}
    code = dice.choices(list(topics), [topic["weight"] for topic in topics.values()])[0]
    topic = topics[code]
    local = at.astimezone(city(fresh=False).calendar.zone)
    if local.month not in topic.get("months", range(1, 13)) and dice.random() < 0.75:
        return None
    lately = now is None or at >= now - timedelta(days=topic.get("lately", 10_000))
    return code if lately or dice.random() >= 0.92 else None


def _person(dice: random.Random) -> tuple[str, str, str]:
    """A name of common names, a number nobody has, an address that leads nowhere."""
    names = words()["names"]
    name = f"{dice.choice(names['first'])} {dice.choice(names['last'])}"
    phone = f"0812000{dice.randint(10000, 99999)}"
    email = f"warga{dice.randint(1000, 9999)}@example.invalid" if dice.random() < 0.3 else ""
    return name, phone, email
