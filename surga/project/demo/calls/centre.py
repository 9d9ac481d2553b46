"""The call centre of the demonstration: a closed hotline, an open one, and the line that rings all day.

Its contacts are synthetic, and say so; each has its event. A cause that the city does not know is left out.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.core.hotlines.actions import save_hotline
from surga.core.hotlines.fields import Extra
from surga.core.hotlines.hotline import BoardLine, HotlineInfo, Reach
from surga.core.hotlines.queries import hotline
from surga.core.intake.actions.importing import ContactRow, import_contacts
from surga.core.intake.models import Contact
from surga.core.people import queries as people
from surga.core.people.access import system
from surga.core.regions import queries as regions

_DEMO = system("demo")
_OPENED, _CLOSED = date(2020, 3, 23), date(2021, 11, 9)
_FLOOD_DAYS, _FLOOD_CONTACTS = 30, 48
_YEARS = timedelta(days=730)
_FLOOD_FIELDS = (
    Extra("tinggi_air", "Tinggi air (cm)", "number", True, least=0, most=400),
    Extra("orang", "Berapa orang di rumah", "number", least=1, most=50),
    Extra("butuh", "Yang dibutuhkan", "choice", choices=("Pompa", "Perahu", "Tempat mengungsi", "Makanan")),
    Extra("lansia", "Ada lansia atau bayi", "yes_no"),
)


@cache
def words() -> dict[str, Any]:
    """The written texts of the call centre."""
    return tomllib.loads(Path(__file__).with_name("centre.toml").read_text(encoding="utf-8"))


def open_centre(seed: int, now: datetime) -> int:
    """Make the hotlines and their contacts, and those of the ordinary line; how many contacts are new.

    The same seed and hour make the same ones; what is there already stays.
    """
    dice = random.Random(seed)  # noqa: S311  # a demonstration must be repeatable
    stage = _Stage.of_city(dice, f"demo:{seed}", now)
    _save(_covid(), _beds())
    _save(_flood(now), _shelters(dice, now))
    return sum(
        import_contacts(rows, _DEMO)
        for rows in (_pandemic(stage), _floods(stage), _line(stage), _filed(stage))
    )


@dataclass(frozen=True, slots=True)
class _Stage:
    """What every contact is made from."""

    dice: random.Random
    prefix: str
    now: datetime
    places: Sequence[Any]
    operator: int | None

    @classmethod
    def of_city(cls, dice: random.Random, prefix: str, now: datetime) -> _Stage:
        operator = people.officer_named("operator")
        places = tuple(regions.regions_of("kelurahan"))
        return cls(dice, prefix, now, places, operator.pk if operator else None)

    def told(self, kinds: Sequence[dict[str, Any]], day: date = date.max) -> dict[str, Any]:
        """What somebody says that day, where, and what they are told."""
        asked = [kind for kind in kinds if kind.get("since", date.min) <= day]
        kind = self.dice.choices(asked, [one["weight"] for one in asked])[0]
        text, answer = self.dice.choice(kind["said"])
        place = self.dice.choice(self.places)
        slots = {
            "kelurahan": place.name,
            "hours": str(self.dice.randint(2, 9)),
            "number": str(self.dice.randint(8, 40)),
            "few": str(self.dice.randint(2, 6)),
        }
        return {
            "topic": kind["topic"] if kind["topic"] in city(fresh=False).topics else "",
            "region": place.code,
            "outcome": self.became(text),
            "text": text.format(**slots),
            "answer": answer,
            "published": kind.get("public", True) and self.dice.random() < 0.9,
        }

    def became(self, text: str) -> str:
        """What came of it, as its words say; now and then it was about a case that was known already."""
        if self.dice.random() < 0.06:
            return "follow_up"
        if "lansia." in text:
            return "emergency"
        asks = "?" in text or text.startswith(("Mohon info", "Terima kasih"))
        return "information" if asks else "complaint"

    def at(self, day: date) -> datetime:
        """A likely moment of that day."""
        minutes = int(self.dice.triangular(5 * 60, 22 * 60, 10 * 60))
        midnight = datetime.combine(day, time(), city(fresh=False).calendar.zone)
        return midnight + timedelta(minutes=minutes, seconds=self.dice.randint(0, 59))

    def officer(self, channel: str) -> int | None:
        """Chats were answered by many; calls and visits by the one who sits there."""
        return None if channel == "whatsapp" else self.operator


def _save(info: HotlineInfo, board: Sequence[BoardLine]) -> None:
    if hotline(info.slug) is None:
        save_hotline(info, str(_DEMO), new=True, board=board)


def _written(name: str, **more: Any) -> HotlineInfo:
    said = words()[name]
    topics = said.get("topics") or list(dict.fromkeys(kind["topic"] for kind in said["kinds"]))
    return HotlineInfo(
        **{key: said[key] for key in ("slug", "name", "name_en", "about", "script")},
        numbers=tuple(Reach(*number) for number in said["numbers"]),
        channels=tuple(said["channels"]),
        topics=tuple(code for code in topics if code in city(fresh=False).topics),
        articles=tuple(said["articles"]),
        **more,
    )


def _covid() -> HotlineInfo:
    return _written("covid", opens_on=_OPENED, closes_on=_CLOSED)


def _flood(now: datetime) -> HotlineInfo:
    opened = city(fresh=False).calendar.day_of(now) - timedelta(days=_FLOOD_DAYS)
    return _written("flood", opens_on=opened, fields=_FLOOD_FIELDS, stale_hours=6)


def _beds() -> list[BoardLine]:
    """As it stood when the hotline closed."""
    zone = city(fresh=False).calendar.zone
    last = datetime.combine(_CLOSED, time(14, 5), zone)
    houses = (*city(fresh=False).offices_of("rsud"), *city(fresh=False).offices_of("puskesmas")[:2])
    return [
        BoardLine(house.name, "tempat tidur isolasi", total, free, "angka contoh", house.code, last)
        for house, (total, free) in zip(houses, ((96, 71), (40, 33), (8, 8), (6, 5)), strict=False)
    ]


def _shelters(dice: random.Random, now: datetime) -> list[BoardLine]:
    """What each kecamatan has, fresh but for the last line: that is how a stale one looks."""
    works = city(fresh=False).agencies.get("dpupr")
    total = dice.randint(5, 9)
    said = now - timedelta(minutes=dice.randint(10, 200))
    lines = [BoardLine(works.label, "pompa air", total, 2, "", works.code, said)] if works else []
    for office in city(fresh=False).offices_of("kecamatan"):
        for unit, least, most in words()["flood"]["units"]:
            total = dice.randint(least, most)
            said = now - timedelta(minutes=dice.randint(10, 200))
            lines.append(BoardLine(office.name, unit, total, dice.randint(0, total), "", office.code, said))
    return [*lines[:-1], *(replace(line, updated_at=now - timedelta(hours=9)) for line in lines[-1:])]


def _pandemic(stage: _Stage) -> Iterator[ContactRow]:
    """Exactly as many by each channel as is written: the page's shares are those of its rows."""
    said, dice = words()["covid"], stage.dice
    channels = [channel for channel in said["channels"] for _ in range(said[channel])]
    dice.shuffle(channels)
    days = _days_of(said["months"], dice, len(channels))
    for number, (channel, day) in enumerate(zip(channels, days, strict=True)):
        yield ContactRow(
            external_id=f"{stage.prefix}:covid:{number}",
            channel=channel,
            started_at=stage.at(day),
            seconds=int(dice.lognormvariate(5.2, 0.6)),
            hotline=said["slug"],
            officer_id=stage.officer(channel),
            **stage.told(said["kinds"], day),
        )


