"""What a channel says of our lines: sent, delivered, read, failed. States only move forward."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction

from surga.core.intake.actions.saying import locked, touch
from surga.core.intake.heard import Mark
from surga.core.intake.models import Line

#: A line is never taken back to a state further left. Failed lies before delivered: what was read did arrive.
_ORDER: Final = (
    Line.DUE, Line.SENDING, Line.UNSURE, Line.SENT, Line.FAILED, Line.DELIVERED, Line.READ,
)  # fmt: skip
#: What a mark may end: a line that was put back to be sent is not failed by news of its earlier try.
_MAY_FAIL: Final = frozenset({Line.SENDING, Line.UNSURE, Line.SENT})


def mark(mark: Mark) -> bool:
    """Note what the channel says; False when it speaks of no line (yet), or the line is changing right now.

    The line is known by the channel's id of it, else by our reference: that is how one that we were unsure of is found.
    """
    found = _line_of(mark)
    if found is None:
        return False
    with transaction.atomic():
        conversation = locked(found.conversation_id)
        line = Line.objects.get(pk=found.pk)
        changes = _changes(line, mark)
        if not changes:
            return True
        # A worker may take up the line at this moment, which needs no lock: then its state is another.
        if not Line.objects.filter(pk=line.pk, state=line.state, lease=line.lease).update(**changes):
            return False
        touch(conversation, max(conversation.changed_at, mark.at))
    return True


def _line_of(mark: Mark) -> Line | None:
    ours = Line.objects.filter(channel=mark.channel, way=Line.OUT)
    found = ours.filter(external_id=mark.external_id).first() if mark.external_id else None
    if found is None and mark.ref:
        found = ours.filter(ref=mark.ref).first()
    return found


def _changes(line: Line, mark: Mark) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if mark.external_id and line.external_id is None:
        changes["external_id"] = mark.external_id
    if mark.state != Line.FAILED and getattr(line, f"{mark.state}_at") is None:
        changes[f"{mark.state}_at"] = mark.at
    if _moves(line.state, mark.state):
        changes |= {"state": mark.state, "lease": "", "error": mark.error[:80]}
    return changes


def _moves(now: str, then: str) -> bool:
    if then == Line.FAILED:
        return now in _MAY_FAIL
    return _ORDER.index(then) > _ORDER.index(now)
