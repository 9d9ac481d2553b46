"""The words of a letter: what it is about, in the reporter's language. Nothing here reads or writes the database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.template import Context, Engine
from django.utils import formats, timezone, translation

from surga.core.cases.codes import token_for

LANGUAGES: Final = ("id", "en")
_FOLDER = Path(__file__).parent / "templates" / "notify"
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: plain text, the subject one line."""

    subject: str
    body: str


def write(template: str, language: str, facts: Mapping[str, object], form: str = "letters") -> Letter:
    """The letter called `template` in `language` (one of `LANGUAGES`); instants in `facts` become days.

    `form`: the file it stands in; "news" are the short words for a conversation.
    """
    with translation.override(language):
        shown = {name: _day(value) if isinstance(value, datetime) else value for name, value in facts.items()}
        written = (
            _engine()
            .get_template(f"{form}_{language}.txt#{template}")
            .render(Context(shown, autoescape=False))
        )
    subject, _, body = written.strip().partition("\n")
    return Letter(" ".join(subject.split()), _EMPTY_LINES.sub("\n\n", body).strip() + "\n")


def language_of(wanted: str) -> str:
    """The language to write in: the reporter's, else Indonesian."""
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def link_to(code: str) -> str:
    """The address under which the reporter opens the case; it holds the token, so it is only for them."""
    return f"{settings.PUBLIC_URL}/lacak/{code}?t={token_for(code)}"


def desk_link_to(code: str) -> str:
    """The address under which an officer opens the case, after logging in."""
    return f"{settings.PUBLIC_URL}/meja/laporan/{code}"


def _day(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "j F Y")


@cache
def _engine() -> Engine:
    # An engine of its own, for a letter is no HTML: an "&" stays an "&".
    return Engine(dirs=[str(_FOLDER)], autoescape=False)