def _days_of(months: Sequence[int], dice: random.Random, count: int) -> list[date]:
    """Days between the first and the last, in the months' shares, in order."""
    days = [_OPENED + timedelta(days=n) for n in range((_CLOSED - _OPENED).days + 1)]
    first = _OPENED.year * 12 + _OPENED.month
    weights = [
        months[day.year * 12 + day.month - first] * (0.6 if day.weekday() > 4 else 1.0) for day in days
    ]
    return sorted(dice.choices(days, weights, k=count))


def _floods(stage: _Stage) -> Iterator[ContactRow]:
    said, dice = words()["flood"], stage.dice
    for number in range(_FLOOD_CONTACTS):
        channel = dice.choices(said["channels"], (0.6, 0.3, 0.1))[0]
        yield ContactRow(
            external_id=f"{stage.prefix}:flood:{number}",
            channel=channel,
            started_at=stage.now - timedelta(minutes=dice.randint(20, 60 * 24 * (_FLOOD_DAYS - 1))),
            seconds=int(dice.lognormvariate(5, 0.5)),
            hotline=said["slug"],
            officer_id=stage.officer(channel),
            extra={
                "tinggi_air": dice.randint(10, 120),
                "orang": dice.randint(1, 9),
                "lansia": dice.random() < 0.3,
            },
            **stage.told(said["kinds"]),
        )


