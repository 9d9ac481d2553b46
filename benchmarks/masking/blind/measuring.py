"""What of a blind set can still be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from benchmarks.masking import measuring
from benchmarks.masking.corpus import Made, Planted

IDENTIFIERS: Final = frozenset(
    {
        "phone", "nik", "family", "mail", "account", "whatsapp", "plate", "bank", "bpjs", "passport", "licence",
    }
)  # fmt: skip
_PIECE: Final = re.compile(r"\d{2,}|[^\W\d_]{5,}|\d")


def escaped(text: str, planted: Planted, masked: str) -> bool:
    """Whether enough of it is left to be used: a word of a name, five signs of a number, the number of a house."""
    if planted.kind in IDENTIFIERS | {"name"}:
        return not measuring.is_hidden(planted, text, masked)
    if planted.kind in {"home", "birth", "point"}:
        rest = text.replace(planted.text, "\n")
        pieces = [piece for piece in re.findall(r"\d+", planted.text) if not re.search(rf"\b{piece}\b", rest)]
        return planted.text in masked or any(re.search(rf"(?<!\d){piece}(?!\d)", masked) for piece in pieces)
    return planted.text in masked


def measured(texts: Iterable[Made], mask: Callable[[str], str]) -> measuring.Score:
    """The score of ``mask`` over the texts; its ``identifiers`` count those of here."""
    score = measuring.Score()
    for each in texts:
        masked = mask(each.text)
        score.texts += 1
        if not each.planted:
            score.clean += 1
            score.kept += masked == each.text
            if masked != each.text:
                score.alarms.append((each.text, masked))
        for planted in each.planted:
            key = (planted.kind, planted.form)
            score.planted[key] += 1
            if escaped(each.text, planted, masked):
                score.escaped.append((planted, masked))
            else:
                score.hidden[key] += 1
    return score
