"""Words that stand together, and words that belong to the name of a place. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from surga.core.triage.masking.names.cues import CALLS, NEAR, OPENERS, PARTICLES, PLACES, ROLES, TITLES
from surga.core.triage.masking.names.lexicon import SYLLABLES
from surga.core.triage.masking.names.tokens import Token

_LONGEST: Final = 6
WITHIN: Final = re.compile(r"[_\-]|\.?[ \t\u00a0]{1,3}|\.|\.?[ \t]?\n[ \t]?")
_AFTER_PLACE: Final = re.compile(r"[\s.:,]{0,3}|[\s.]{0,2}(?:no\.?\s?)?\d{1,3}[\s,.]{0,2}")
CALL_GAP: Final = re.compile(r"\.?[\s:,/\"'“(]{0,4}")
_NO_SURNAME: Final = (
    ROLES | CALLS | TITLES | PLACES | NEAR
    | frozenset(
        "senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september "
        "oktober november desember mohon tolong terima selamat saya kami kita bapak ibu yth hp telp telepon "
        "wa nik umur usia alamat pekerjaan nomor no email jabatan islam indonesia jawa timur barat utara "
        "selatan tengah pusat".split()
    )
)  # fmt: skip
_PERSONAL_KINDS: Final = frozenset({"sure", "form", "weak", "syllable"})


def run(tokens: list[Token], at: int, fits: Callable[[Token], bool]) -> int:
    """Behind the last word of the run that begins here: words that fit, initials, and what stands between names."""
    end = at
    for last in range(at, min(len(tokens), at + _LONGEST)):
        token = tokens[last]
        if (last > at and not WITHIN.fullmatch(token.gap)) or _ends(token):
            break
        over_lines = last > at and "\n" in token.gap and token.kind not in {"sure", "form"}
        if (
            (fits(token) or _tail(tokens, at, last, end))
            and not over_lines
            and not (last > at and token.low in PLACES)
        ):
            end = last + 1
        elif not _between(tokens, at, last, end):
            break
    # An initial at the end belongs to it: "Budi S."
    follows = tokens[end] if at < end < len(tokens) else None
    initial = follows is not None and follows.initial and WITHIN.fullmatch(follows.gap)
    return end + 1 if initial and follows is not None and "\n" not in follows.gap else end


def _tail(tokens: list[Token], at: int, last: int, end: int) -> bool:
    """Whether an unknown word without capitals ends a name of two: "agus koswara", and no slip of the pen."""
    token = tokens[last]
    if (
        at == 0
        or tokens[at - 1].low not in ROLES | CALLS
        or not token.text.islower()
        or last != at + 1
        or end != last
        or token.kind != ""
        or token.cap
        or len(token.text) < 4
    ):
        return False
    vowels = sum(map(token.low.count, "aiueo"))
    return tokens[at].kind == "sure" and not tokens[at].cap and vowels > 1 and not token.low.endswith("n")


def _ends(token: Token) -> bool:
    call = token.low in CALLS and token.low not in TITLES and token.kind != "sure"
    return token.kind == "masked" or token.place or call


def _between(tokens: list[Token], at: int, last: int, end: int) -> bool:
    """Whether a word that is no name may stand in one: an initial, "bin", a title, one strange word between names."""
    token = tokens[last]
    unknown = token.rare or (token.kind == "" and len(token.text) > 2)
    strange = last == end > at and unknown and sure_next(tokens, last)
    opens = last == at and (token.low in TITLES or token.low in OPENERS)
    return strange or opens or token.initial or token.low in PARTICLES


def sure_next(tokens: list[Token], at: int, *also: str) -> bool:
    """Whether the next word is a name for sure, or of a kind that will do here."""
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    if follows is None or not WITHIN.fullmatch(follows.gap):
        return False
    syllable = "syllable" in also and follows.low in SYLLABLES
    return syllable or follows.kind in {"sure", "form", *also}


def for_place(tokens: list[Token], at: int) -> bool:
    """Whether the word at ``at`` names a place, or belongs to the name of one.

    "Kepala sekolah Suparman" is no school: after an office a sure name is its holder's.
    """
    if at < 0 or not (tokens[at].place or tokens[at].low in PLACES):
        return False
    return not _held(tokens, at)


def _held(tokens: list[Token], at: int) -> bool:
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    office = at > 0 and tokens[at - 1].low in ROLES - NEAR and tokens[at].low in PLACES
    if not office or follows is None or follows.place:
        return False
    later = tokens[at + 2] if at + 2 < len(tokens) and WITHIN.fullmatch(tokens[at + 2].gap) else None
    if follows.kind in {"sure", "form"} or follows.low in TITLES or follows.low in OPENERS:
        return True
    return later is not None and follows.cap and later.cap and {follows.kind, later.kind} <= _PERSONAL_KINDS


def surname_behind(tokens: list[Token], end: int) -> int:
    """Behind the word of every day that ends a name: "Yuliana Bau", "NASRUL ABIT", "Oei Tiong Ham".

    Only with a capital of its own behind a word that is surely a name, and where it is no office and no place.
    """
    if end >= len(tokens):
        return end
    token, before = tokens[end], tokens[end - 1]
    if (
        token.gap != " "
        or token.place
        or token.low in _NO_SURNAME
        or token.kind == "masked"
        or len(token.text) < 3
    ):
        return end
    titled = token.cap and token.text[0].isupper() and not token.text.isupper() and before.text[0].isupper()
    shouted = before.text.isupper() and token.text.isupper() and token.kind == "" and len(token.text) > 3
    return end + 1 if titled or shouted else end


def person_behind_comma(tokens: list[Token], at: int) -> bool:
    """Whether two sure names follow a comma: "Dinas Provinsi, Bambang Hariyanto" is a place and then somebody."""
    token = tokens[at]
    return "," in token.gap and not token.place and token.kind in {"sure", "form"} and sure_next(tokens, at)


def behind_place(tokens: list[Token], at: int) -> int:
    """The next word to look at: behind the name of a place, where one begins here."""
    token = tokens[at]
    if token.low not in PLACES or token.kind == "masked" or _held(tokens, at):
        return at + 1
    end = at + 1
    while end < len(tokens) and end < at + 6:
        follows = tokens[end]
        gap = _AFTER_PLACE if end == at + 1 or tokens[end - 1].low in PLACES else WITHIN
        if not gap.fullmatch(follows.gap) or follows.kind == "masked" or "\n" in follows.gap:
            break
        if person_behind_comma(tokens, end):
            break
        if follows.low in CALLS and follows.low not in TITLES:
            break
        listed = follows.listed or follows.kind in {"", "syllable"} or follows.place
        if not (
            listed
            or follows.low in TITLES
            or follows.low in PLACES
            or follows.low in PARTICLES
            or follows.initial
        ):
            break
        if end > at + 3 and not follows.cap:
            break
        end += 1
    return end
