"""Danger to life: found by recall first, and never left to the ordinary clock. Plain Python and numpy.

Two look at a text. Signs by hand say at once what they saw. What was learned from many texts of our own also hears
what is told without the usual words, and takes a sign back where all the rest of the text is calm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from surga.core.triage.danger.learned import DENIES, shipped
from surga.core.triage.danger.signs import sign_in
from surga.core.triage.words import plain

#: What the citizen is told at once, in the city's language; a city with another number says so in its profile.
CALL: Final = "hubungi 112 sekarang"
#: A complaint says what it is about early; the rest of a very long text is not weighed.
LONGEST_TEXT: Final = 6000


@dataclass(frozen=True)
class Danger:
    """``kind``: fire, flood, wires, violence, child, illness, accident. ``said``: the words that tell of it."""

    kind: str
    said: str


def danger_in(text: str) -> Danger | None:
    """The danger that a text tells of, None where it tells of none. Any text: empty, huge, in any script."""
    said = " ".join(plain(text[:LONGEST_TEXT]).lower().split())
    learned = shipped()
    opinion = learned.opinion(said)
    # Where all is as calm as this, every sign would be taken back.
    sign = sign_in(said) if opinion.score >= DENIES else None
    if sign and not learned.denies(opinion, sign.around):
        return Danger(sign.kind, sign.said)
    if opinion.tells:
        return Danger(learned.kind(opinion), learned.loudest(opinion))
    return None
