"""Danger to life in what a citizen writes: by signs, and by what was learned. Plain Python and numpy."""

from surga.core.triage.danger.telling import CALL, Danger, danger_in

__all__ = ["CALL", "Danger", "danger_in"]
