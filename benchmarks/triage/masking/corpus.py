"""The corpus: texts with what was planted in each, the same for the same seed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.triage.masking.people import People
from benchmarks.triage.masking.planting import Planter
from benchmarks.triage.masking.texts import FILLERS, NAMES, NOTHING, THINGS

KINDS: Final = (
    "phone", "nik", "mail", "account", "whatsapp", "plate", "bank", "bpjs", "passport", "licence", "birth", "point",
    "home", "health",
)  # fmt: skip
#: The kinds of which almost nothing may escape.
IDENTIFIERS: Final = frozenset(
    {"phone", "nik", "mail", "account", "whatsapp", "plate", "bank", "bpjs", "passport", "licence"}
)
_SLOT: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Planted:
    """One thing that must not be read: its kind, how it is written, and its letters as they stand in the text."""

    kind: str
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class Made:
    """A text, and all that was planted in it; nothing in a text without personal data."""

    text: str
    planted: tuple[Planted, ...]


def corpus(count: int = 5_000, seed: int = 2206) -> Iterator[Made]:
    """``count`` texts: a third with names, a third with other data, a sixth with both, a sixth with nothing
    to hide."""
    random = Random(seed)  # noqa: S311  # the same texts each time, nothing secret
    people, planter = People(random), Planter(random)
    for number in range(count):
        share = number % 6
        if share < 2:
            yield _with_names(random, people)
        elif share < 4:
            yield _with_thing(random, planter)
        elif share == 4:
            one, other = _with_names(random, people), _with_thing(random, planter)
            yield Made(f"{one.text}\n{other.text}", one.planted + other.planted)
        else:
            yield Made(_filled(random, random.choice(NOTHING)), ())


def _with_names(random: Random, people: People) -> Made:
    planted: list[Planted] = []
    template = random.choice(NAMES)

    def put(found: re.Match[str]) -> str:
        slot = found[1]
        name = people.short() if slot == "short" else people.name()
        if slot == "lower":
            name = re.sub(r"^(?:\w+\.\s?)+|,.*$| S\.Pd$", "", name).lower()
        text = name.upper() if slot == "NAME" else name
        form = {"short": "called", "NAME": "capitals", "lower": "lower case"}.get(slot, "whole")
        planted.append(Planted("name", form, text))
        return text

    return Made(_SLOT.sub(put, template), tuple(planted))


def _with_thing(random: Random, planter: Planter) -> Made:
    kind = random.choice(KINDS)
    form, text = getattr(planter, kind)()
    return Made(random.choice(THINGS).replace("{it}", text), (Planted(kind, form, text),))


def _filled(random: Random, template: str) -> str:
    def fill(found: re.Match[str]) -> str:
        choice = random.choice(FILLERS[found[1].lower()])
        return choice.upper() if found[1].isupper() else choice

    return _SLOT.sub(fill, template)
