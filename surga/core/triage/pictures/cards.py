"""Cards (KTP, SIM, bank) and papers (KK, letters): four corners with rows of text within, or a picture full of rows.

A KTP is 85.6 × 54 mm, blue, with rows at the left and a photo at the right; a KK is a bright page with a table. What
the rows say is not read. Chosen so that none is missed: a notice on a wall is taken for a paper as well, and an officer
lets it pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from surga.core.triage.pictures.finding import Box, Finding, Pixels, apart
from surga.core.triage.pictures.lines import Line, lines

#: Of the picture's area: smaller, and no row can be read on it.
_SMALLEST: Final = 0.012
#: Longer side by shorter, with the slant of a photo taken from the side.
_CARD, _PAGE = (1.25, 2.0), (1.0, 2.4)
#: The size to which a piece is turned upright to look for rows.
_UPRIGHT: Final = 640
_MOST_SHAPES: Final = 10
#: Rows of a card, and of a paper; and from how many on there is a doubt.
_ROWS_OF_CARD, _ROWS_OF_PAGE, _DOUBT = 4, 6, 3
type Corners = npt.NDArray[np.float32]


def cards(picture: Pixels, grey: Pixels, found: Sequence[Line]) -> list[Finding]:
    """Every card and paper. ``found``: the upright lines of text on the picture."""
    hits = [hit for corners in _shapes(picture, grey) if (hit := _judged(picture, corners)) is not None]
    whole = _all_over(grey, found)
    return apart([*hits, whole] if whole is not None else hits, 0.7)


def _shapes(picture: Pixels, grey: Pixels) -> list[Corners]:
    """What has four corners, the largest first: by edges, by brightness, and by colour."""
    smooth = cv2.GaussianBlur(grey, (5, 5), 0)
    colour = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV)[:, :, 1]
    planes = [
        cv2.dilate(cv2.Canny(smooth, 40, 120), np.ones((3, 3), np.uint8)),
        cv2.dilate(cv2.Canny(smooth, 14, 42), np.ones((3, 3), np.uint8)),
        cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1],
        cv2.threshold(cv2.GaussianBlur(colour, (5, 5), 0), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1],
    ]
    least, most = _SMALLEST * grey.size, 0.98 * grey.size
    kept: list[tuple[float, Corners]] = []
    for plane in planes:
        for contour in cv2.findContours(plane, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]:
            hull = np.asarray(cv2.convexHull(contour), dtype=np.int32)
            area = cv2.contourArea(hull)
            if not least <= area <= most:
                continue
            corners = _corners(hull, area)
            if corners is not None:
                kept.append((area, corners))
    kept.sort(key=lambda each: -each[0])
    found: list[Corners] = []
    for _area, corners in kept:
        if not any(float(np.abs(corners - other).max()) < 0.03 * max(grey.shape) for other in found):
            found.append(corners)
    return found[:_MOST_SHAPES]


def _corners(hull: npt.NDArray[np.int32], area: float) -> Corners | None:
    """Four corners from the top left on, clockwise; None where the outline has another shape."""
    around = cv2.arcLength(hull, True)
    few = cv2.approxPolyDP(hull, 0.03 * around, True)
    if len(few) == 4 and area >= 0.85 * cv2.contourArea(few):
        points = few.reshape(4, 2).astype(np.float32)
    else:
        rectangle = cv2.minAreaRect(hull)
        if area < 0.87 * rectangle[1][0] * rectangle[1][1]:
            return None
        points = cv2.boxPoints(rectangle).astype(np.float32)
    middle = points.mean(axis=0)
    turn = np.argsort(np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0]))
    return np.asarray(points[turn], dtype=np.float32)


def _judged(picture: Pixels, corners: Corners) -> Finding | None:
    wide = float(np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[2] - corners[3])) / 2
    high = float(np.linalg.norm(corners[3] - corners[0]) + np.linalg.norm(corners[2] - corners[1])) / 2
    shape = max(wide, high) / max(1.0, min(wide, high))
    if not _PAGE[0] <= shape <= _PAGE[1]:
        return None
    piece = _upright(picture, corners, wide, high)
    grey = np.asarray(cv2.cvtColor(piece, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    turned = np.asarray(cv2.rotate(grey, cv2.ROTATE_90_CLOCKWISE), dtype=np.uint8)
    blue = _CARD[0] <= shape <= _CARD[1] and _blue(piece) >= 0.3
    fewest = 3 if blue else 5
    rows = max(_rows(lines(side), side.shape[1], fewest) for side in (grey, turned))
    if rows < (_DOUBT - 1 if blue else _DOUBT):
        return None
    x, y, across, upright = cv2.boundingRect(corners)
    box = Box(x, y, across, upright).grown(0.03, 0.03)
    if blue:
        return Finding("card", box, 0.9 if rows >= _DOUBT else 0.4)
    if _CARD[0] <= shape <= _CARD[1] and _ROWS_OF_CARD <= rows <= 14 and box.area < 0.5 * picture.size / 3:
        return Finding("card", box, 0.6)
    return Finding("document", box, 0.7 if rows >= _ROWS_OF_PAGE else 0.4)


def _upright(picture: Pixels, corners: Corners, wide: float, high: float) -> Pixels:
    scale = _UPRIGHT / max(wide, high)
    across, upright = max(32, round(wide * scale)), max(32, round(high * scale))
    there = np.array([[0, 0], [across, 0], [across, upright], [0, upright]], np.float32)
    turn = cv2.getPerspectiveTransform(corners, there)
    return np.asarray(cv2.warpPerspective(picture, turn, (across, upright)), dtype=np.uint8)


def _rows(found: Sequence[Line], across: int, fewest: int) -> int:
    """How many rows of at least so many letters lie below one another; what stands in one row counts once."""
    rows, last = 0, -1e9
    for line in sorted(found, key=lambda each: each.box.y + each.box.height / 2):
        middle = line.box.y + line.box.height / 2
        long = line.marks >= fewest and line.box.width >= 0.06 * across
        if long and line.box.height <= 0.2 * across and middle - last > 0.7 * line.tall:
            rows, last = rows + 1, middle
    return rows


def _blue(piece: Pixels) -> float:
    """The share of it that has the blue of a KTP, faded or bright."""
    hue, colour, bright = (plane.astype(int) for plane in cv2.split(cv2.cvtColor(piece, cv2.COLOR_BGR2HSV)))
    return float(((hue >= 85) & (hue <= 130) & (colour >= 35) & (bright >= 60)).mean())


def _all_over(grey: Pixels, found: Sequence[Line]) -> Finding | None:
    """A paper whose edges lie outside of the picture: rows of one height over much of it."""
    high, wide = grey.shape[:2]
    turned = np.asarray(cv2.rotate(grey, cv2.ROTATE_90_CLOCKWISE), dtype=np.uint8)
    best = None
    for some, upright in ((found, True), (lines(turned), False)):
        text = _of_one_height(some)
        rows = _rows(text, wide if upright else high, 5)
        if rows < _DOUBT + 1 or sum(one.marks for one in text) < 8 * rows:
            continue
        box = _around(text)
        if box.area < 0.2 * grey.size:
            continue
        if not upright:
            box = Box(box.y, high - box.x - box.width, box.height, box.width)
        sure = 0.7 if rows >= _ROWS_OF_PAGE + 1 else 0.4
        if best is None or sure > best.sure:
            best = Finding("document", box.grown(0.12, 0.12), sure)
    return best


def _around(text: Sequence[Line]) -> Box:
    left, top = min(one.box.x for one in text), min(one.box.y for one in text)
    right = max(one.box.x + one.box.width for one in text)
    return Box(left, top, right - left, max(one.box.y + one.box.height for one in text) - top)


def _of_one_height(found: Sequence[Line]) -> list[Line]:
    """The lines whose letters are about as high as most are, weighed by how many they have."""
    if not found:
        return []
    heights = np.repeat([one.tall for one in found], [one.marks for one in found])
    usual = float(np.median(heights))
    return [one for one in found if 0.6 * usual <= one.tall <= 1.6 * usual and one.marks >= 4]
