"""Vehicle plates in a text ("AG 1234 XY", "ag 1234 xy"), and what only looks like one ("RT 05 RW 02"). Plain "
"Python."""

from __future__ import annotations

import re
from typing import Final

PLATE: Final = "[plat]"

# The letters of the registration areas (Peraturan Polri 7/2021, and the older ones that still drive).
_AREAS = (
    "AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DA|DB|DC|DD|DE|DF|DG|DH|DK|DL|DM|DN|DP|DR|DS|DT|DW|"
    "EA|EB|ED|KB|KH|KT|KU|PA|PB|PG|PS|PT|A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z"
)
_PLATE = re.compile(
    rf"(?<!\w)(?P<area>{_AREAS})[ .\-/]{{0,3}}(?P<number>[1-9]\d{{0,3}})(?:[ "
    rf".\-/]{{0,3}}(?P<tail>[A-Z]{{1,3}}))?(?!\w)",
    re.IGNORECASE,
)
# Each letter and digit by itself: "A G 3 3 2 1 X Y".
_APART = re.compile(
    r"(?<!\w)[A-Z](?:[ .\-]?[A-Z])?(?:[ .\-]\d){3,4}[ .\-]?[A-Z](?:[ .\-]?[A-Z]){0,2}(?!\w)"
    # Letters for digits: "AG I234 XY".
    r"|(?<!\w)[A-Z]{1,2}[ .\-]{1,2}(?=\w{0,2}\d\w?\d)[0-9OIl]{4}[ .\-]{1,2}[A-Z]{2,3}(?!\w)"
)
_LAST_WORD = re.compile(r"(\w+)[\W_]{0,3}$")
_VEHICLE = frozenset(
    "plat nopol pol polisi nomor motor sepeda mobil kendaraan truk truck pikap pickup bus bis angkot taksi".split()
)
_PLACE = frozenset(
    "jl jln jalan gg gang blok perum perumahan kavling kav no rumah lantai lt unit kamar ruang kelas gedung zona "
    "pasal "
    "ayat rt rw km sd sdn smp smpn sma sman smk tk kios los tower".split()
)
# What follows a number in any sentence and is no part of a plate.
_NO_TAIL = frozenset(
    "rt rw no di ke kg gr km m cm mm ml l rb jt ha dan itu ini yg org kk rp th thn bln hr jam wib wit kwh va w v kva "
    "pcs ton x an ya lg lagi tdk ada utk dg dgn dr dari sd per pas jd jg gg jl".split()
)
_WORDS = frozenset("da de pa ba be".split())
#: Of these the letters may also be a plate's last.
_UNITS = frozenset("kg gr km cm mm ml rb jt ha hr th kwh va kva jg jd gg jl lg".split())


def without_plates(text: str) -> str:
    """The text with a word in brackets for each vehicle plate."""
    return _PLATE.sub(_read, _APART.sub(PLATE, text))


def _read(found: re.Match[str]) -> str:
    area, number, tail = found["area"], found["number"], found["tail"] or ""
    if not tail or (tail.lower() in _NO_TAIL and not _whole(found.group(), area, number, tail)):
        # "motor AG 1234 di": a plate of which the last letters are not told, and the next word stays.
        whole = len(area) > 1 and len(number) == 4 and area.isupper() and bool(tail)
        beside = _word_before(found) in _VEHICLE and len(area + number) > 2
        return PLATE + found.string[found.end("number") : found.end()] if whole or beside else found.group()
    return PLATE if _is_plate(area, number, tail, _word_before(found)) else found.group()


def _whole(text: str, area: str, number: str, tail: str) -> bool:
    """Whether it is a plate though its last letters are also a measure or a word: "AG 4402 ML", "n7158dg"."""
    if len(number) < 4 or tail.lower() in {"rt", "rw", "rp"}:
        return False
    if (area + tail).isupper() and len(tail) > 1:
        return tail not in {"KG", "KM", "RB", "JT", "DI", "KE", "NO"} or text.isalnum()
    return text.isalnum() or (len(area) == 2 and area.lower() not in _WORDS and tail.lower() in _UNITS)


def _is_plate(area: str, number: str, tail: str, word: str) -> bool:
    """Whether the three parts, after that word, are a plate and no address, class or measure."""
    if word in _VEHICLE:
        return True
    if word in _PLACE and len(number) < 4:
        return False
    if not (area + tail).isupper():
        return len(number) >= 3
    return len(area) > 1 or len(number) >= 3 or (len(number) == 2 and len(tail) > 1)


def _word_before(found: re.Match[str]) -> str:
    before = _LAST_WORD.search(found.string[max(0, found.start() - 20) : found.start()])
    return before[1].lower() if before else ""
