"""Making a place on a picture unrecognisable, for good: few flat tiles, their edges smoothed, over a margin.

A tile is the mean of all that lay in it. Of a face at most :data:`TILES` values along each side stay, whatever its
size: too few to tell whose it was, and nothing from which the rest could be reckoned.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import cv2
import numpy as np

from surga.core.triage.pictures.finding import Box, Pixels

#: Along the longer side of a box; the smoothing takes away half of that again.
TILES: Final = 8
#: A tile is never smaller than that, in pixels.
_SMALLEST: Final = 6
#: What a whole picture keeps that was not looked at yet.
_VEIL: Final = 12


def cover(picture: Pixels, boxes: Iterable[Box]) -> Pixels:
    """A copy with these places covered; what lies outside of the picture is left out."""
    covered = picture.copy()
    height, width = picture.shape[:2]
    for box in boxes:
        place = box.within(width, height)
        if place is not None:
            rows, columns = slice(place.y, place.y + place.height), slice(place.x, place.x + place.width)
            # From what was there first: a place in two boxes is covered from both.
            covered[rows, columns] = _tiled(covered[rows, columns], TILES)
    return covered


def veiled(picture: Pixels) -> Pixels:
    """The whole picture as little more than its colours."""
    return _tiled(picture, _VEIL)


def _tiled(part: Pixels, tiles: int) -> Pixels:
    height, width = part.shape[:2]
    short, long = sorted((height, width))
    # Of a line of letters a tile takes in two: from tiles of one letter each, letters can be guessed.
    tile = max(_SMALLEST, short if long > 2.5 * short else -(-long // tiles))
    few = (max(1, round(width / tile)), max(1, round(height / tile)))
    small = cv2.resize(part, few, interpolation=cv2.INTER_AREA)
    small = cv2.blur(small, (2, 2)) if min(few) > 1 else small
    flat = cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.GaussianBlur(flat, (0, 0), tile / 3), dtype=np.uint8)
