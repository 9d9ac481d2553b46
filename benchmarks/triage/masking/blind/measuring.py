"""What of a blind set can still be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from benchmarks.triage.masking import measuring
from benchmarks.triage.masking.corpus import Made, Planted

IDENTIFIERS: Final = frozenset(
    {
        "phone", "nik", "family", "mail", "account", "whatsapp", "plate", "bank", "bpjs", "passport", "licence",
    }
)  # fmt: skip
_PIECE: Final = re.compile(r"\d{2,}|[^\W\d_]{5,}|\d")


def is_hidden(planted: Planted, text: str, masked: str) -> bool:
    """Whether too little of it is left to be used: no word of a name, no five signs of a number, no house's number."""
    if planted.kind in IDENTIFIERS | {"name"}:
        return measuring.is_hidden(planted, text, masked)
    if planted.text in masked:
        return False
    if planted.kind in {"home", "birth", "point"}:
        rest = text.replace(planted.text, "\n")
        pieces = [piece for piece in re.findall(r"\d+", planted.text) if not re.search(rf"\b{piece}\b", rest)]
        return not any(re.search(rf"(?<!\d){piece}(?!\d)", masked) for piece in pieces)
    return True


def measured(texts: Iterable[Made], mask: Callable[[str], str]) -> measuring.Score:
    """The score of ``mask`` over the texts of a blind set."""
    return measuring.measured(texts, mask, is_hidden)
