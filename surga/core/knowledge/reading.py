"""The articles of a city's folder (``words/articles/*.toml``), checked as a whole, every fault with file and line.

One table an article, named by its slug; a list holds one line of text each.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from surga.core.agencies.profile.problems import Problems
from surga.core.agencies.profile.tables import Toml
from surga.core.knowledge.article import THEMES, ArticleInfo

FOLDER = Path("words") / "articles"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG, LONGEST_LINE = 80, 500
#: The longest text of each field, as the columns hold it.
LONGEST = {
    "title": 160, "title_en": 160, "summary": 1000, "summary_en": 1000, "cost": 200, "place": 300,
    "hours": 200, "source": 300, "agency": 64, "theme": 20,
}  # fmt: skip
NEEDED = (
    "theme",
    "title",
    "title_en",
    "summary",
    "summary_en",
    "place",
    "agency",
    "steps",
    "topics",
    "words",
)
LISTS = ("requirements", "steps", "topics", "words")
KNOWN = {*LONGEST, *LISTS, "valid_until", "confirmed"}


@dataclass(frozen=True)
class _Table:
    """One article's table, and what it may name."""

    toml: Toml
    slug: str
    agencies: Collection[str]
    topics: Collection[str]

    def fault(self, message: str, key: str = "") -> None:
        self.toml.fault(
            f"{self.slug}{'.' + key if key else ''} {message}", self.slug, *([key] if key else [])
        )


def read_articles(folder: Path, agencies: Collection[str], topics: Collection[str]) -> list[ArticleInfo]:
    """Every article of the city's folder; none when it has no such folder. Raises ``ProfileError``."""
    problems = Problems()
    read: dict[str, ArticleInfo] = {}
    for path in sorted((folder / FOLDER).glob("*.toml")):
        toml = Toml(path, problems)
        for slug, values in toml.values.items():
            table = _Table(toml, slug, agencies, topics)
            if slug in read:
                table.fault("is there twice")
            elif isinstance(values, dict):
                read[slug] = _article(table, values)
            else:
                table.fault("is not a table such as [ktp-hilang]")
    problems.stop_if_any()
    return list(read.values())


def _article(table: _Table, values: dict[str, Any]) -> ArticleInfo:
    if not SLUG.fullmatch(table.slug) or len(table.slug) > LONGEST_SLUG:
        table.fault("may hold only a-z, 0-9 and single hyphens, 80 characters at most")
    for key in values.keys() - KNOWN:
        table.fault("is not known", key)
    texts: dict[str, Any] = {key: _text(table, key) for key in LONGEST}
    lists: dict[str, Any] = {key: _lines(table, key) for key in LISTS}
    if texts["agency"] and texts["agency"] not in table.agencies:
        table.fault(f"{texts['agency']!r} is not in agencies.csv", "agency")
    if texts["theme"] and texts["theme"] not in THEMES:
        table.fault(f"{texts['theme']!r} is none of {', '.join(THEMES)}", "theme")
    for code in lists["topics"]:
        if code not in table.topics:
            table.fault(f"names {code!r}, which is not in topics.csv", "topics")
    confirmed = bool(table.toml.value(bool, table.slug, "confirmed", needed=False))
    until: date | None = table.toml.value(date, table.slug, "valid_until", needed=False)
    if confirmed and not texts["source"]:
        table.fault("is confirmed, so it needs a source", "confirmed")
    if not confirmed and until is None:
        table.fault("is missing: what is not confirmed needs a day to look at it again", "valid_until")
    return ArticleInfo(table.slug, valid_until=until, confirmed=confirmed, **texts, **lists)


def _text(table: _Table, key: str) -> str:
    value = " ".join(table.toml.text(table.slug, key, needed=key in NEEDED).split())
    if len(value) > LONGEST[key]:
        table.fault(f"is longer than {LONGEST[key]} characters", key)
    return value


def _lines(table: _Table, key: str) -> tuple[str, ...]:
    values = table.toml.value(list, table.slug, key, needed=key in NEEDED) or []
    if not all(isinstance(line, str) and line.strip() and len(line) <= LONGEST_LINE for line in values):
        table.fault(f"must list texts of 1 to {LONGEST_LINE} characters", key)
        return ()
    if not values and key in NEEDED and table.toml.values[table.slug].get(key) == []:
        table.fault("is empty", key)
    return tuple(" ".join(line.split()) for line in values)
