"""What comes next on a case, and by when: the steps still owed, in the order of their dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_SAID: Mapping[str, str | Promise] = {
    "verification": _("Petugas memeriksa laporan dan meneruskannya ke instansi yang berwenang"),
    "first_follow_up": _("Instansi memberi jawaban pertama"),
    "resolution": _("Masalahnya diselesaikan"),
    "silence": _("Laporan ditutup sendiri, bila tidak ada sanggahan"),
    "reporter_reply": _("Pelapor menjawab pertanyaan petugas"),
}
_OF_QUESTIONS: Mapping[str, str | Promise] = {"resolution": _("Pertanyaan itu dijawab sampai jelas")}


@dataclass(frozen=True, slots=True)
class Ahead:
    """One step to come."""

    text: str | Promise
    at: datetime


def promised(promises: Mapping[str, str], kind: str) -> list[Ahead]:
    """The steps that were promised at submission (``case.promises``)."""
    return _sorted({name: due for name, due in promises.items() if due}, kind)


def still_owed(
    clocks: Mapping[str, Mapping[str, Any]], promises: Mapping[str, str], kind: str
) -> list[Ahead]:
    """The steps of an open case that have not happened yet: by its running clocks, else as promised."""
    owed: dict[str, str] = {}
    for name in ("verification", "first_follow_up", "resolution"):
        clock = clocks.get(name)
        due = promises.get(name) if clock is None else clock.get("due")
        if due and not (clock or {}).get("stopped") and not (clock or {}).get("paused"):
            owed[name] = due
    for name in ("reporter_reply", "silence"):
        clock = clocks.get(name) or {}
        if clock.get("due") and not clock.get("stopped"):
            owed[name] = clock["due"]
    return _sorted(owed, kind)


def _sorted(due: Mapping[str, str], kind: str) -> list[Ahead]:
    said = {**_SAID, **(_OF_QUESTIONS if kind == "information" else {})}
    steps = [Ahead(said[name], datetime.fromisoformat(at)) for name, at in due.items() if name in said]
    return sorted(steps, key=lambda step: step.at)
