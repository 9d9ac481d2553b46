"""What these pages have in common: where they are, and the way from one to the other."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from surga.channels.sp4n.words import STATUSES
from surga.core.people.access import Actor, may
from surga.doors.desk.frame.page import frame

BASE: Final = "/meja/pertukaran"
#: The national side; links are kept under its name, however it is spoken to.
SYSTEM: Final = "sp4n"


def their_word(standing: str) -> str:
    """Where a report stands as SP4N-LAPOR! has it, in every language: it is chosen there by this word."""
    return STATUSES[standing].capitalize()


def placed(actor: Actor, on: str) -> dict[str, Any]:
    """The frame of a page, and the tabs that this officer may open."""
    rows = [
        (("see_parked", "verify"), "", _("Ringkasan")),
        (("verify",), "tugas", _("Tugas")),
        (("file",), "masuk", _("Catat yang masuk")),
        (("verify",), "ekspor", _("Ekspor")),
    ]
    tabs = [
        {"href": f"{BASE}/{slug}" if slug else BASE, "label": label, "on": slug == on}
        for actions, slug, label in rows
        if any(may(actor, action) for action in actions)
    ]
    return {**frame(actor), "tabs": tabs}
