"""What these pages have in common: where they are, and the way from one to the other."""

from __future__ import annotations

from typing import Any, Final

from surga.channels.sp4n.words import STATUSES
from surga.core.people.access import Actor
from surga.doors.desk.exchange.tabs import tabs_of
from surga.doors.desk.frame.page import frame

#: The national side; links are kept under its name, however it is spoken to.
SYSTEM: Final = "sp4n"


def their_word(standing: str) -> str:
    """Where a report stands as SP4N-LAPOR! has it, in every language: it is chosen there by this word."""
    return STATUSES[standing].capitalize()


def placed(actor: Actor, on: str) -> dict[str, Any]:
    """The frame of a page, and the tabs that this officer may open."""
    return {**frame(actor), "tabs": tabs_of(actor, on)}
