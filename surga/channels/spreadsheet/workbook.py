"""How much a workbook unfolds to, told before it is opened: small files may hold far more than the memory."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO, BinaryIO, Final

#: Bytes that all parts unfold to, and that all cells hold: about 60,000 rows of 21 columns.
MOST_BYTES: Final = 128 * 1024 * 1024
MOST_PARTS: Final = 1_000
#: A reader makes room for every cell up to the furthest one, also where nothing stands.
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 200
_PIECE: Final = 256 * 1024
_ROW: Final = re.compile(rb"""<(?:\w+:)?row\s[^>]{0,200}?\br\s*=\s*["']([0-9]{1,12})""")
_CELL: Final = re.compile(rb"""<(?:\w+:)?c\s[^>]{0,200}?\br\s*=\s*["']([A-Z]{1,7})([0-9]{1,12})""")
#: A cell that holds the number of a text, which may be any cell's besides.
_SHARED: Final = re.compile(rb"""\bt\s*=\s*["']s["'][^>]{0,200}>\s*<(?:\w+:)?v>([0-9]{1,9})<""")
_TEXT: Final = re.compile(rb"<(?:\w+:)?si[\s>]")
#: Longer than any of these.
_SEAM: Final = 512


class TooLarge(Exception):
    """It unfolds to more than is read."""


class Damaged(Exception):
    """It is no zip file, or one that is cut, locked, or lies about its sizes."""


def check(file: BinaryIO) -> None:
    """Unfold everything once, and keep nothing. Raises ``TooLarge`` or ``Damaged``."""
    try:
        with zipfile.ZipFile(file) as parts:
            listed = parts.infolist()
            if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_BYTES:
                raise TooLarge
            texts = _lengths(parts, listed)
            for part in listed:
                # Reading to the end proves the size that was told: zipfile goes no further, and checks the sum.
                with parts.open(part) as opened:
                    _walk(opened, texts if "worksheets/" in part.filename else None)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise Damaged from None


def _lengths(parts: zipfile.ZipFile, listed: list[zipfile.ZipInfo]) -> list[int]:
    """How long each text is that cells share, in bytes."""
    shared = [part for part in listed if part.filename.lower().endswith("sharedstrings.xml")]
    lengths: list[int] = []
    for part in shared[:1]:
        data = parts.read(part)
        starts = [found.start() for found in _TEXT.finditer(data)]
        lengths = [end - start for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]
    return lengths


def _walk(part: IO[bytes], texts: list[int] | None) -> None:
    seam, held = b"", 0
    while piece := part.read(_PIECE):
        if texts is None:
            continue
        whole = seam + piece
        _look(whole)
        # What lies in the seam was counted with the piece before.
        held += sum(
            texts[int(found[1])]
            for found in _SHARED.finditer(whole)
            if found.end() > len(seam) and int(found[1]) < len(texts)
        )
        if held > MOST_BYTES:
            raise TooLarge
        seam = whole[-_SEAM:]


def _look(xml: bytes) -> None:
    if any(int(row) > MOST_ROWS for row in _ROW.findall(xml)):
        raise TooLarge
    if any(int(row) > MOST_ROWS or _number(column) > MOST_COLUMNS for column, row in _CELL.findall(xml)):
        raise TooLarge


def _number(column: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
