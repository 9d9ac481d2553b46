"""Looking at a picture once: all that nobody should see on it, in its own pixels."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from surga.core.triage.pictures.cards import cards
from surga.core.triage.pictures.faces import faces
from surga.core.triage.pictures.finding import Finding, Pixels
from surga.core.triage.pictures.lines import lines
from surga.core.triage.pictures.plates import plates

#: A larger picture is looked at in this size; it bounds time and memory.
LONG_SIDE: Final = 1280
#: A smaller one is looked at larger: letters of a few pixels are no marks.
SHORT_SIDE: Final = 640


def look_at(picture: Pixels) -> list[Finding]:
    """What was found, the boxes cut at the picture's edges. ``picture``: blue, green, red.

    Raises whatever OpenCV raises: who calls takes any error for "not to be shown".
    """
    # The process has other work, and a second is soon enough.
    cv2.setNumThreads(1)
    height, width = picture.shape[:2]
    scale = LONG_SIDE / max(height, width)
    scale = min(scale, max(1.0, SHORT_SIDE / max(height, width)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    size = max(1, round(width * scale)), max(1, round(height * scale))
    seen = np.asarray(cv2.resize(picture, size, interpolation=how), dtype=np.uint8)
    grey = np.asarray(cv2.cvtColor(seen, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    text = lines(grey)
    found = [*faces(seen), *plates(grey, text), *cards(seen, grey, text)]
    placed = [(one, one.box.scaled(1 / scale).within(width, height)) for one in found]
    return [Finding(one.kind, box, one.sure) for one, box in placed if box is not None]
