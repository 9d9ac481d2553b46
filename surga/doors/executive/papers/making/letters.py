"""Which letters a paper can show.

PDF/UA forbids a letter without a shape: a name with an emoji in it must not cost the whole paper. What none of the
fonts has is shown as an open square; what is no letter at all (control and format characters) is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

#: First and last of what our fonts and Typst's own have whole; ``tests`` set every one of them.
SHOWN = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x391, 0x3A1), (0x3A3, 0x3FF), (0x400, 0x482), (0x5D0, 0x5EA),
    (0x621, 0x63A), (0x641, 0x64A), (0x660, 0x669), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x202F, 0x2040),
    (0x2044, 0x2052), (0x20A0, 0x20BF), (0x2100, 0x211E), (0x2122, 0x2122), (0x2190, 0x22FF), (0x2500, 0x25FF),
)  # fmt: skip
MISSING = "\N{WHITE SQUARE}"
_LINES = {"\n", "\t", "\r", "\u2028", "\u2029"}


def clean(text: str) -> str:
    """The text in letters that a paper can show, one space for each run of white space."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(map(_shown, composed)).split(" ")) if composed else ""


def _shown(letter: str) -> str:
    if letter in _LINES:
        return " "
    code = ord(letter)
    if any(first <= code <= last for first, last in SHOWN):
        return letter
    kind = unicodedata.category(letter)
    return "" if kind in {"Cc", "Cf", "Mn", "Me", "Cs"} else MISSING


def cleaned(value: Any) -> Any:
    """Plain values of any depth with every text in them cleaned; what is no text stays as it is."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(one) for one in value]
    return value
