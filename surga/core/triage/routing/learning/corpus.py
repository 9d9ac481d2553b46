"""Verified cases to learn from, in order of time and without repetitions. Plain Python."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from surga.core.triage.routing.features import Told, squashed, words_in
from surga.core.triage.routing.place import class_of

#: A label with fewer cases is not learned; the place offices count as one.
FEWEST_OF_A_LABEL: Final = 5
FEWEST_CASES: Final = 30
_SEEDS: Final = Path(__file__).with_name("seeds.txt")


class CasesUnusable(Exception):
    """The cases cannot be learned from; the sentence says why."""


@dataclass(frozen=True)
class Verified:
    """One case whose agency a person confirmed. ``day``: ISO date, empty where unknown."""

    told: Told
    agency: str
    topic: str = ""
    day: str = ""

    @property
    def label(self) -> str:
        """What it is learned as: the agency, or its class (``@kelurahan``)."""
        return class_of(self.agency)


@dataclass(frozen=True)
class Corpus:
    """``cases``: the oldest first. ``left_out``: reason → how many."""

    cases: tuple[Verified, ...]
    left_out: Mapping[str, int]


def told_of(row: Mapping[str, Any]) -> Told:
    """A row's text and place; what is missing or no text is empty."""
    said = {name: row.get(name) for name in ("text", "address", "kecamatan", "kelurahan", "channel")}
    return Told(**{name: value if isinstance(value, str) else "" for name, value in said.items()})


def rows_of(path: Path) -> Iterable[dict[str, Any]]:
    """The JSON objects of a file, one a line; raises ``CasesUnusable`` naming the first bad line."""
    with path.open(encoding="utf-8-sig") as file:
        try:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _object(line, number, path)
        except UnicodeDecodeError:
            raise CasesUnusable(f"{path} is not a text in UTF-8.") from None


def _object(line: str, number: int, path: Path) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise CasesUnusable(f"{path}, line {number}: not a JSON object.")
    return row


def corpus_of(rows: Iterable[Mapping[str, Any]]) -> Corpus:
    """The cases that can be learned from; raises ``CasesUnusable`` when they are too few."""
    left_out: Counter[str] = Counter()
    seen: set[str] = set()
    cases = []
    for row in rows:
        case = Verified(told_of(row), *(_word(row, name) for name in ("agency", "topic", "date")))
        reason = _unfit(case, seen)
        if reason:
            left_out[reason] += 1
        else:
            seen.add(squashed(case.told.text))
            cases.append(case)
    sizes = Counter(case.label for case in cases)
    kept = [case for case in cases if sizes[case.label] >= FEWEST_OF_A_LABEL]
    if len(cases) > len(kept):
        left_out["agency with too few cases"] = len(cases) - len(kept)
    if len(kept) < FEWEST_CASES or len({case.label for case in kept}) < 2:
        raise CasesUnusable(
            f"{len(kept)} cases can be learned from; at least {FEWEST_CASES} of two agencies with "
            f"{FEWEST_OF_A_LABEL} each are needed."
        )
    return Corpus(tuple(sorted(kept, key=lambda case: case.day)), dict(left_out))


def _unfit(case: Verified, seen: set[str]) -> str:
    if not case.agency:
        return "no agency"
    if not case.told.text.strip():
        return "no text"
    return "the same text again" if squashed(case.told.text) in seen else ""


def _word(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def seeds_for(labels: Iterable[str]) -> list[Verified]:
    """Texts of our own for the labels whose names tell what the office does; they have no topic and no day."""
    named = {label: f" {' '.join(words_in(label))} " for label in labels}
    seeds: list[Verified] = []
    owners: list[str] = []
    for line in _SEEDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            words = [f" {' '.join(words_in(word))} " for word in line[1:].split(",")]
            owners = [label for label, name in named.items() if any(word in name for word in words)]
        elif line and not line.startswith("#"):
            seeds += [Verified(Told(line), owner) for owner in owners]
    return seeds
