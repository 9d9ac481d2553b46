"""Numbers that are written as words, wholly or in part: "nol delapan satu dua", "kosong 8 siji loro". Plain "
"Python."""

from __future__ import annotations

import re
from typing import Final

from surga.core.triage.masking.numbers.digits import NUMBER, PHONE

#: Digits as words: Indonesian and its slang, Javanese, Madurese, English.
_ONES: Final = {
    "nol": "0", "kosong": "0", "enol": "0", "ksg": "0", "zero": "0",
    "satu": "1", "siji": "1", "setong": "1", "one": "1", "esa": "1",
    "dua": "2", "loro": "2", "duwa": "2", "two": "2",
    "tiga": "3", "telu": "3", "tello": "3", "three": "3",
    "empat": "4", "papat": "4", "pat": "4", "mpat": "4", "four": "4",
    "lima": "5", "limo": "5", "lema": "5", "five": "5",
    "enam": "6", "enem": "6", "nem": "6", "ennem": "6", "six": "6",
    "tujuh": "7", "pitu": "7", "petto": "7", "seven": "7",
    "delapan": "8", "lapan": "8", "wolu": "8", "ballu": "8", "eight": "8",
    "wan": "1", "tu": "2", "tri": "3", "for": "4", "faif": "5", "siks": "6", "sepen": "7", "eit": "8", "nain": "9",
    "setunggal": "1", "kalih": "2", "tigang": "3", "tigo": "3", "sekawan": "4", "gangsal": "5",
    "settong": "1", "duwa'": "2", "dhuwa'": "2", "duwe'": "2", "tello'": "3", "empa'": "4", "lema'": "5",
    "petto'": "7", "ballu'": "8", "oh": "0",
    "sembilan": "9", "songo": "9", "sanga": "9", "sanga'": "9", "nine": "9",
}  # fmt: skip
_TENS: Final = {"puluh", "belas", "ratus", "sepuluh", "sebelas", "seratus"}
_WORD: Final = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_LIST: Final = "|".join(sorted(_ONES, key=len, reverse=True))
# Nine of them at least; between them little, and the words by which people go on ("lalu", "spasi", "strip").
_GO_ON: Final = (
    r"(?:[\s,.;:/|_*~+\-–()•·…]|\b(?:lalu|terus|trus|lanjut|spasi|strip|titik|kemudian|sambung|dobel|double|triple|"
    r"tripel|koma)\b){0,8}"
)
_RUN: Final = re.compile(
    rf"(?<![^\W_])(?:{_WORD}|\d++)(?:{_GO_ON}(?:{_WORD}|\d++)){{3,}}(?![^\W_])", re.IGNORECASE
)
_PIECE: Final = re.compile(rf"{_WORD}|\d+", re.IGNORECASE)
# Two of them, or one behind a digit that stands by itself: "0 8 8 6 … 7 tujuh".
_ANY: Final = re.compile(
    rf"(?:{_LIST})[^\w]{{0,3}}(?:{_LIST}|\d|puluh|belas|ratus)|"
    rf"(?<![^\W_])\d[^\w]{{1,3}}(?:{_LIST})(?![^\W_])",
    re.IGNORECASE,
)
_FEWEST: Final = 9


def without_spoken(text: str) -> str:
    """The text with a word in brackets for each long number that words tell."""
    low = text.lower()
    if "’" in text or "`" in text:
        text = text.replace("’", "'").replace("`", "'")
    # Most texts have no digit in words, and are done with that.
    if not any(word in low for word in _ONES) or _ANY.search(text) is None:
        return text
    return _RUN.sub(_read, text)


def _read(found: re.Match[str]) -> str:
    digits, words = "", 0
    for piece in _PIECE.findall(found.group().lower()):
        words += not piece.isdigit()
        # "delapan belas" are two digits; so are "dua puluh satu", by its other words.
        tens = "1" if piece == "belas" else "0" if piece.startswith("se") else ""
        digits += piece if piece.isdigit() else _ONES.get(piece, tens)
    if len(digits) < _FEWEST or words < (1 if digits.startswith(("08", "628")) else 3):
        return found.group()
    if digits.startswith(("0", "62", "8")):
        return PHONE
    # Who counts from one to nine gives no number away.
    return found.group() if digits[:_FEWEST] == "123456789" and len(digits) < 13 else NUMBER
