"""What the public must not read in a text, replaced by a word in brackets. Plain Python.

Names, telephones, NIK and other numbers, mail, accounts, plates, homes, points on the map, days of birth, and illness
that is told of somebody. UU 27/2022 art. 4; UU 23/2006 art. 84. Where a text can be read in two ways the mask hides it:
a masked word too many can be asked for, a telephone in the open cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import Final

from surga.core.triage.masking.fold import folded
from surga.core.triage.masking.given import NAME as NAME
from surga.core.triage.masking.given import given_names
from surga.core.triage.masking.homes import ADDRESS as ADDRESS
from surga.core.triage.masking.homes import POINT as POINT
from surga.core.triage.masking.homes import without_homes, without_points
from surga.core.triage.masking.names.finding import names_in
from surga.core.triage.masking.numbers.digits import NUMBER as NUMBER
from surga.core.triage.masking.numbers.digits import PHONE as PHONE
from surga.core.triage.masking.numbers.digits import without_numbers
from surga.core.triage.masking.numbers.papers import without_papers
from surga.core.triage.masking.numbers.plates import PLATE as PLATE
from surga.core.triage.masking.numbers.plates import without_plates
from surga.core.triage.masking.numbers.spoken import without_spoken
from surga.core.triage.masking.online import ACCOUNT as ACCOUNT
from surga.core.triage.masking.online import MAIL as MAIL
from surga.core.triage.masking.online import without_accounts, without_mail
from surga.core.triage.masking.persons import BORN as BORN
from surga.core.triage.masking.persons import HEALTH as HEALTH
from surga.core.triage.masking.persons import without_births, without_illness

#: Every word that may stand for something hidden.
WORDS: Final = (PHONE, MAIL, NUMBER, PLATE, NAME, ACCOUNT, ADDRESS, POINT, BORN, HEALTH)

_MOST_ROUNDS: Final = 25
_TOKEN = re.compile("(" + "|".join(map(re.escape, WORDS)) + ")")
_CUT = re.compile(r"\[[a-z ]*$")
_Step = Callable[[str], str]
#: Steps that look only at what is not yet masked, in order.
_APART: Final[tuple[_Step, ...]] = (
    without_mail, without_accounts, without_points, without_births, without_spoken, without_papers, without_numbers,
    without_plates,
)  # fmt: skip
#: Steps for which it matters that something was hidden beside: whose home, whose illness.
_WHOLE: Final[tuple[_Step, ...]] = (without_homes, without_illness)


class MaskingFailed(Exception):
    """The text could not be masked, so it must not be shown. Says nothing of what is in it."""


def mask(
    text: str, names: Iterable[str] = (), *, places: Collection[str] = (), limit: int | None = None
) -> str:
    """``text`` with all of that replaced by one of ``WORDS``; the very same text where there is nothing to hide.

    ``names``: whole names that are known (the reporter, the officers); each of their words is hidden too, unless it is
    a word of every day. ``places``: names of the city's places, which are no persons' names. ``limit``: how many
    letters the field takes; what is longer is cut, never within a word in brackets. Masking again changes nothing, for
    it goes
    on until nothing changes. Raises ``MaskingFailed`` where anything goes wrong: then nothing may be shown.
    """
    try:
        masked = _masked(text, given_names(tuple(names)), _places(tuple(places)))
    except Exception as error:
        # The text must not get into a log by the trace of what went wrong in it.
        raise MaskingFailed(type(error).__name__) from None
    return masked if limit is None or len(masked) <= limit else _CUT.sub("", masked[:limit]).rstrip()


def mask_or_nothing(text: str, names: Iterable[str] = ()) -> str:
    """As ``mask``; "" where the text cannot be masked."""
    try:
        return mask(text, names)
    except MaskingFailed:
        return ""


def _masked(text: str, hidden: re.Pattern[str] | None, places: Collection[tuple[str, ...]]) -> str:
    plain = folded(text)
    masked = plain
    for _round in range(_MOST_ROUNDS):
        if (again := folded(_once(masked, hidden, places))) == masked:
            return text if masked == plain else masked
        masked = again
    # Two or three are enough for what people write. What goes on and on was made to, and is not shown.
    raise RecursionError


def _once(text: str, hidden: re.Pattern[str] | None, places: Collection[tuple[str, ...]]) -> str:
    for step in _APART:
        text = _between(text, step)
    if hidden is not None:
        text = _between(text, lambda part: hidden.sub(NAME, part))
    parts, last = [], 0
    for start, end in names_in(text, places):
        parts += [text[last:start], NAME]
        last = end
    text = "".join([*parts, text[last:]])
    for step in _WHOLE:
        text = step(text)
    return text


def _between(text: str, step: _Step) -> str:
    """What was masked already stands between the parts, and the step looks neither into it nor over it."""
    if "[" not in text:
        return step(text)
    parts = _TOKEN.split(text)
    parts[::2] = map(step, parts[::2])
    return "".join(parts)


@lru_cache(maxsize=32)
def _places(places: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(place.lower().split()) for place in places if place.strip())
