"""Photos: which may be shown to whom, which wait to be looked at, which an officer has to decide about."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, Literal

from django.db.models import Q, QuerySet
from django.utils import timezone

from surga.core.cases.models import Case, Photo
from surga.core.cases.queries.queues import visible_to
from surga.core.people.access import Actor, may

#: What was looked at, and bears to be seen.
SHOWABLE: Final = ("clear", "masked")
#: So long nobody is asked to look at a photo that waits: the worker will.
PATIENCE: Final = timedelta(minutes=10)
type Copy = Literal["file", "veiled", "nothing"]


def photos_of(case: Case, *, public_only: bool = False) -> list[Photo]:
    photos = Photo.objects.filter(case=case).order_by("id")
    return list(photos.filter(photos_shown()) if public_only else photos)


def photo(pk: int) -> Photo | None:
    """A photo with its case, and what was said with it."""
    return Photo.objects.select_related("case", "entry").filter(pk=pk).first()


def photos_shown() -> Q:
    """The photos that everybody may see where their case is public."""
    return Q(public=True, look__in=SHOWABLE)


def is_shown(photo: Photo) -> bool:
    """The same of one photo."""
    return photo.public and photo.look in SHOWABLE


def copy_for_officer(photo: Photo) -> Copy:
    """What an officer sees of it in passing: the covered copy; before anybody looked at it, a veil.

    What it shows in full has its own page, and its own right.
    """
    return "file" if _was_looked_at(photo) else "veiled"


def copy_for_reporter(photo: Photo) -> Copy:
    """Their own as they sent it until it is looked at, then covered; of others' nothing before that."""
    if _was_looked_at(photo):
        return "file"
    own = photo.entry_id is None or (photo.entry is not None and photo.entry.author == "reporter")
    return "file" if own and not photo.proof else "nothing"


def _was_looked_at(photo: Photo) -> bool:
    return photo.look in {"clear", "masked", "held", "unsure"} and not failed(photo)


def failed(photo: Photo) -> bool:
    """Whether looking at it went wrong, so that nothing on it is covered."""
    return any(one.get("kind") == "error" for one in photo.found)


def waiting_photos(limit: int) -> list[int]:
    """Photos that were not looked at yet. The newest first: a city's old ones do not keep today's waiting."""
    return list(Photo.objects.filter(look="waiting").order_by("-id").values_list("pk", flat=True)[:limit])


def photos_to_decide(actor: Actor, *, held: bool = False, now: datetime | None = None) -> QuerySet[Photo]:
    """The photos this officer has to decide about, the oldest first; ``held``: those held back, the newest first."""
    if not may(actor, "judge_photo"):
        return Photo.objects.none()
    photos = Photo.objects.select_related("case").filter(case__in=visible_to(actor))
    if held:
        return photos.filter(look="held").order_by("-id")
    stale = (now or timezone.now()) - PATIENCE
    return photos.filter(Q(look="unsure") | Q(look="waiting", at__lt=stale)).order_by("id")


def count_to_decide(actor: Actor, most: int = 100) -> int:
    """How many there are, counted up to ``most``."""
    return len(photos_to_decide(actor).order_by().values_list("pk", flat=True)[:most])


def next_to_decide(actor: Actor, after: int) -> int | None:
    """The photo that comes after this one; the first again after the last; None when none is left."""
    left = photos_to_decide(actor).exclude(pk=after).values_list("pk", flat=True)
    return left.filter(pk__gt=after).first() or left.first()


def boxes_of(photo: Photo) -> list[dict[str, Any]]:
    """What is covered on it, or could be: ``kind``, ``box``, ``sure``; ``off``: an officer let it be seen."""
    return [one for one in photo.found if "box" in one]
