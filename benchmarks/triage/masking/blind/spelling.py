"""How the numbers of the blind sets are written: two tables, neither of which the detector was made with."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

type Spell = Callable[[str, Random], str]

_KRAMA: Final = "nol setunggal kalih tigang sekawan gangsal enem pitu wolu sanga".split()
_MADURA: Final = "nol settong duwa' tello' empa' lema' ennem petto' ballu' sanga'".split()
_SLANG: Final = "kosong satu dua tiga empat lima enam tujuh lapan sembilan".split()
_WORDS: Final = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
_ENGLISH: Final = "oh one two three four five six seven eight nine".split()
_EMOJI: Final = "📞 ➖ 🔸 ⭐".split()


def _cut(digits: str, sizes: tuple[int, ...], by: str) -> str:
    parts, rest = [], digits
    for size in sizes:
        parts, rest = [*parts, rest[:size]], rest[size:]
    return by.join(part for part in [*parts, rest] if part)


def _script(zero: str) -> Spell:
    return lambda digits, _: "".join(chr(ord(zero) + int(digit)) for digit in digits)


def _said(words: list[str], by: str = " ") -> Spell:
    return lambda digits, _: by.join(words[int(digit)] for digit in digits)


def _in_tens(digits: str, _: Random) -> str:
    """ "nol delapan dua belas tiga puluh empat …": two and two, as people read a number aloud."""
    said, at = [], 0
    while at < len(digits):
        pair = digits[at : at + 2]
        if len(pair) < 2 or pair[0] == "0" or at < 2:
            said, at = [*said, _WORDS[int(digits[at])]], at + 1
            continue
        tens, ones = int(pair[0]), int(pair[1])
        if tens == 1:
            said.append({0: "sepuluh", 1: "sebelas"}.get(ones, f"{_WORDS[ones]} belas"))
        else:
            said.append(f"{_WORDS[tens]} puluh" + (f" {_WORDS[ones]}" if ones else ""))
        at += 2
    return " ".join(said)


def _look_alike(digits: str, _: Random) -> str:
    return digits.translate(str.maketrans("01", "Ol"))


def _bidi(digits: str, _: Random) -> str:
    return "\u200f".join(_cut(digits, (4, 4), " "))


FIRST: Final[dict[str, Spell]] = {
    "plain": lambda digits, _: digits,
    "two and two": lambda digits, _: " ".join(digits[at : at + 2] for at in range(0, len(digits), 2)),
    "lines of two": lambda digits, _: "\n".join(digits[at : at + 2] for at in range(0, len(digits), 2)),
    "spaced over lines": lambda digits, _: " ".join(digits[:6]) + "\n" + " ".join(digits[6:]),
    "O and l": _look_alike,
    "krama": _said(_KRAMA),
    "Madurese": _said(_MADURA),
    "slang": _said(_SLANG, "-"),
    "in tens": _in_tens,
    "negative circled": lambda digits, _: "".join("⓿❶❷❸❹❺❻❼❽❾"[int(digit)] for digit in digits),
    "Arabic": _script("٠"),
    "double struck": _script("𝟘"),
    "full width dashes": lambda digits, _: _cut("".join(chr(0xFF10 + int(d)) for d in digits), (4, 4), "－"),
    "joiners": lambda digits, _: "\u200d".join(digits),
    "right to left marks": _bidi,
    "underscores": lambda digits, _: _cut(digits, (4, 4), "_"),
    "commas": lambda digits, _: ",".join(digits),
    "slashed": lambda digits, _: " / ".join(_cut(digits, (4, 4), " ").split()),
    "in brackets": lambda digits, _: "".join(f"({digit})" for digit in digits),
    "emoji between": lambda digits, random: random.choice(_EMOJI).join(_cut(digits, (4, 4), " ").split()),
}

SECOND: Final[dict[str, Spell]] = {
    "plain": lambda digits, _: digits,
    "three and three": lambda digits, _: _cut(digits, (3, 3, 3, 3, 3), "."),
    "dots and blanks": lambda digits, _: _cut(digits, (4, 4), ". "),
    "a digit a line": lambda digits, _: "\n".join(digits),
    "I and o": lambda digits, _: digits.translate(str.maketrans("01", "oI")),
    "S and B": lambda digits, _: digits[:2] + digits[2:].translate(str.maketrans("58", "SB")),
    "English": _said(_ENGLISH),
    "Javanese with commas": _said("nol siji loro telu papat limo enem pitu wolu songo".split(), ", "),
    "words run together": _said(_WORDS, ""),
    "words and digits": lambda digits, _: "".join(
        _WORDS[int(digit)] if at % 3 == 2 else digit for at, digit in enumerate(digits)
    ),
    "circled": lambda digits, _: " ".join("⓪①②③④⑤⑥⑦⑧⑨"[int(digit)] for digit in digits),
    "Devanagari": _script("०"),
    "raised": lambda digits, _: "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in digits),
    "key caps": lambda digits, _: " ".join(f"{digit}\ufe0f\u20e3" for digit in digits),
    "soft hyphens": lambda digits, _: "\u00ad".join(digits),
    "no-break blanks": lambda digits, _: _cut(digits, (4, 4), "\u00a0"),
    "tildes": lambda digits, _: "~".join(digits),
    "stars": lambda digits, _: "*".join(_cut(digits, (4, 4), " ").split()),
    "in square brackets": lambda digits, _: "".join(f"[{digit}]" for digit in digits),
    "bullets": lambda digits, _: " • ".join(_cut(digits, (4, 4), " ").split()),
}
