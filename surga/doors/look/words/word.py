"""One word on the screen: its label, its meaning, its colour and its shape."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

type Said = str | Promise
type Row = (
    tuple[str, Said] | tuple[str, Said, Said] | tuple[str, Said, Said, str] | tuple[str, Said, Said, str, str]
)
type Table = Mapping[str, Word]


@dataclass(frozen=True)
class Word:
    """What a code says on the screen. `tone`: plain, muted, river, sun, leaf, brick or sky; `shape`: in icons.svg."""

    code: str
    label: Said
    meaning: Said = ""
    tone: str = "plain"
    shape: str = "unknown"


def table(rows: Iterable[Row]) -> Table:
    """Rows of code, label, meaning, tone, shape (the last three may be left out) as a mapping by code."""
    return {row[0]: Word(*row) for row in rows}


def readable(code: str) -> str:
    """Make a code that has no word legible: 'some_new_code' becomes 'Some new code'."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", str(code)).replace("_", " ").strip().lower()
    return spaced[:1].upper() + spaced[1:]


def find(words: Table, code: str) -> Word:
    """The word for `code`; when the table has none, one made from the code itself."""
    return words.get(code) or Word(str(code), readable(code))
