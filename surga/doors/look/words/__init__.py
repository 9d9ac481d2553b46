"""Codes and the words people read for them: statuses, kinds, channels, roles, clocks, and what happened.

Each table maps a code to a `Word`: a short label, one sentence that says what it means (for a status also what
comes next), a tone (a colour name of tokens.css) and a shape (a symbol in icons.svg). Labels are translated when
they are shown. An unknown code never fails: it is shown as itself, made readable.
"""

from collections.abc import Iterable, Mapping

from surga.doors.look.words.articles import THEMES
from surga.doors.look.words.cases import (
    ARCHIVE_REASONS,
    CLOCKS,
    CLOSE_REASONS,
    KINDS,
    LANGUAGES,
    OVERDUE,
    QUEUES,
    RAISE_REASONS,
    SENSITIVE,
    SERVICE_CLASSES,
    STATUSES,
    TONES,
)
from surga.doors.look.words.contacts import OUTCOMES, TOUCHES
from surga.doors.look.words.dangers import DANGERS
from surga.doors.look.words.elsewhere import STANDINGS, happening_there, national_word, side_name
from surga.doors.look.words.happenings import BY_AGENCY, EVENTS, MOVES, event_code
from surga.doors.look.words.roles import CHANNELS, LEVELS, ROLES
from surga.doors.look.words.word import Said, Table, Word, find

__all__ = [
    "OVERDUE",
    "STATUSES",
    "TABLES",
    "Said",
    "Word",
    "choices",
    "event_code",
    "happening",
    "happening_there",
    "label",
    "meaning",
    "national_word",
    "side_name",
    "word",
]

TABLES: Mapping[str, Table] = {
    "status": STATUSES,
    "kind": KINDS,
    "channel": CHANNELS,
    "role": ROLES,
    "level": LEVELS,
    "service_class": SERVICE_CLASSES,
    "clock": CLOCKS,
    "queue": QUEUES,
    "close_reason": CLOSE_REASONS,
    "archive_reason": ARCHIVE_REASONS,
    "raise_reason": RAISE_REASONS,
    "sensitive": SENSITIVE,
    "event": EVENTS,
    "move": MOVES,
    "outcome": OUTCOMES,
    "touch": TOUCHES,
    "theme": THEMES,
    "standing": STANDINGS,
    "danger": DANGERS,
    "tone": TONES,
    "language": LANGUAGES,
}


def word(kind: str, code: str) -> Word:
    """The word for `code` in the table named `kind`, a key of `TABLES`; unknown kinds and codes fall back."""
    return find(TABLES.get(kind, {}), event_code(code) if kind == "event" else str(code))


def label(kind: str, code: str) -> str:
    """The label in the active language, as a plain string: `label("status", "received")` is "Diterima"."""
    return str(word(kind, code).label)


def meaning(kind: str, code: str) -> str:
    """The one-sentence meaning in the active language; empty when there is none."""
    return str(word(kind, code).meaning)


def choices(kind: str, codes: Iterable[str] = ()) -> list[tuple[str, Said]]:
    """Codes of a table (all, or the given ones in their order) with lazy labels, for a form's select or radio."""
    return [(code, word(kind, code).label) for code in (codes or TABLES[kind])]


def happening(name: str, agency: str = "") -> str:
    """An event as the title of a timeline item; with the agency's name where that makes a sentence."""
    said = BY_AGENCY.get(event_code(name)) if agency else None
    return str(said) % {"agency": agency} if said else label("event", name)
