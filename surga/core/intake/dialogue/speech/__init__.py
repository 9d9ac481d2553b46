"""What the bot says, in Indonesian and English: short, warm, one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from surga.core.intake.dialogue.speech.labels import DANGERS, LABELS, STATUSES
from surga.core.intake.dialogue.speech.sentences import SENTENCES
from surga.core.intake.dialogue.turn import Alike, Choice, Seen

__all__ = ["LABELS", "SENTENCES", "about_danger", "about_like", "choices", "day", "sentence", "status_of"]

_MONTHS: Final = (
    ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
     "Desember"),
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"),
)  # fmt: skip


def sentence(key: str, language: str = "id", texts: Mapping[str, str] | None = None, **values: object) -> str:
    """What is said for ``key``; ``texts``: the city's own words, already in that language."""
    said = (texts or {}).get(f"chat_{key}") or SENTENCES[key][language == "en"]
    for name, value in values.items():
        said = said.replace("{" + name + "}", str(value))
    return said


def choices(*ids: str, language: str = "id") -> tuple[Choice, ...]:
    """The choices with these ids and what stands on them."""
    return tuple((name, LABELS[name][language == "en"]) for name in ids)


def status_of(seen: Seen, link: str, language: str = "id") -> str:
    """How it stands with a case. Agency and date only for whoever filed it."""
    english = language == "en"
    status = STATUSES.get(seen.status, (seen.status, seen.status))[english]
    agency = due = ""
    if seen.mine and seen.agency:
        agency = f" {'Agency' if english else 'Instansi'}: {seen.agency}."
    if seen.mine and seen.due is not None:
        due = f" {'Promised by' if english else 'Dijanjikan paling lambat'} {day(seen.due, language)}."
    return sentence(
        "status", language, code=seen.code, status=status, agency=agency, due=due, link=link
    ).strip()


def day(when: date, language: str = "id") -> str:
    """A date in words ("22 Juni 2022")."""
    return f"{when.day} {_MONTHS[language == 'en'][when.month - 1]} {when.year}"


def about_danger(kind: str, language: str = "id") -> str:
    """What was heard, as part of a sentence; the kind itself where we have no words for it."""
    return DANGERS.get(kind, (kind, kind))[language == "en"]


def about_like(like: Alike, language: str = "id") -> str:
    """Where an earlier report is, since when, how it stands, and how many tell of it: a line."""
    english = language == "en"
    since = f"{'since' if english else 'sejak'} {day(like.since, language)}"
    status = STATUSES.get(like.status, (like.status, like.status))[english]
    parts = [like.place, since, status]
    if like.count > 1:
        parts.append(f"{like.count} {'citizens' if english else 'warga'}")
    return " · ".join(part for part in parts if part)
