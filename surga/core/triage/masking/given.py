"""Names that are known beforehand, as a pattern that finds them: the reporter's, an officer's. Plain Python."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

NAME: Final = "[nama]"

_NAME_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Words of a name that every text has: titles, everyday words, and what people write who give no name.
_COMMON: Final = frozenset(
    "bapak ibu pak mas mbak bang kak kakak adik anak haji hajah warga masyarakat pelapor ketua lurah camat kepala "
    "desa "
    "kelurahan kecamatan kota kabupaten jalan saya kami kita dan dari yang untuk dengan ini itu ada tidak anonim "
    "hamba "
    "allah nama orang".split()
)


@lru_cache(maxsize=512)
def given_names(names: tuple[str, ...]) -> re.Pattern[str] | None:
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
