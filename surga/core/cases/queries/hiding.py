"""How words leave for the public and for others: masked, with what the city itself knows of names and places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from surga.core.people import queries as people
from surga.core.regions import queries as regions
from surga.core.triage.flags.sensitive import sensitive
from surga.core.triage.mask import NAME, mask
from surga.core.triage.masking.names.lexicon import kind_of

#: Stands for words that speak of what is never published, where the rest of a case may be read.
KEPT_BACK: Final = "[disembunyikan]"

_WORD: Final = re.compile(r"[^\W\d_]+")
_PERSONAL: Final = frozenset({"sure", "form", "weak", "syllable"})


class Hiding:
    """``mask`` that knows the city's places, which are no persons, and its officers, who are.

    Made once for a page or a portion of rows: it reads the officers' names in one query.
    """

    def __init__(self) -> None:
        self._places = tuple(each.name for each in regions.regions(fresh=False))
        self._officers: dict[str, list[re.Pattern[str]]] = defaultdict(list)
        for name in people.full_names():
            words = _WORD.findall(name.lower())
            # "Petugas Loket" is an account and nobody's name.
            if len(words) > 1 and any(kind_of(word) in _PERSONAL for word in words):
                between = r"[^\w\[\]]{1,3}".join(words)
                self._officers[words[0]].append(re.compile(rf"(?<!\w){between}(?!\w)", re.IGNORECASE))

    def __call__(self, text: str, names: Iterable[str] = (), *, limit: int | None = None) -> str:
        """The text as others may read it; ``names``: whose it is. Raises ``MaskingFailed``: then nothing is shown."""
        return mask(self._without_officers(text), names, places=self._places, limit=limit)

    def entry(self, text: str, names: Iterable[str] = (), known: Iterable[str] = ()) -> str:
        """Words that were added to a case: ``KEPT_BACK`` where they say what is never published.

        ``known``: for what the case may be read all the same, as an officer decided. Raises ``MaskingFailed``.
        """
        masked = self(text, names)
        return KEPT_BACK if set(sensitive(text, masked)) - set(known) else masked

    def _without_officers(self, text: str) -> str:
        """The text without officers' whole names: one word of them alone may be anybody's, or a word of every day."""
        for first in set(_WORD.findall(text.lower())).intersection(self._officers):
            for whole in self._officers[first]:
                text = whole.sub(NAME, text)
        return text
