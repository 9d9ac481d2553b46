"""Places on a photo: as they are typed or drawn, and as they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surga.core.cases import queries as cases
from surga.core.cases.states import Refused
from surga.core.triage.pictures.finding import Box

KINDS: Final[dict[str, Promise]] = {
    "face": _("Wajah"),
    "plate": _("Pelat nomor"),
    "card": _("Kartu identitas"),
    "document": _("Dokumen"),
    "hand": _("Ditandai petugas"),
    "error": _("Belum dapat diperiksa"),
}
SIDES: Final = ("x", "y", "w", "h")
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the photo. ``number``: from 0, as the form names it; ``on``: it is covered."""

    number: int
    label: str
    percent: int
    box: Box
    on: bool
    by_hand: bool

    @property
    def text_at(self) -> tuple[int, int]:
        """Where its number stands, within the photo."""
        return self.box.x + 6, self.box.y + max(20, min(34, self.box.height // 2))


def places_of(photo: Any) -> list[Place]:
    return [
        Place(
            number,
            str(KINDS.get(one["kind"], one["kind"])),
            round(100 * one.get("sure", 1)),
            Box(*one["box"]),
            not one.get("off"),
            one["kind"] == "hand",
        )
        for number, one in enumerate(cases.boxes_of(photo))
    ]


def labels_of(photo: Any) -> list[str]:
    """What was found on it, each kind once."""
    kinds = dict.fromkeys(one["kind"] for one in photo.found)
    return [str(KINDS.get(kind, kind)) for kind in kinds]


def drawn(said: QueryDict) -> list[Box]:
    """The boxes of a form: each ``box`` as "x,y,w,h", and the one typed into four fields. Raises ``Refused``."""
    found = [_box(one.split(",")) for one in said.getlist("box")[:_MOST]]
    typed = [said.get(side, "").strip() for side in SIDES]
    if any(typed):
        found.append(_box(typed))
    return found


def seen_again(said: QueryDict, photo: Any) -> list[int]:
    """The numbers of the places that are no longer ticked: they are to be seen."""
    ticked = set(said.getlist("tutup"))
    return [place.number for place in places_of(photo) if str(place.number) not in ticked]


def _box(sides: Iterable[str]) -> Box:
    numbers = []
    for side in sides:
        whole = side.strip().partition(".")[0]
        if not (whole.isascii() and whole.lstrip("-").isdigit() and len(whole) < 8):
            raise Refused("box_outside", "box")
        numbers.append(int(whole))
    if len(numbers) != 4 or numbers[2] <= 0 or numbers[3] <= 0:
        raise Refused("box_outside", "box")
    return Box(*numbers)