def _line(stage: _Stage) -> Iterator[ContactRow]:
    """The telephone that anybody can dial: three in four say nothing, one in five plays."""
    said, dice = words()["line"], stage.dice
    for number in range(said["calls"]):
        share = (number + 0.5) / said["calls"]
        at = stage.now - _YEARS * dice.random()
        row: dict[str, Any] = {
            "external_id": f"{stage.prefix}:line:{number}",
            "channel": "phone",
            "started_at": stage.at(city(fresh=False).calendar.day_of(at - timedelta(days=1))),
            "officer_id": stage.operator,
            "phone": f"+62812000{dice.randint(0, 99_999):05}",
        }
        if share < said["emergency"]:
            yield ContactRow(
                outcome="emergency", **row, **_asked(stage, said["emergencies"], said["passed_on"])
            )
        elif share < said["emergency"] + said["information"]:
            yield ContactRow(outcome="information", **row, **_asked(stage, said["asked"], said["told"]))
        elif share < said["emergency"] + said["information"] + said["prank"]:
            yield ContactRow(outcome="prank", seconds=dice.randint(4, 60), **row)
        else:
            yield ContactRow(outcome="silent", seconds=dice.randint(1, 9), **row)


def _asked(stage: _Stage, kinds: Sequence[tuple[str, str]], answer: str) -> dict[str, Any]:
    topic, text = stage.dice.choice(kinds)
    place = stage.dice.choice(stage.places)
    return {
        "seconds": stage.dice.randint(30, 300),
        "topic": topic if topic in city(fresh=False).topics else "",
        "region": place.code,
        "text": text.format(kelurahan=place.name),
        "answer": answer,
    }


def _filed(stage: _Stage) -> Iterator[ContactRow]:
    """Calls and visits that became the demonstration's cases, and the flood's chats: such a case is a contact too."""
    flood = _flood(stage.now)
    since = datetime.combine(flood.opens_on, time(), city(fresh=False).calendar.zone)
    wet = Q(topic__in=flood.topics, received_at__gte=since, channel__in=flood.channels)
    known = Contact.objects.filter(case__isnull=False).values("case")
    cases = Case.objects.filter(Q(channel__in=("phone", "visit")) | wet).exclude(pk__in=known).order_by("pk")
    fields = ("pk", "code", "channel", "kind", "received_at", "topic_id", "region_id", "text", "reporter_id")
    for pk, code, channel, kind, received_at, topic, region, text, reporter in cases.values_list(*fields):
        seconds = stage.dice.randint(60, 420)
        flooded = topic in flood.topics and received_at >= since
        yield ContactRow(
            external_id=f"{stage.prefix}:case:{pk}",
            channel=channel,
            outcome=kind,
            started_at=received_at - timedelta(seconds=seconds),
            seconds=seconds,
            text=text,
            topic=topic or "",
            region=region or "",
            hotline=flood.slug if flooded else "",
            published=flooded,
            officer_id=stage.officer(channel),
            reporter_id=reporter,
            case=(pk, code),
        )
