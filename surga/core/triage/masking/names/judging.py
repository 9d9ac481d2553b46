"""Whether words that nothing announced are a name. Plain Python."""

from __future__ import annotations

import re
from typing import Final, TypeGuard

from surga.core.triage.masking.names.cues import (
    DEGREES,
    NEAR,
    OPENERS,
    PARTICLES,
    PLACES,
    PLACEY,
    ROLES,
    TITLES,
    words,
)
from surga.core.triage.masking.names.runs import CALL_GAP, for_place, person_behind_comma
from surga.core.triage.masking.names.tokens import Token

#: After these even a single word that nobody knows is somebody.
_WHO: Final = frozenset("oleh bernama namanya".split())
_POINTED: Final = frozenset("itu tersebut tsb ini kami saya kita setempat tadi".split())
#: "disekitar", "didepan": where, written as one word.
_WHERE: Final = tuple(
    "disekitar didepan dibelakang disamping dijalan didaerah dikota diantara diatas dibawah didalam diluar "
    "disebelah diseberang dikelurahan dikecamatan didesa diwilayah dikawasan disana disini didekat dimuka "
    "ditengah".split()
)
_STRONG: Final = words("strong")
_ABOUT: Final = words("about")
#: What follows the name of somebody.
_DOES: Final = re.compile(
    r"\s(?:menjual|membuang|memarkir|menagih|mencuri|menarik|menipu|memeras|memalak|membakar|merusak|menyerobot|mengambil|"
    r"mengusir|memaki|memfitnah|menghina)|\s(?:selaku|sebagai|mengatakan|meminta|memukul|menolak|mengancam|menjawab|bilang|marah|mengaku|menjabat|"
    r"adalah\s(?:ketua|warga|"
    r"petugas|oknum))(?![^\W_])|\s?\((?:\d\d(?:\s?(?:th|thn|tahun))?|alm\.?|ketua[^)]{0,20}|warga[^)]{0,20})\)|"
    r"\s?,\s?(?:umur|usia|\d\d\s(?:tahun|th)"
    r"|warga|ketua|jabatan|pemilik|pengelola|selaku|petugas|karyawan|pegawai)(?![^\W_])"
)


def is_name(text: str, tokens: list[Token], at: int, end: int, before: Token | None) -> bool:
    """Whether a run that nothing announced is a name."""
    run = [
        token
        for token in tokens[at:end]
        if token.kind == "sure" or not (token.low in PARTICLES or token.low in TITLES)
    ]
    kinds = [token.kind for token in run]
    sure = sum(kind in {"sure", "form"} for kind in kinds)
    opened = tokens[at].low in OPENERS and len(run) > 1 and run[1].cap and (sure > 0 or kinds[1] == "weak")
    titled = tokens[at].low in TITLES and len(tokens[at].text) <= 8 and len(run) > 0
    named = for_place(tokens, at - 1) and not person_behind_comma(tokens, at)
    if named and before is not None and before.low not in ROLES:
        return False
    if DEGREES.match(text, tokens[end - 1].end) and any(token.text[0].isupper() for token in run):
        return True
    if opened or (
        titled
        and (sure > 0 or all(token.cap for token in run))
        and not (before and before.low in NEAR and sure == 0)
    ):
        return True
    if _held_by(before, tokens[at]) and (
        sure > 0 or (before.low in _STRONG and all(token.cap for token in run) and _personal(run))
    ):
        return True
    if len(run) > 1:
        return _several(run, kinds, sure, before) or _stranger(text, tokens, at, end)
    return _single(run, sure, before)


def _held_by(before: Token | None, first: Token) -> TypeGuard[Token]:
    """Whether an office stands before, and its holder may be named next."""
    return before is not None and before.low in ROLES - NEAR and CALL_GAP.fullmatch(first.gap) is not None


def _stranger(text: str, tokens: list[Token], at: int, end: int) -> bool:
    """Whether two or more words with capitals, none of them a sure name, are somebody by what stands around them."""
    run = tokens[at:end]
    if not all(token.cap for token in run if len(token.text) > 1) or any(
        token.low in PLACES for token in run
    ):
        return False
    before = tokens[at - 1] if at else None
    if before is not None and before.low in _ABOUT and re.fullmatch(r"[\s:,(]{1,3}", run[0].gap):
        return True
    if before is not None and _by_somebody(before) and re.fullmatch(r"[\s:,(]{1,3}", run[0].gap):
        return True
    if (
        before is not None
        and before.low in _POINTED
        and run[0].gap == ", "
        and text[run[-1].end :][:1] == ","
    ):
        return True  # "Sopir angkot itu, Obet Tabuni, …"
    if _DOES.match(text, run[-1].end):
        beside = before is not None and before.text.istitle() and run[0].gap == " "
        return (
            before is not None
            and not beside
            and before.low not in NEAR
            and not re.search(r"[.!?\n]", run[0].gap)
        )
    if run[0].gap.endswith("(") and text[run[-1].end : run[-1].end + 1] == ")":
        return True
    alone = re.search(r"\n\s*[(]?\s*$", run[0].gap) and re.match(
        r"\s*[)]?\s*(?:\n|$)", text[run[-1].end : run[-1].end + 4]
    )
    return bool(alone) and at > 0 and len(run) < 5


def _by_somebody(before: Token) -> bool:
    """Whether the word is a passive verb or owns something: "diterima Obet Tabuni", "mobilnya Obet Tabuni"."""
    low = before.low
    passive = len(low) > 5 and low.startswith("di") and not low.startswith(_WHERE)
    return low == "adalah" or (passive and not before.cap)


def _personal(run: list[Token]) -> bool:
    """Whether words that are no sure names are more likely a person's than a firm's or a street's."""
    return not all(token.low in PLACEY for token in run) and (len(run) > 1 or len(run[0].text) > 3)


def _several(run: list[Token], kinds: list[str], sure: int, before: Token | None) -> bool:
    if sure >= 2:
        return True
    caps = all(token.cap for token in run)
    if sure == 1:
        return caps or "weak" in kinds or _single(run[:1], sure, before)
    if (
        caps
        and kinds.count("weak") >= 2
        and _personal(run)
        and not (before is not None and before.low in NEAR)
    ):
        return True
    return caps and kinds.count("syllable") >= 2


def _single(run: list[Token], sure: int, before: Token | None) -> bool:
    """One word alone: only a sure one, and not where a place would stand."""
    if run and not sure and before is not None and before.low in _WHO and run[0].gap == " ":
        token = run[0]
        vowels = sum(map(token.low.count, "aiueo"))
        return (
            token.cap
            and token.text.istitle()
            and len(token.text) > 4
            and vowels > 1
            and token.kind in {"", "weak"}
        )
    if not run or not sure:
        return False
    token = run[0]
    near = before is not None and before.low in NEAR
    if token.kind == "form":
        return token.cap and not near and before is not None and "." not in token.gap
    return not near and len(token.text) > 3
