"""What the public must not read in a text: first masks, plain Python.

Telephone numbers, e-mail addresses, 16-digit numbers (NIK, KK), vehicle plates,
and the names that are given (the reporter's own). UU 27/2022 art. 4; UU 23/2006 art. 84.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

PHONE, MAIL, NUMBER, PLATE, NAME = "[telepon]", "[email]", "[nomor]", "[plat]", "[nama]"

_MAIL = re.compile(r"[\w.+-]+(?:@|\s?\(at\)\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# 16 digits in any grouping (NIK, KK), and bank or BPJS numbers from ten digits up.
_LONG = re.compile(r"(?<![\d.,])\d(?:[ .\-]?\d){12,18}(?![\d,])")
_PHONE = re.compile(
    r"(?<![\d.,])(?:\+?62|0)[ .\-]?(?:\(?\d{2,4}\)?)(?:[ .\-]?\d){5,10}(?!\d)|\(0\d{2,4}\)[ .\-]?\d(?:[ .\-]?\d){4,8}"
)
_DIGITS = re.compile(r"(?<![\d.,])\d{10,12}(?!\d)")
# A plate: region letters, one to four digits, up to three letters ("AG 1234 XY"). Words such as "RT 05"
# and "No 12" have the same shape up to the digits, so a plate needs its last letters.
_PLATE = re.compile(
    r"\b(?!RT|RW|NO|KM|JL|GG|HP|WA|TK|SD|LT|DI|KE)(?:A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z|AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|"
    r"BL|BM|BN|BP|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DR|DT|DW|EA|EB|ED|KB|KH|KT|KU|PA|PB)[ .\-]?\d{1,4}[ .\-]?[A-Z]{1,3}\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "bapak ibu pak bu mas mbak haji siti warga ketua rt rw anak adik kakak saya kami dan dari yang".split()
)


def mask(text: str, names: Iterable[str] = ()) -> str:
    """``text`` with everything above replaced by a word in brackets. Masking twice changes nothing."""
    masked = _MAIL.sub(MAIL, text)
    masked = _LONG.sub(_number, masked)
    masked = _PHONE.sub(PHONE, masked)
    masked = _DIGITS.sub(NUMBER, masked)
    masked = _PLATE.sub(_plate, masked)
    for name in names:
        masked = _without_name(masked, name)
    return masked


def _number(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found.group())
    return PHONE if digits.startswith(("08", "628")) and len(digits) <= 14 else NUMBER


def _plate(found: re.Match[str]) -> str:
    text = found.group()
    # In running lower-case text "b 2 an" is no plate; people write plates in capitals or with four digits.
    written_as_one = text.upper() == text or sum(c.isdigit() for c in text) >= 3
    return PLATE if written_as_one else text


def _without_name(text: str, name: str) -> str:
    """Hide the whole name, then each of its words that is not an everyday word."""
    words = [word for word in re.findall(r"[\w'’]+", name) if len(word) >= 3 and word.lower() not in _COMMON]
    whole = r"\s+".join(re.escape(word) for word in name.split())
    patterns = ([whole] if len(name.strip()) >= 3 and words else []) + [re.escape(word) for word in words]
    for pattern in patterns:
        text = re.sub(rf"(?<!\w){pattern}(?!\w)", NAME, text, flags=re.IGNORECASE)
    return text
