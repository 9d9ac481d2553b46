"""From texts of our own to many: places and people filled in, shortened, in Javanese, mistyped, among other talk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from random import Random
from typing import Final

HERE: Final = Path(__file__).parent
_SLOT: Final = re.compile(r"\{(\w+)\}")
#: How many texts one line becomes; a line without a place to fill in becomes as many.
TEXTS_OF_A_LINE: Final = 5
AMONG_TALK: Final = 2
#: A calm text of more words also becomes a piece of it.
SHORTEST_WHOLE: Final = 6


@dataclass(frozen=True)
class Line:
    """A written line. ``kind``: of danger, ``UNNAMED`` where nobody said which, empty when calm.

    ``about``: its situation, which is held out as a whole when the learning is measured.
    """

    kind: str
    about: str
    text: str
    choices: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Grown:
    """A text to learn from, and the number of the line it came from."""

    kind: str
    text: str
    line: int


UNNAMED: Final = "?"
_MARKS: Final = {"! ": UNNAMED, "- ": ""}


def lines_of(path: Path) -> list[Line]:
    """The lines of a file of texts.

    "= kind: situation" begins a situation of dangers, "= situation" one of calm texts; "@name" gives the choices for
    "{name}"; "! " and "- " before a line tell a danger from a calm text where a file holds both.
    """
    choices: dict[str, list[str]] = {}
    lines, kind, about = [], "", ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            name, _, told = line[1:].partition(" ")
            choices[name] = told.split("|")
        elif line.startswith("= "):
            kind, _, about = line[2:].rpartition(": ")
        elif line[:2] in _MARKS:
            lines.append(Line(_MARKS[line[:2]], about, line[2:], choices))
        elif line and not line.startswith("#"):
            lines.append(Line(kind, about, line, choices))
    return lines


def grown(lines: list[Line], talk: list[Line], seed: int = 1) -> Iterator[Grown]:
    """Every line as several texts, alone and among the ``talk`` of long complaints; a seed gives the same texts."""
    calm = [line for line in lines if not line.kind]
    for number, line in enumerate(lines):
        chance = Random(f"{seed} {line.text}")  # noqa: S311  # the same texts every time
        for _ in range(AMONG_TALK):
            yield Grown(line.kind, _in_talk(filled(line, chance), talk, chance), number)
        words = line.text.split()
        if not line.kind and len(words) > SHORTEST_WHOLE:
            # A piece of a calm text is calm; a piece of a danger may be.
            at = chance.randrange(len(words) - 4)
            yield Grown("", _SLOT.sub("", " ".join(words[at : at + chance.randrange(3, 12)])), number)
        for turn in range(TEXTS_OF_A_LINE):
            text = filled(line, chance)
            if turn:
                text = _told_otherwise(text, chance)
            if turn == 4:
                text = _among_other_talk(text, filled(chance.choice(calm), chance), bool(line.kind), chance)
            yield Grown(line.kind, text, number)


def _in_talk(text: str, talk: list[Line], chance: Random) -> str:
    """As a stretch out of a long complaint: what is meant, with one to three sentences of other talk around it."""
    around = [chance.choice(talk).text for _ in range(chance.choice((1, 2, 2, 3)))]
    before = chance.randrange(len(around) + 1)
    words = " ".join(around[:before]).split()[-chance.choice((6, 12, 18)) :]
    after = " ".join(around[before:]).split()[: chance.choice((6, 12, 18))]
    return _told_otherwise(" ".join((*words, text, *after)), chance)


def filled(line: Line, chance: Random) -> str:
    """The line with a choice in every place."""
    return _SLOT.sub(lambda slot: chance.choice(line.choices[slot[1]]), line.text)


def _told_otherwise(text: str, chance: Random) -> str:
    register = chance.choice(("", "", "chat", "chat", "jawa", "jawa", "formal"))
    if register:
        table = _table(register)
        text = " ".join(
            chance.choice(table[word]) if word in table and chance.random() < 0.75 else word
            for word in text.split()
        )
    if chance.random() < 0.35:
        text = f"{chance.choice(_listed('before'))} {text}"
    if chance.random() < 0.2:
        text = f"{text} {chance.choice(_listed('after'))}"
    return _mistyped(text, chance) if chance.random() < 0.4 else text


def _among_other_talk(text: str, other: str, danger: bool, chance: Random) -> str:
    if not danger:
        return f"{text}, {other}" if chance.random() < 0.5 else f"{other}. {text}"
    opening = chance.choice(_listed("openings"))
    return f"{opening} {text}. {chance.choice(_listed('closings'))}"


def _mistyped(text: str, chance: Random) -> str:
    words = text.split()
    for at in chance.choices(range(len(words)), k=chance.choice((1, 1, 2, 3))):
        word = words[at]
        if len(word) > 4:
            i = chance.randrange(1, len(word) - 1)
            left_out, doubled = word[:i] + word[i + 1 :], word[:i] + word[i] + word[i:]
            swapped = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
            hurried = word[0] + _VOWELS.sub("", word[1:-1]) + word[-1]
            words[at] = chance.choice((left_out, left_out, doubled, swapped, hurried))
    return " ".join(words)


_VOWELS: Final = re.compile("[aeiou]")


@cache
def _listed(name: str) -> tuple[str, ...]:
    """A list of ``registers.txt``."""
    lines = (HERE / "registers.txt").read_text(encoding="utf-8").splitlines()
    start = lines.index(f"= {name}") + 1
    return tuple(takewhile(lambda line: not line.startswith("= "), lines[start:]))


@cache
def _table(name: str) -> dict[str, list[str]]:
    """For a word, what may stand for it in this register."""
    pairs = (line.partition("=") for line in _listed(name))
    return {word: others.split("/") for word, _, others in pairs}
