"""Seeing what is kept: an identity, and which photos the public sees."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from surga.core.cases.actions.frame import begin
from surga.core.cases.models import Case, Entry, Photo
from surga.core.cases.states import Refused
from surga.core.people import queries as people
from surga.core.people.access import Actor
from surga.core.people.models import Reporter
from surga.events import catalogue


@transaction.atomic
def reveal_identity(code: str, actor: Actor, *, reason: str, at: datetime | None = None) -> Reporter | None:
    """Who the reporter is. Each time with a reason, and on record (UU 27/2022: purpose and trace)."""
    work = begin(code, actor, "reveal", "note", at)
    if not reason.strip():
        raise Refused("reason_empty", "reason")
    entry = work.say("reveal", reason, Entry.INTERNAL)
    work.finish(catalogue.IdentityRevealed(case_id=work.case.pk, entry_id=entry))
    return people.reporter(work.case.reporter_id) if work.case.reporter_id else None


@transaction.atomic
def show_photo(code: str, actor: Actor, *, photo_id: int, public: bool, at: datetime | None = None) -> Case:
    """Let the public see a photo, or take it back."""
    work = begin(code, actor, "show_photo", "note", at)
    changed = Photo.objects.filter(pk=photo_id, case=work.case).update(public=public)
    if not changed:
        raise Refused("photo_unknown", "photo")
    return work.finish(catalogue.PhotoShown(case_id=work.case.pk, photo_id=photo_id, public=public))
