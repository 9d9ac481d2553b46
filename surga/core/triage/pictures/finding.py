"""What was found on a picture, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

#: A picture as OpenCV has it: rows, columns, blue-green-red; or grey without the last.
type Pixels = npt.NDArray[np.uint8]
type Look = Literal["clear", "masked", "unsure", "held"]

#: What may be found; "hand": an officer drew the box.
KINDS: Final = ("face", "plate", "card", "document", "hand")
#: These show who somebody is in full: the picture is held back, however well it is covered.
HELD: Final = frozenset({"card", "document"})
#: Surer than this, and no officer is asked.
SURE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a picture, in its pixels from the top left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def area(self) -> int:
        return self.width * self.height

    def shared(self, other: Box) -> int:
        """How many pixels lie in both."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return max(0, wide) * max(0, high)

    def grown(self, wide: float, high: float) -> Box:
        """Larger by these parts of its sides, on every side."""
        dx, dy = round(self.width * wide), round(self.height * high)
        return Box(self.x - dx, self.y - dy, self.width + 2 * dx, self.height + 2 * dy)

    def within(self, width: int, height: int) -> Box | None:
        """What of it lies on a picture of this size; None when nothing does."""
        left, top = max(0, self.x), max(0, self.y)
        right, bottom = min(width, self.x + self.width), min(height, self.y + self.height)
        return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None

    def scaled(self, by: float) -> Box:
        """The same place on a picture so many times as large; never less of it."""
        left, top = int(self.x * by), int(self.y * by)
        right, bottom = -int(-(self.x + self.width) * by // 1), -int(-(self.y + self.height) * by // 1)
        return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Finding:
    """``kind``: of :data:`KINDS`; ``sure``: from 0 to 1."""

    kind: str
    box: Box
    sure: float


def verdict(found: Iterable[Finding]) -> Look:
    """Whether the picture may be shown: as it is, masked, only after an officer saw it, or not at all."""
    found = list(found)
    if any(one.kind in HELD and one.sure >= SURE for one in found):
        return "held"
    if any(one.sure < SURE for one in found):
        return "unsure"
    return "masked" if found else "clear"


def apart(found: Sequence[Finding], most: float = 0.5) -> list[Finding]:
    """Each thing once, the surest of it: of two boxes of one kind that share most of the smaller one, one stays."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda each: (-each.sure, -each.box.area)):
        if not any(
            one.kind == other.kind and one.box.shared(other.box) > most * min(one.box.area, other.box.area)
            for other in kept
        ):
            kept.append(one)
    return kept
