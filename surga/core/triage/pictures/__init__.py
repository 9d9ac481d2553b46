"""What nobody should see on a picture: found, judged and covered. Pixels in, boxes out; no Django, no files of ours.

``look_at`` finds faces, number plates, cards and documents; ``verdict`` says what may be done with the picture;
``cover`` makes what lies in boxes unrecognisable, for good.
"""

from surga.core.triage.pictures.covering import cover, veiled
from surga.core.triage.pictures.finding import KINDS, Box, Finding, verdict
from surga.core.triage.pictures.looking import look_at

__all__ = ["KINDS", "Box", "Finding", "cover", "look_at", "veiled", "verdict"]
