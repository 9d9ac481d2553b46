"""What the public must not read in a text, replaced by a word in brackets. Plain Python.

E-mail addresses, telephones, NIK and other long numbers, vehicle plates, and the names that are given (the reporter's
own). UU 27/2022 art. 4; UU 23/2006 art. 84. Where a text can be read in two ways the mask hides it: a masked word too
many can be asked for, a telephone in the open cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from surga.core.triage.digits import NUMBER as NUMBER
from surga.core.triage.digits import PHONE as PHONE
from surga.core.triage.digits import without_numbers
from surga.core.triage.plates import PLATE as PLATE
from surga.core.triage.plates import without_plates

MAIL, NAME = "[email]", "[nama]"

_TOKEN = re.compile(r"(\[(?:telepon|email|nomor|plat|nama)\])")
_PROVIDER = "(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|proton|protonmail|mail)"
_SPELLED_DOT = r"(?:\s?[\[(]?\s?\b(?:dot|titik)\b\s?[\])]?\s?)"
_DOT = rf"(?:\.|\s\.\s?|{_SPELLED_DOT})"
_ENDING = r"(?:com|net|org|id|co|go|ac|sch|web|my|or|biz|info)"
# Possessive, and begun only where no part of an address stands before: a text of any length is read once.
_LOCAL = r"(?<![\w.+-])[\w.+-]++"
_MAIL = re.compile(
    rf"""
    {_LOCAL}\s?@\s?{_PROVIDER}\s?\.\s?{_ENDING}\b(?:\s?\.\s?{_ENDING}\b)?
    | {_LOCAL}@(?![\d.,]+(?!\w))[\w-]+(?:\.[\w-]+)*+
    | {_LOCAL}\s?@\s?[^\W\d][\w-]*+(?:\.[\w-]+)++
    | {_LOCAL}\s?[\[(]\s?(?:at|et|@)\s?[\])]\s?[\w-]++(?:{_DOT}[\w-]+)*+
    | {_LOCAL}\s(?:at|et)\s{_PROVIDER}\b(?:{_DOT}{_ENDING}\b)*+
    | {_LOCAL}\s(?:at|et)\s[\w-]+(?:{_SPELLED_DOT}{_ENDING}\b)++
    """,
    re.IGNORECASE | re.VERBOSE,
)
# The wide letters of East Asian keyboards read as the plain ones.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Words of a name that every text has: titles, everyday words, and what people write who give no name.
_COMMON = frozenset(
    "bapak ibu pak mas mbak bang kak kakak adik anak haji hajah warga masyarakat pelapor ketua lurah camat kepala desa "
    "kelurahan kecamatan kota kabupaten jalan saya kami kita dan dari yang untuk dengan ini itu ada tidak anonim hamba "
    "allah nama orang".split()
)


def mask(text: str, names: Iterable[str] = ()) -> str:
    """`text` with all of that replaced by `[email]`, `[telepon]`, `[nomor]`, `[plat]` and `[nama]`.

    `names`: whole names; each of their words is hidden too, unless it is a word of every day. Masking again changes
    nothing, for it goes on until nothing changes: each round leaves fewer letters, and two or three are enough.
    """
    hidden = _names(tuple(names))
    text = text.translate(_WIDE)
    while (again := _once(text, hidden)) != text:
        text = again
    return text


def _once(text: str, hidden: re.Pattern[str] | None) -> str:
    steps: list[Callable[[str], str]] = [_without_mail, without_numbers, without_plates]
    if hidden is not None:
        steps.append(lambda part: hidden.sub(NAME, part))
    for step in steps:
        # What was masked already stands between the parts, and no step looks into it or over it.
        parts = _TOKEN.split(text)
        parts[::2] = map(step, parts[::2])
        text = "".join(parts)
    return text


def _without_mail(text: str) -> str:
    return _MAIL.sub(MAIL, text)


@lru_cache(maxsize=512)
def _names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds the names: each whole one, then each word of it, with the small endings that Indonesian adds."""
    wholes: set[str] = set()
    words: set[str] = set()
    for name in names:
        own = [word for word in _NAME_WORD.findall(name) if len(word) >= 3 and word.lower() not in _COMMON]
        if own:
            wholes.add(r"\W{1,3}".join(re.escape(word) for word in _NAME_WORD.findall(name)))
            words.update(re.escape(word) for word in own)
    if not words:
        return None
    longest_first = sorted(wholes, key=len, reverse=True) + sorted(words, key=len, reverse=True)
    return re.compile(
        rf"(?<![^\W\d_])(?:{'|'.join(longest_first)})(?:nya|ku|mu|lah)?(?![^\W\d_])", re.IGNORECASE
    )
