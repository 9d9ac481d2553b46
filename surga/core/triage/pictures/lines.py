"""Lines of text on a picture: marks of one height, side by side. Not what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from surga.core.triage.pictures.finding import Box, Pixels

#: The heights of letters that are read together, in pixels.
_HEIGHTS: Final = ((6, 13), (11, 24), (20, 44), (38, 84), (76, 180))
#: More marks than that on one picture are leaves and gravel.
_MOST_MARKS: Final = 20_000
#: Grey values between letters and ground, and how much of that the ground may vary.
_CONTRAST, _EVEN = 30.0, 0.27


@dataclass(frozen=True, slots=True)
class Line:
    """A run of about ``marks`` letters. ``dark``: darker than what is behind them."""

    box: Box
    marks: int
    dark: bool
    #: The mean height of its letters, in pixels.
    tall: float


def lines(grey: Pixels, fewest: int = 2) -> list[Line]:
    """The lines of at least so many marks, dark on bright and bright on dark."""
    found: list[Line] = []
    for dark in (True, False):
        ink = np.asarray(grey if dark else cv2.bitwise_not(grey), dtype=np.uint8)
        black, marks = _marks(ink)
        for low, high in _HEIGHTS:
            some = marks[(marks[:, 3] >= low) & (marks[:, 3] <= high)]
            if len(some) >= fewest:
                runs = _runs(some, grey.shape[:2], fewest, dark)
                found += [line for line in runs if line.marks >= 3 and _is_printed(ink, black, line.box)]
    return _once(found)


def _marks(ink: Pixels) -> tuple[Pixels, npt.NDArray[np.int32]]:
    """Where it is dark, and boxes (x, y, width, height) of what may be a letter: neither a bar nor a block.

    A few letters that touch are one mark.
    """
    smooth = cv2.GaussianBlur(ink, (3, 3), 0)
    black = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 14)
    _n, _labels, stats, _middles = cv2.connectedComponentsWithStats(black, connectivity=8)
    wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
    fill = area / np.maximum(1, wide * high)
    good = (high >= 6) & (high <= 180) & (wide >= 2) & (wide <= 3.4 * high) & (fill >= 0.18) & (fill <= 0.95)
    chosen = stats[good][:, :4]
    return np.asarray(black, dtype=np.uint8), np.asarray(chosen[:_MOST_MARKS], dtype=np.int32)


def _is_printed(ink: Pixels, black: Pixels, box: Box) -> bool:
    """Whether what is between the letters is one even ground, well apart from them."""
    place = slice(box.y, box.y + box.height), slice(box.x, box.x + box.width)
    # The edge of a letter is neither.
    dark = cv2.erode(black[place], np.ones((2, 2), np.uint8)) > 0
    bright = cv2.dilate(black[place], np.ones((3, 3), np.uint8)) == 0
    if dark.sum() < 12 or bright.sum() < 12:
        return False
    letters, ground = ink[place][dark], ink[place][bright]
    apart = float(ground.mean()) - float(letters.mean())
    return apart >= _CONTRAST and float(ground.std()) <= _EVEN * apart


def _runs(marks: npt.NDArray[np.int32], shape: tuple[int, int], fewest: int, dark: bool) -> Iterator[Line]:
    """Marks that touch when each is drawn broader by half its height: a line."""
    drawn = np.zeros(shape, np.uint8)
    for x, y, wide, high in marks.tolist():
        reach = round(0.45 * high)
        # Only the middle of each: lines above each other stay apart.
        cv2.rectangle(drawn, (x - reach, y + high // 3), (x + wide + reach, y + high - high // 3), 255, -1)
    _n, labels = cv2.connectedComponents(drawn, connectivity=4)
    middle_y = np.minimum(marks[:, 1] + marks[:, 3] // 2, shape[0] - 1)
    middle_x = np.minimum(marks[:, 0] + marks[:, 2] // 2, shape[1] - 1)
    of = labels[middle_y, middle_x]
    order = np.argsort(of, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(of[order])) + 1):
        if len(group) < fewest or of[group[0]] == 0:
            continue
        line = _line(marks[group], dark)
        if line is not None:
            yield line


def _line(marks: npt.NDArray[np.int32], dark: bool) -> Line | None:
    """The line that these marks are, unless they differ in height, lie in a heap, or are all of one shape."""
    high = marks[:, 3].astype(float)
    left, top = marks[:, 0].min(), marks[:, 1].min()
    right, bottom = (marks[:, 0] + marks[:, 2]).max(), (marks[:, 1] + marks[:, 3]).max()
    box = Box(int(left), int(top), int(right - left), int(bottom - top))
    mean = float(high.mean())
    if high.std() > 0.28 * mean or box.width < 1.5 * box.height or box.height > 2.4 * mean:
        return None
    letters = int(np.maximum(1, np.rint(marks[:, 2] / (0.75 * high))).sum())
    return Line(box, letters, dark, mean) if _stands(marks, mean) else None


def _stands(marks: npt.NDArray[np.int32], mean: float) -> bool:
    """Whether most of them stand on one line, however it slopes: stones and leaves lie anyhow."""
    middle = (marks[:, 0] + marks[:, 2] / 2).astype(float)
    foot = (marks[:, 1] + marks[:, 3]).astype(float)
    head = marks[:, 1].astype(float)
    if len(marks) > 3:
        slope = _slope(middle, (foot + head) / 2)
        foot, head = foot - slope * middle, head - slope * middle
    near = max(1.5, 0.13 * mean)
    on_foot = np.abs(foot - np.median(foot)) <= near
    on_head = np.abs(head - np.median(head)) <= near
    return float(on_foot.mean()) >= 0.7 and float((on_foot & on_head).mean()) >= 0.5


def _slope(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> float:
    """How the line rises, by the middle of what each pair of marks says; a few odd ones do not bend it."""
    order = np.argsort(x)
    x, y = x[order], y[order]
    half = len(x) // 2
    far, rise = x[half:] - x[: len(x) - half], y[half:] - y[: len(x) - half]
    return float(np.median(rise / np.maximum(1.0, far)))


def _once(found: list[Line]) -> list[Line]:
    """Of lines that lie on each other, the one with most letters."""
    kept: list[Line] = []
    for one in sorted(found, key=lambda each: -each.marks):
        if not any(one.box.shared(other.box) > 0.5 * one.box.area for other in kept):
            kept.append(one)
    return kept
