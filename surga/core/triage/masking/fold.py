"""A text as a reader sees it: look-alike letters, wide and ornate digits, and marks between letters made plain.

Who hides a telephone from a filter writes it so that only eyes can read it: full width, "О" of Cyrillic, digits in
circles, signs without width between the digits, letters that stand for digits ("O8l2"). The detectors read what this
makes of it. Plain Python; a text in plain letters comes back as it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Cyrillic and Greek letters that no eye tells from Latin ones (Unicode TR39, the whole-letter part of the table).
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһӏԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονιρυκτ‚٫ꓳօ",
    "ABESIJKMHOPCTYXaesijopcyxdhlqwABEZHIKMNOPTYXaovipukt,.Oo",
)
# Seen by nobody, or drawn over the letter before: only where they follow a letter, a digit or a sign of an address.
_UNSEEN = re.compile(
    r"(?<=[\w.+@\-(/])[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
    r"\u0300-\u036f\u20d0-\u20ff\U000e0000-\U000e007f]+"
    # Before one, only what can be no part of an emoji.
    # A run is looked at once, from its beginning: thousands of them are no work.
    r"|(?<![\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff])"
    r"[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]++(?=\w)"
)
_PLAIN_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Each digit in a box of its own.
_BOXED = re.compile(r"\[\s?\d\s?\](?:[\s.\-]{0,2}\[\s?\d\s?\]){5,24}")
# A run of digits and of letters that are written for digits, with little between them.
_MIXED = re.compile(
    r"(?<![^\W_])\+?[0-9OoQIl|iSsBZzgDqb](?:[ .\-()]{0,2}[0-9OoQIl|iSsBZzgDqb]){8,24}(?![^\W_])"
)
# Nothing but digits and what is written for 0 and 1.
_ROUND = re.compile(r"\+?[0-9OoQIl| .\-()]+")
_GAP = re.compile(r"[ .\-()]+")
_MEANT = str.maketrans("OoQDIl|iSsBbZzgq", "0000111155882299")
_LIKE_A_NUMBER = re.compile(r"0(?:354|21|31|22|24|274|341)\d{6,8}|(?:\+?62|0)8\d{7,11}|\d{16}|\d{13}")


def folded(text: str) -> str:
    """The text in plain letters and digits; the very same text when it has nothing else."""
    if "][" in text or "] [" in text:
        text = _BOXED.sub(lambda found: "".join(filter(str.isdigit, found.group())), text)
    if not text.isascii():
        text = _PLAIN_SPACE.sub(" ", text)
        text = "".join(letter if letter < "\x80" else _plain(letter) for letter in text)
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return _MIXED.sub(_as_digits, text)


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """One letter, digit or sign as the plain one it stands for; itself where it stands for none."""
    alike = letter.translate(_ALIKE)
    if alike != letter:
        return alike
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    meant = unicodedata.normalize("NFKC", letter)
    # "①" is 1 and "𝐀" is A; "½" and "™" are no letter of a number or of a name.
    return meant if len(meant) == 1 and meant.isascii() and meant.isprintable() else letter


def _as_digits(found: re.Match[str]) -> str:
    """The run in digits, where most of it is digits and it then reads as a telephone or as a NIK."""
    run = found.group()
    # What stands before it may look like a part of it: the "2" of a list.
    gaps = list(_GAP.finditer(run))
    for start in [0, *(gap.end() for gap in gaps)]:
        # What stands behind it, too: the year in the next sentence.
        for end in [len(run), *(gap.start() for gap in reversed(gaps) if gap.start() > start)]:
            piece = run[start:end]
            digits, signs = sum(map(str.isdigit, piece)), sum(map(str.isalnum, piece))
            meant = piece.translate(_MEANT)
            few = 1 if _ROUND.fullmatch(piece) else 0.4 * signs
            if few <= digits < signs and _LIKE_A_NUMBER.fullmatch("".join(filter(str.isdigit, meant))):
                return run[:start] + meant + run[end:]
    return run
