"""From text, place and channel to agency, topic, level, clock and danger, with reasons. Plain Python and numpy."""

from surga.core.triage.danger import CALL, Danger, danger_in
from surga.core.triage.routing.deciding import Judgement, Known, Ruling, judge
from surga.core.triage.routing.features import Told
from surga.core.triage.routing.model import Guess, Model, ModelUnreadable, load, save

__all__ = [
    "CALL",
    "Danger",
    "Guess",
    "Judgement",
    "Known",
    "Model",
    "ModelUnreadable",
    "Ruling",
    "Told",
    "danger_in",
    "judge",
    "load",
    "save",
]
