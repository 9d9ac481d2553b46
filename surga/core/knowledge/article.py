"""A service article as a plain value, as every other room reads it. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: What articles are about, in the order of a list for everybody.
THEMES = (
    "emergency", "papers", "aid", "health", "school", "business", "taxes", "surroundings", "state", "other",
)  # fmt: skip


@dataclass(frozen=True)
class ArticleInfo:
    """What a citizen needs to know of one service; lists hold one line of text each.

    ``valid_until``: after this day it is shown with a warning. ``words``: other words people use for it.
    ``confirmed``: a source confirms what it says. ``edited``: changed at the desk, so loading leaves it alone.
    """

    slug: str
    title: str
    summary: str
    title_en: str = ""
    summary_en: str = ""
    requirements: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    cost: str = ""
    place: str = ""
    hours: str = ""
    source: str = ""
    valid_until: date | None = None
    agency: str = ""
    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    confirmed: bool = False
    active: bool = True
    edited: bool = False
    theme: str = "other"

    def label(self, language: str = "id") -> str:
        """The title in that language, Indonesian where there is no other."""
        return self.title_en if language == "en" and self.title_en else self.title

    def brief(self, language: str = "id") -> str:
        """The summary in that language, Indonesian where there is no other."""
        return self.summary_en if language == "en" and self.summary_en else self.summary

    def expired(self, today: date) -> bool:
        return self.valid_until is not None and self.valid_until < today

    def doubt(self, today: date) -> str:
        """Why whoever offers it must say that it may be wrong: "expired", "unconfirmed", or empty."""
        return "expired" if self.expired(today) else "" if self.confirmed else "unconfirmed"


@dataclass(frozen=True)
class Found:
    """An article that a search found. ``score``: 0 to 1. ``confident``: it is what was asked for, not just near."""

    article: ArticleInfo
    score: float
    confident: bool
