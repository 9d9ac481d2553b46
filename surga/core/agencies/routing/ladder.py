"""One step up: who is asked next when whoever has a case cannot settle it. Plain Python, no Django.

    kelurahan → kecamatan → the topic's own agency → the mayor's office → province → centre

or sideways to a neighbour. RT and RW have no desk of their own: their kelurahan speaks for them. Everything is read
from the city's profile. A rung that the profile does not have is passed over, and so is a unit that is complained
about. Each step leads strictly higher, so every climb ends; ``Rung.rule`` says which rule it followed.

Beyond the city only the authority table leads: by the rule that fits the case, or, where an officer says that the
city is not competent, by any rule about its topic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surga.core.agencies.city import OUTSIDE_LEVELS, AgencyInfo, City, TopicInfo
from surga.core.agencies.routing.finding import words_of
from surga.core.agencies.routing.table import PLACE_OFFICES, fits, route

_HEIGHTS = {"kelurahan": 1, "kecamatan": 2, "opd": 3, "city": 4, "province": 5, "neighbour": 5, "centre": 6}
_TOP_KIND, _OVERSIGHT_KIND = "setda", "inspektorat"


@dataclass(frozen=True)
class Rung:
    """Who has a case: an ``agency`` of the city, or a ``body`` at a ``level`` beyond it; nobody yet when all are empty.

    ``rule``: how one came here: a rule's code, or ``start``, ``parent``, ``place``, ``topic``, ``top``.
    """

    level: str = ""
    agency: str = ""
    body: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Matter:
    """What the ladder asks of a case. ``without``: units that must not have it.

    ``oversight``: it accuses the apparatus, so inside the city only the inspectorate may have it.
    ``elsewhere``: an officer says that the city is not competent.
    """

    topic: TopicInfo | None
    region: str = ""
    text: str = ""
    oversight: bool = False
    elsewhere: bool = False
    without: frozenset[str] = frozenset()


def rung_of(agency: str, city: City, rule: str = "") -> Rung:
    """The rung of an agency of the city; the empty one when it is not known."""
    known = city.agencies.get(agency)
    return Rung(known.level, known.code, rule=rule) if known is not None else Rung()


def above(now: Rung, matter: Matter, city: City) -> Rung | None:
    """The next rung up from ``now``; None where the ladder ends."""
    if now.level == "neighbour":
        return None  # another government, with a ladder of its own
    lowest = height(now, city)
    for rung in _ways(now, matter, city):
        if height(rung, city) > lowest and _may_have(rung, matter, city):
            return rung
    return None


def height(rung: Rung, city: City) -> tuple[int, int]:
    """How high a rung is: its level, and within the level units stand below the one they belong to."""
    agency = city.agencies.get(rung.agency)
    return _HEIGHTS.get(rung.level, 0), -len(_over(agency, city)) if agency is not None else 0


def _ways(now: Rung, matter: Matter, city: City) -> Iterator[Rung]:
    """Every way up, the nearest first; some lead nowhere or down, and are not taken."""
    here = city.agencies.get(now.agency)
    decided = route(matter.topic, matter.region, matter.text, city.rules, city.agencies)
    if not now.level:
        yield rung_of(decided.agency, city, decided.rule or "start")
    elif decided.level in OUTSIDE_LEVELS:
        yield Rung(decided.level, body=decided.body, rule=decided.rule)
    if here is not None:
        yield rung_of(here.parent, city, "parent")
    if now.level == "kelurahan":
        yield _kecamatan_of((here.region if here is not None else "") or matter.region, city)
    yield _agency_of_topic(matter, city)
    for office in city.offices_of(_OVERSIGHT_KIND if matter.oversight else _TOP_KIND):
        yield Rung(office.level, office.code, rule="top")
    yield from _beyond(matter, city)


def _may_have(rung: Rung, matter: Matter, city: City) -> bool:
    if not rung.agency:
        return True
    agency = city.agencies[rung.agency]
    fit = agency.kind == _OVERSIGHT_KIND or not matter.oversight
    return agency.active and agency.code not in matter.without and fit


def _kecamatan_of(region: str, city: City) -> Rung:
    found = (
        each.code
        for each in city.offices_of("kecamatan")
        if each.region and region.startswith(f"{each.region}.")
    )
    return rung_of(next(found, ""), city, "place")


def _agency_of_topic(matter: Matter, city: City) -> Rung:
    """Who is competent in the city, leaving aside that the table may begin lower or send it elsewhere."""
    inside = [
        rule for rule in city.rules if rule.level not in OUTSIDE_LEVELS and rule.agency not in PLACE_OFFICES
    ]
    found = route(matter.topic, matter.region, matter.text, inside, city.agencies)
    return rung_of(found.agency, city, "topic")


def _beyond(matter: Matter, city: City) -> Iterator[Rung]:
    """Who is competent outside for this topic, the nearer government first; a neighbour only by a rule that fits."""
    topic = matter.topic
    if topic is None:
        return
    said = words_of(matter.text)
    about_it = [
        rule for rule in city.rules if topic.code in rule.topics and rule.level in ("province", "centre")
    ]
    for rule in sorted(about_it, key=lambda rule: (_HEIGHTS[rule.level], rule.order)):
        if fits(rule, topic, matter.region, said) is not None or matter.elsewhere:
            yield Rung(rule.level, body=rule.body, rule=rule.code)


def _over(agency: AgencyInfo, city: City) -> list[str]:
    """The units of the same level that an agency belongs to, the nearest first; none where they go in a circle."""
    found: list[str] = []
    above = city.agencies.get(agency.parent)
    while above is not None and above.level == agency.level:
        if above.code == agency.code or above.code in found:
            return []
        found.append(above.code)
        above = city.agencies.get(above.parent)
    return found
