"""Text as people write it, made fit to keep and to search. Plain Python."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

# Control characters, lone surrogates, marks that turn the direction of reading, and blanks of no width: what cannot
# be seen can part a name so that no mask finds it. The joiner of emoji (U+200D) stays.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\ud800-\udfff\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_WORD = re.compile(r"[^\W_]+")
# Snowball cuts these to something else than their root (penerangan → erang).
_EXCEPTIONS = {"penerangan": "terang", "keluhan": "keluh", "mengeluh": "keluh", "memungut": "pungut"}


def plain(text: str, *, lines: bool = False) -> str:
    """Text without control characters and direction marks, composed (NFC) and trimmed.

    A direction mark makes a word read as another; NUL and lone surrogates cannot be stored.
    """
    joined = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not lines:
        joined = " ".join(joined.split())
    return unicodedata.normalize("NFC", joined).strip()


# What people say before they come to the matter, in Indonesian and Javanese.
_GREETINGS = re.compile(
    r"^(?:(?:assalamu\W?alaikum(?:\s+(?:wr\W*wb|warahmatullahi\s+wabarakatuh)\W*)?|selamat\s+(?:pagi|siang|sore|malam)"
    r"|permisi|nuwun\s+sewu|kulo?\s?nuwun|sugeng\s+(?:enjing|siang|sonten|dalu)|ha+lo+|hai|mohon\s+(?:izin|ijin)"
    r"(?:\s+melapor(?:kan)?|\s+lapor)?|mau\s+lapor|yth\W?|kepada|bapak(?:/ibu)?|ibu|pak|bu|admin|min)\b[\s,.!:;/-]*)+",
    re.IGNORECASE,
)


def without_greeting(text: str) -> str:
    """The text from where the matter begins; the whole text when nothing else is left."""
    rest = _GREETINGS.sub("", text.strip()).strip()
    return rest if len(rest) > 8 else text.strip()


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, without accents."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _WORD.findall(flat.lower())


def search_words(text: str) -> list[str]:
    """The words of a text by their roots, the same on every database: what is kept, and what is asked."""
    return [_root(word) for word in words_of(text)]


@lru_cache(maxsize=50_000)
def _root(word: str) -> str:
    return _EXCEPTIONS.get(word) or str(_stemmer().stemWord(word))


def _stemmer() -> Stemmer.Stemmer:
    # A stemmer is not safe across threads; making one is cheap, and the cache above keeps it rare.
    return Stemmer.Stemmer("indonesian")
