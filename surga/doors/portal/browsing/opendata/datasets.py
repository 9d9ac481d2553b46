"""What the open data is: its tables, their columns, and what each means, in both languages (``datasets.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from surga.reactions.insight.figures import language_of

#: text, whole number, number, day, true or false, instant.
type Kind = Literal["text", "integer", "number", "date", "boolean", "instant"]
#: A cell, as its column's kind asks; None: not there, or hidden.
type Cell = str | int | float | bool | None

#: The licence's short name, and its address.
LICENCE: Final = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
#: A file's ending → its media type.
FORMATS: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the files, its kind, and what it means."""

    name: str
    kind: Kind
    meaning: Mapping[str, str]

    def said(self, language: str | None) -> str:
        return self.meaning[language_of(language)]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table of the open data. ``name``: of its files, too."""

    name: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    columns: tuple[Column, ...]

    def titled(self, language: str | None) -> str:
        return self.title[language_of(language)]

    def said(self, language: str | None) -> str:
        return self.about[language_of(language)]


def _read() -> Iterator[Dataset]:
    told: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    for name, fields in told.items():
        columns = tuple(Column(one, words.pop("kind"), words) for one, words in fields["columns"].items())
        yield Dataset(name, fields["title"], fields["about"], columns)


DATASETS: Final = {one.name: one for one in _read()}
CASES, TEXTS, FIGURES, CROSSED = (
    DATASETS[name] for name in ("laporan", "laporan-teks", "angka", "angka-silang")
)
