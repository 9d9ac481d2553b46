"""What of the planted survived, and what was hidden where there was nothing to hide."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Final

from benchmarks.triage.masking.corpus import IDENTIFIERS, Made, Planted
from surga.core.triage.masking.names import lexicon

_WORD: Final = re.compile(r"[^\W\d_]+")
_IN_BRACKETS: Final = re.compile(r"\[[a-z ]+\]")
_NO_NAME: Final = frozenset(
    "h hj drs dr ir r m kh prof dra s pd si e kom st sh se md keb sos mm i ni a rm al bin the".split()
)
_CUES: Final = re.compile(
    r"(?i)(?<![a-z])(?:bca|rek\w*|bri|bni|no|bank|jatim|mandiri|bpjs|paspor|sim|lahir|tanggal|ttl|kediri|tgl|"
    r"kelahiran|di|blitar|rumah|saya|tinggal|alamat|"
    r"berdomisili|omah|kulo|ibu|suami|anak|menderita|terkena|mengidap|sakit|ig|fb|tiktok|telegram|instagram\.com|"
    r"t\.me|https?|wa\.me|api\.whatsapp\.com|"
    r"www\.google\.com|maps|send|phone|text|halo|gmail|yahoo|hotmail|outlook|icloud|ymail|com|co|id|dot|at)(?![a-z])"
)


@dataclass
class Score:
    """How many were planted and how many of them nobody can read, by kind and by spelling."""

    planted: Counter[tuple[str, str]] = field(default_factory=Counter)
    hidden: Counter[tuple[str, str]] = field(default_factory=Counter)
    clean: int = 0
    kept: int = 0
    seconds: float = 0.0
    texts: int = 0
    escaped: list[tuple[Planted, str]] = field(default_factory=list)
    alarms: list[tuple[str, str]] = field(default_factory=list)

    def recall(self, kinds: Iterable[str]) -> float:
        """The share of what was planted of these kinds that is hidden."""
        wanted = set(kinds)
        planted = sum(count for (kind, _), count in self.planted.items() if kind in wanted)
        return sum(count for (kind, _), count in self.hidden.items() if kind in wanted) / max(planted, 1)

    @property
    def identifiers(self) -> float:
        return self.recall(IDENTIFIERS)

    @property
    def precision(self) -> float:
        """The share of texts without personal data that come back as they were."""
        return self.kept / max(self.clean, 1)


def measured(
    texts: Iterable[Made],
    mask: Callable[[str], str],
    hidden: Callable[[Planted, str, str], bool] | None = None,
) -> Score:
    """The score of ``mask`` over the texts; ``hidden``: whether of what was planted nothing is left to be used."""
    hidden = hidden or is_hidden
    score = Score()
    for made in texts:
        begun = time.process_time()
        masked = mask(made.text)
        score.seconds += time.process_time() - begun
        score.texts += 1
        if not made.planted:
            score.clean += 1
            score.kept += masked == made.text
            if masked != made.text:
                score.alarms.append((made.text, masked))
        for planted in made.planted:
            key = (planted.kind, planted.form)
            score.planted[key] += 1
            if hidden(planted, made.text, masked):
                score.hidden[key] += 1
            else:
                score.escaped.append((planted, masked))
    return score


def is_hidden(planted: Planted, text: str, masked: str) -> bool:
    """Whether nothing of it can be read: no word of a name, no five signs of a number or an address."""
    rest = text.replace(planted.text, "\n")
    if planted.kind == "name":
        words = {word.lower() for word in _WORD.findall(planted.text)} - _NO_NAME
        around = {word.lower() for word in _WORD.findall(rest)}
        return not (words - around) & {word.lower() for word in _WORD.findall(masked)}
    if planted.kind in {"health", "home"}:
        words = {
            word
            for word in re.findall(r"\w+", _CUES.sub(" ", planted.text))
            if planted.kind == "health" or word.isdigit()
        }
        return not any(
            re.search(rf"(?<!\w){word}(?!\w)", masked)
            for word in words
            if word not in re.findall(r"\w+", rest)
        )
    core, beside = _signs(_CUES.sub(" ", planted.text)), _signs(rest)
    # What stands on both sides of a word in brackets does not stand together.
    left = "\n".join(map(_signs, _IN_BRACKETS.split(masked)))
    size = 5 if len(core) > 6 else max(len(core) - 1, 1)
    return not any(
        core[at : at + size] in left and core[at : at + size] not in beside
        for at in range(len(core) - size + 1)
    )


def _signs(text: str) -> str:
    """Letters and digits alone, as they would be read."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


def forget(share: float, seed: int) -> None:
    """Take that share out of the list of sure names, so that they must be found by form and by what stands around."""
    names = sorted(lexicon.SURE)
    gone = Random(seed).sample(names, int(share * len(names)))  # noqa: S311  # chance, nothing secret
    lexicon.SURE = lexicon.SURE - frozenset(gone)  # type: ignore[misc]  # for measuring alone
    lexicon.kind_of.cache_clear()
