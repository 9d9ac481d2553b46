"""Seeing what is kept: an identity; which photos the public sees, what is covered on them, and how they came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import structlog
from django.db import transaction

from surga.core.cases import photos as pictures
from surga.core.cases.actions.frame import Work, begin
from surga.core.cases.models import Case, Entry, Photo
from surga.core.cases.queries.pictures import SHOWABLE
from surga.core.cases.states import Refused
from surga.core.people import queries as people
from surga.core.people.access import Actor, system
from surga.core.people.models import Reporter
from surga.core.triage.pictures.finding import HELD, Box, verdict
from surga.events import catalogue
from surga.events.record import record

_LOOKING: Final = system("pictures")
#: More boxes than that are no covering, they are a mistake.
MOST_BOXES: Final = 60
_log = structlog.get_logger("surga.pictures")


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
    photo = _of_case(work, photo_id)
    if public and photo.look in {"unsure", "held"}:
        raise Refused(f"photo_{photo.look}", "photo")
    photo.public = public
    photo.save(update_fields=("public",))
    return work.finish(catalogue.PhotoShown(case_id=work.case.pk, photo_id=photo_id, public=public))


def look_at_photo(photo_id: int) -> bool:
    """Look at a photo that waits, cover what was found, and keep the verdict; whether it was still waiting.

    Takes up to a second, and no lock meanwhile: call it outside of a transaction. Whatever goes wrong, the photo stays
    hidden, and an officer is asked.
    """
    photo = Photo.objects.filter(pk=photo_id, look="waiting").first()
    if photo is None:
        return False
    try:
        from surga.core.triage.pictures.looking import look_at  # loads OpenCV

        found = look_at(pictures.pixels_of(photo.original))
        look, kept = verdict(found), [_plain(one.kind, one.box, one.sure) for one in found]
        paths = pictures.keep_covered(photo.original, [one.box for one in found]) if found else None
    except Exception as error:  # a picture may be spoilt, a file gone, a detector stumble: all the same here
        _log.error("photo_not_looked_at", photo=photo_id, error=type(error).__name__)
        look, kept, paths = "unsure", [{"kind": "error", "reason": type(error).__name__}], None
    return _judged(photo, look, kept, paths)


@transaction.atomic
def _judged(photo: Photo, look: str, found: list[dict[str, Any]], paths: tuple[str, str] | None) -> bool:
    code = Case.objects.values_list("code", flat=True).get(pk=photo.case_id)
    work = begin(code, _LOOKING, "judge_photo", "note", None)
    photo = _of_case(work, photo.pk)
    if photo.look != "waiting":
        return False  # somebody else was quicker
    photo.look, photo.found = look, found
    photo.file, photo.thumb = paths or (photo.file, photo.thumb)
    _keep(work, photo)
    return True


@transaction.atomic
def cover_photo(
    code: str,
    actor: Actor,
    *,
    photo_id: int,
    boxes: Sequence[Box],
    off: Sequence[int] = (),
    at: datetime | None = None,
) -> Photo:
    """Cover these places as well, and let those found places be seen whose numbers are ``off``; all from the original.

    What was covered by hand before stays, unless it is ``off`` too. The photo is not shown by that. Raises ``Refused``.
    """
    work = begin(code, actor, "judge_photo", "note", at)
    photo = _of_case(work, photo_id)
    found = [one for one in photo.found if "box" in one]
    kept = [
        {
            **{name: value for name, value in one.items() if name != "off"},
            **({"off": True} if n in off else {}),
        }
        for n, one in enumerate(found)
        if not (n in off and one["kind"] == "hand")
    ]
    for box in boxes:
        place = box.within(photo.width, photo.height)
        if place is None or place.width < 2 or place.height < 2:
            raise Refused("box_outside", "box")
        kept.append(_plain("hand", place, 1.0))
    if len(kept) > MOST_BOXES:
        raise Refused("boxes_too_many", "box", max=MOST_BOXES)
    return _covered_anew(work, photo, kept)


@transaction.atomic
def start_photo_over(code: str, actor: Actor, *, photo_id: int, at: datetime | None = None) -> Photo:
    """Forget what was done by hand: what was found is covered again, and nothing else."""
    work = begin(code, actor, "judge_photo", "note", at)
    photo = _of_case(work, photo_id)
    found = [one for one in photo.found if "box" in one and one["kind"] != "hand"]
    return _covered_anew(
        work, photo, [{name: value for name, value in one.items() if name != "off"} for one in found]
    )


@transaction.atomic
def decide_photo(code: str, actor: Actor, *, photo_id: int, safe: bool, at: datetime | None = None) -> Photo:
    """Say that a photo may be seen as it is covered now, and show it; or hold it back.

    One with a card or a paper on it only after somebody covered something by hand: raises ``Refused`` before that.
    """
    work = begin(code, actor, "judge_photo", "note", at)
    photo = _of_case(work, photo_id)
    kinds = {one["kind"] for one in photo.found}
    if safe and kinds & HELD and "hand" not in kinds:
        raise Refused("photo_cover_first", "box")
    covered = any("box" in one and not one.get("off") for one in photo.found)
    if safe and not covered and photo.look != "clear":
        # Somebody let every place be seen, or nothing could be found: what is shown is the clean copy, whole.
        photo.file, photo.thumb = _copies(photo, [])
    photo.look = ("masked" if covered else "clear") if safe else "held"
    photo.public = safe
    photo.found = [one for one in photo.found if one["kind"] != "error"] if safe else photo.found
    _keep(work, photo)
    return photo


@transaction.atomic
def see_original(code: str, actor: Actor, *, photo_id: int, at: datetime | None = None) -> bytes:
    """The photo as it came, as a JPEG, with nothing covered. Each time on record. Raises ``Refused``."""
    work = begin(code, actor, "see_original", "note", at)
    photo = _of_case(work, photo_id)
    try:
        seen = pictures.uncovered(photo.original)
    except FileNotFoundError:
        raise Refused("photo_unknown", "photo") from None
    record(catalogue.OriginalSeen(case_id=work.case.pk, photo_id=photo_id), str(actor), work.now)
    return seen


def _of_case(work: Work, photo_id: int) -> Photo:
    photo = Photo.objects.filter(pk=photo_id, case=work.case).first()
    if photo is None:
        raise Refused("photo_unknown", "photo")
    return photo


def _covered_anew(work: Work, photo: Photo, found: list[dict[str, Any]]) -> Photo:
    photo.file, photo.thumb = _copies(photo, found)
    # Of what was shown something else is seen now: it is for the officer to say that this is safe too.
    photo.found, photo.look = found, "held" if photo.look == "held" else "unsure"
    _keep(work, photo)
    return photo


def _copies(photo: Photo, found: list[dict[str, Any]]) -> tuple[str, str]:
    boxes = [Box(*one["box"]) for one in found if "box" in one and not one.get("off")]
    try:
        return pictures.keep_covered(photo.original, boxes)
    except FileNotFoundError:
        raise Refused("photo_unknown", "photo") from None


def _keep(work: Work, photo: Photo) -> None:
    if photo.look not in SHOWABLE and work.actor.kind != "system":
        photo.public = False
    photo.save(update_fields=("look", "found", "file", "thumb", "public"))
    kinds = sorted({one["kind"] for one in photo.found if not one.get("off")})
    event = catalogue.PhotoJudged(case_id=work.case.pk, photo_id=photo.pk, look=photo.look, kinds=kinds)
    record(event, str(work.actor), work.now)


def _plain(kind: str, box: Box, sure: float) -> dict[str, Any]:
    return {"kind": kind, "box": [box.x, box.y, box.width, box.height], "sure": sure}
