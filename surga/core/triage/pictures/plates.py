"""Number plates: a few letters of one height on a small even ground, white on black or black on white.

Indonesian plates have a line such as "AG 1234 XY" and below it the month and year in small; the ground is a rectangle
not much larger than that. A shop's sign is larger than its letters, a page far larger: that tells them apart. The
cascade that OpenCV has for plates adds those that are seen too small for that, where it sees letters as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from surga.core.triage.pictures.finding import Box, Finding, Pixels, apart
from surga.core.triage.pictures.lines import Line

#: Letters of the first line; some touch each other or are worn away.
_FEWEST, _MOST = 4, 11
#: How much larger than its letters the ground may be: across, and upright with the second line.
_WIDER, _HIGHER = 1.75, 3.6
#: Grey values that are still the same ground.
_EVEN: Final = 26


def plates(grey: Pixels, found: Sequence[Line]) -> list[Finding]:
    """Every plate, with its frame. ``found``: the lines of text on the picture."""
    hits = [hit for line in found if (hit := _plate(grey, line)) is not None]
    hits += [
        Finding("plate", box, 0.5)
        for box in _by_cascade(grey)
        if any(2 < line.marks <= _MOST and line.box.shared(box) > 0.6 * line.box.area for line in found)
    ]
    return apart(hits)


def _plate(grey: Pixels, line: Line) -> Finding | None:
    box = line.box
    if not (_FEWEST <= line.marks <= _MOST and 2.2 <= box.width / box.height <= 9 and box.height >= 8):
        return None
    ground = _ground(grey, line)
    if ground is None:
        return None
    shape = ground.width / max(1, ground.height)
    if not 1.5 <= shape <= 6.5:
        return None
    whole = Box(
        min(box.x, ground.x),
        min(box.y, ground.y),
        max(box.width, ground.width),
        max(box.height, ground.height),
    )
    return Finding("plate", whole.grown(0.06, 0.12), 0.7)


def _ground(grey: Pixels, line: Line) -> Box | None:
    """The even rectangle on which the letters stand; None where it goes on and on, or is none."""
    box = line.box
    around = box.grown(0.6, 1.9).within(grey.shape[1], grey.shape[0])
    if around is None:
        return None
    part = grey[around.y : around.y + around.height, around.x : around.x + around.width]
    inner = grey[box.y : box.y + box.height, box.x : box.x + box.width]
    # Behind dark letters lies what is brightest there, behind bright ones what is darkest.
    level = float(np.percentile(inner, 80 if line.dark else 20))
    even = (np.abs(part.astype(np.int16) - level) <= _EVEN).astype(np.uint8)
    opened = cv2.morphologyEx(even, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    _n, labels, stats, _middles = cv2.connectedComponentsWithStats(opened, connectivity=4)
    over = labels[
        box.y - around.y : box.y - around.y + box.height, box.x - around.x : box.x - around.x + box.width
    ]
    counts = np.bincount(np.asarray(over, dtype=np.intp).ravel(), minlength=len(stats))
    counts[0] = 0
    label = int(counts.argmax())
    if counts[label] < 0.12 * over.size:
        return None
    x, y, wide, high, area = (int(n) for n in stats[label])
    ends = (x > 0 or around.x == 0) and (x + wide < around.width or around.x + around.width == grey.shape[1])
    small = wide <= _WIDER * box.width and high <= _HIGHER * box.height and high >= 1.1 * box.height
    solid = area >= 0.3 * wide * high
    return Box(around.x + x, around.y + y, wide, high) if ends and small and solid else None


def _by_cascade(grey: Pixels) -> list[Box]:
    cascade = cv2.CascadeClassifier(
        str(Path(cv2.__file__).parent / "data" / "haarcascade_russian_plate_number.xml")
    )
    hits = cascade.detectMultiScale(grey, scaleFactor=1.15, minNeighbors=3, minSize=(40, 13))
    return [Box(*(int(n) for n in hit)) for hit in hits]
