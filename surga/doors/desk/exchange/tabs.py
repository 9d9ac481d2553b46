"""The way from one page of the exchange to the others: those that this officer may open."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from surga.core.people.access import Actor, may
from surga.reactions.sync import queries
from surga.reactions.sync.queries import NATIONAL

BASE: Final = "/meja/pertukaran"
#: While a program speaks to the national side, nobody types and no file is read.
_AUTOMATIC: Final = frozenset({"sp4n", "surga"})


def tabs_of(actor: Actor, on: str) -> list[dict[str, Any]]:
    """``on``: the page that is open, by the last part of its address."""
    adapter = {side.name: side.adapter for side in queries.sides()}.get(NATIONAL, "off")
    rows = [
        (("see_parked", "verify"), "", _("Ringkasan"), True),
        (("verify",), "tugas", _("Tugas"), adapter == "manual"),
        (("file",), "masuk", _("Catat yang masuk"), adapter not in _AUTOMATIC),
        (("verify",), "ekspor", _("Ekspor"), adapter not in _AUTOMATIC),
        (("see_parked",), "kiriman", _("Kiriman"), True),
        (("see_parked",), "belum-masuk", _("Belum masuk"), True),
        (("verify",), "kembar", _("Mungkin sama"), True),
        (("see_parked",), "perbedaan", _("Perbedaan"), True),
    ]
    return [
        {"href": f"{BASE}/{slug}" if slug else BASE, "label": label, "on": slug == on}
        for actions, slug, label, fits in rows
        if (fits or slug == on) and any(may(actor, action) for action in actions)
    ]
