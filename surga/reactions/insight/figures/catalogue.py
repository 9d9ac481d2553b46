"""The one catalogue of figures: what each means, in both languages, and how it is counted.

Pages, API, exports and ``docs/guides/figures.md`` take their words from here; the words stand in ``figures.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

#: What a figure is counted in → Indonesian and English.
UNITS = {
    "cases": {"id": "laporan", "en": "cases"},
    "contacts": {"id": "kontak", "en": "contacts"},
    "reporters": {"id": "pelapor", "en": "reporters"},
    "cases per 1,000": {"id": "laporan per 1.000 penduduk", "en": "cases per 1,000 residents"},
    "days": {"id": "hari", "en": "days"},
    "working days": {"id": "hari kerja", "en": "working days"},
    "seconds": {"id": "detik", "en": "seconds"},
    "share": {"id": "bagian (0–1)", "en": "share (0–1)"},
    "stars": {"id": "bintang (1–5)", "en": "stars (1–5)"},
    "index": {"id": "indeks (1–4)", "en": "index (1–4)"},
    "ratio": {"id": "perbandingan", "en": "ratio"},
}
#: What keeps a figure. cells: by day and month of receipt; bands: exact times; flows: by day of the happening;
#: contacts: cells of contacts; facts: what was known of each case, and when; surveys, sync: those rooms' own tables.
ROLLUPS = ("cells", "bands", "flows", "contacts", "facts", "surveys", "sync")


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure means. ``start``: where its clock starts, empty where there is none; ``rollups``: what keeps it.

    ``title``, ``sentence``, ``start``, ``leaves_out``: "id" and "en". ``source``: the law, standard or paper.
    ``public``: everybody may ask for it; small cells are then suppressed.
    """

    name: str
    title: Mapping[str, str]
    sentence: Mapping[str, str]
    formula: str
    unit: str
    leaves_out: Mapping[str, str]
    source: str
    public: bool
    rollups: tuple[str, ...]
    start: Mapping[str, str]

    def titled(self, language: str | None) -> str:
        """Its name on a page."""
        return _in(self.title, language)

    def counted_in(self, language: str | None) -> str:
        """Its unit in words."""
        return _in(UNITS[self.unit], language)

    def said(self, language: str | None) -> str:
        """All of it in one line: what it counts, from when, what it leaves out."""
        english = language_of(language) == "en"
        parts = [_in(self.sentence, language)]
        if self.start:
            parts.append(f"{'From' if english else 'Sejak'} {_in(self.start, language)}.")
        parts.append(
            f"{'Left out' if english else 'Tidak termasuk'}: {_lower(_in(self.leaves_out, language))}"
        )
        return " ".join(parts)


def language_of(language: str | None) -> str:
    """One of ours: English where English is asked for, else Indonesian."""
    return "en" if (language or "").lower().startswith("en") else "id"


def _in(words: Mapping[str, str], language: str | None) -> str:
    return words[language_of(language)]


def _lower(sentence: str) -> str:
    """The sentence inside another one; an abbreviation keeps its letters."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def _read() -> Iterator[Definition]:
    said: dict[str, dict[str, Any]] = tomllib.loads(
        Path(__file__).with_name("figures.toml").read_text("utf-8")
    )
    for name, fields in said.items():
        rollups = tuple(fields.pop("rollups"))
        yield Definition(name=name, rollups=rollups, start=fields.pop("start", {}), **fields)


FIGURES: Mapping[str, Definition] = MappingProxyType({one.name: one for one in _read()})


def definition_of(name: str) -> Definition:
    """The definition of a figure. Raises ``LookupError`` for a name that is not in the catalogue."""
    return FIGURES[name]


def as_markdown() -> str:
    """The catalogue as a page of the documents."""
    lines = [
        "# Every figure, and what it means",
        "",
        "Made by `surga figures --definitions` out of `surga/reactions/insight/figures/figures.toml`: change it there.",
        "Each figure comes with n, its interval where one makes sense, and the instant as of which it is known.",
        "",
        "*Contacts* are not *submissions*, nor *cases*, nor *reporters*. *Answered*, *resolved with proof*,",
        "*confirmed by the reporter* and *closed by silence* are four different things. Stars and the index IKM are",
        "two scales.",
        "",
        "*Working days* are those of the city's calendar: of what is known now, the one in force now; as of a day of",
        "the past, the one that was known that day.",
        "",
        "| name | what it is | unit | everybody |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| [`{one.name}`](#{one.name}) | {one.title['en']} · {one.title['id']} | {one.unit} "
        f"| {'yes' if one.public else 'no'} |"
        for one in FIGURES.values()
    ]
    for one in FIGURES.values():
        lines += ["", f"## {one.name}", "", f"**{one.title['en']}.** {one.sentence['en']}", ""]
        lines += [f"*{one.title['id']}.* {one.sentence['id']}", ""]
        lines += [f"- counted as: `{one.formula}`"]
        lines += [f"- clock starts at: {one.start['en']} · {one.start['id']}"] if one.start else []
        lines += [
            f"- leaves out: {one.leaves_out['en']} · {one.leaves_out['id']}",
            f"- source: {one.source}",
            f"- kept in: {', '.join(one.rollups)}",
        ]
    return "\n".join(lines) + "\n"
