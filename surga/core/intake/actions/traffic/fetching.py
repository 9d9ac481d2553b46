"""What becomes of a file that somebody sent: wanted, then kept, gone, or refused. Only here are these saved.

Fetching twice does no harm, so a worker that was killed is simply followed by the next one when the lease is over.
"""

from __future__ import annotations

import hashlib
import mimetypes
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from surga.core.cases import photos
from surga.core.cases.actions import reply_to_case
from surga.core.cases.states import MoveRefused, Refused
from surga.core.intake.actions.saying import is_said, locked, say, touch
from surga.core.intake.models import Conversation, Line
from surga.core.people.access import REPORTER, NotAllowed

LEASE: Final = timedelta(minutes=5)
MAX_ATTEMPTS: Final = 8
FIRST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(hours=1)
#: Of a voice note, a film or a document; a photo has limits of its own.
MAX_BYTES: Final = 16 * 1024 * 1024

#: So often a sender is asked to send something again: an album is one matter.
_ASKED_EVERY: Final = timedelta(hours=1)
_AGAIN: Final = "again:"

_ASK_AGAIN: Final = {
    "id": "Maaf, kiriman Anda tidak sempat kami unduh. Mohon dikirim sekali lagi, ya.",
    "en": "Sorry, we could not download what you sent. Please send it once more.",
}
_TOO_BIG: Final = {
    "id": "Maaf, kiriman Anda terlalu besar bagi kami (paling besar {most} MB). Mohon kirim yang lebih kecil.",
    "en": "Sorry, what you sent is too large for us ({most} MB at most). Please send a smaller one.",
}
_BROKEN: Final = {
    "id": "Maaf, foto Anda tidak dapat kami buka. Mohon kirim sebagai foto biasa (JPG atau PNG).",
    "en": "Sorry, we cannot open your photo. Please send it as an ordinary photo (JPG or PNG).",
}

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that one worker has in hand."""

    id: int
    lease: str
    conversation_id: int
    channel: str
    kind: str
    media_id: str
    mime: str
    attempts: int


def claim(channel: str, now: datetime | None = None) -> Wanted | None:
    """The first file that is wanted on the channel, ours until the lease is over; None when none is."""
    at = now or timezone.now()
    while True:
        wanted = Line.objects.filter(media_state__written=(Line.WANTED,), channel=channel)
        due = wanted.filter(Q(next_at__isnull=True) | Q(next_at__lte=at))
        line = due.order_by("next_at", "id").first()
        if line is None:
            return None
        lease = secrets.token_hex(8)
        free = Line.objects.filter(pk=line.pk, media_state=Line.WANTED, lease=line.lease)
        if free.update(lease=lease, next_at=at + LEASE, attempts=F("attempts") + 1):
            return Wanted(
                id=line.pk,
                lease=lease,
                conversation_id=line.conversation_id,
                channel=line.channel,
                kind=line.kind,
                media_id=line.media_id,
                mime=line.media_type,
                attempts=line.attempts + 1,
            )


def keep_file(wanted: Wanted, data: bytes, mime: str = "") -> None:
    """Keep what was fetched: a picture drawn anew without what hides in it, anything else as it came.

    A photo of a line that belongs to a case already is added to it.
    """
    kind = (mime or wanted.mime).partition(";")[0].strip().lower()
    try:
        name, photo = stored(data, kind, wanted.kind)
    except Refused as refused:
        refuse(wanted, refused)
        return
    with transaction.atomic():
        conversation = locked(wanted.conversation_id)
        changes = {"media_state": Line.KEPT, "file": name, "media_type": kind[:100], "error": ""}
        if _of_this_try(wanted, conversation, **changes) and photo:
            _add_to_case(wanted, name)


def put_off(wanted: Wanted, code: str, wait: float) -> None:
    """It cannot be had now: try again in ``wait`` seconds or later, ask for it again after ``MAX_ATTEMPTS``."""
    if wanted.attempts >= MAX_ATTEMPTS:
        gone(wanted, code)
        return
    backoff = min(FIRST_WAIT * 3 ** (wanted.attempts - 1), LONGEST_WAIT)
    next_at = timezone.now() + max(timedelta(seconds=wait), backoff)
    Line.objects.filter(pk=wanted.id, lease=wanted.lease).update(lease="", next_at=next_at, error=code[:80])


def gone(wanted: Wanted, code: str = "expired") -> None:
    """The channel has it no longer: the sender is asked for it again, once in an hour."""
    now = timezone.now()
    with transaction.atomic():
        conversation = locked(wanted.conversation_id)
        gone_now = _of_this_try(wanted, conversation, media_state=Line.EXPIRED, error=code[:80])
        if gone_now and not is_said(conversation, _AGAIN, now - _ASKED_EVERY):
            _tell(conversation, _ASK_AGAIN, key=f"{_AGAIN}{wanted.id}")
    logger.warning("file gone", line=wanted.id, channel=wanted.channel, error=code[:80])


def too_big() -> Refused:
    """What ``refuse`` is given for a file that is larger than we take."""
    return Refused("file_too_big", "photos", max_mb=MAX_BYTES // 1024 // 1024)


def refuse(wanted: Wanted, refused: Refused) -> None:
    """It cannot be taken, and the sender is told why: too large, or no picture."""
    words = _TOO_BIG if refused.code.endswith("_too_big") else _BROKEN
    with transaction.atomic():
        conversation = locked(wanted.conversation_id)
        if _of_this_try(wanted, conversation, media_state=Line.REFUSED, error=refused.code):
            _tell(conversation, words, key=f"refused:{wanted.id}", most=refused.params.get("max_mb", ""))


def stored(data: bytes, mime: str, kind: str) -> tuple[str, bool]:
    """Write a file that came with a message; its storage name, and whether it is a picture. Raises ``Refused``."""
    if kind == "photo" or mime.startswith("image/"):
        try:
            return photos.keep_clean(photos.clean_photo(data))[0], True
        except Refused:
            if kind == "photo":
                raise  # a document, or a sticker, may be a picture in a form we cannot draw
    if len(data) > MAX_BYTES:
        raise too_big()
    digest = hashlib.sha256(data).hexdigest()
    path = f"files/{digest[:2]}/{digest}{mimetypes.guess_extension(mime) or ''}"
    # Named by content: the same again is the same file.
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(data))
    return path, False


def file_of(name: str) -> bytes:
    """The bytes of a file that was kept."""
    with default_storage.open(name) as file:
        data: bytes = file.read()
    return data


def _of_this_try(wanted: Wanted, conversation: Conversation, **changes: Any) -> bool:
    this = Line.objects.filter(pk=wanted.id, media_state=Line.WANTED, lease=wanted.lease)
    if not this.update(lease="", next_at=None, **changes):
        return False
    touch(conversation, timezone.now())
    return True


def _add_to_case(wanted: Wanted, name: str) -> None:
    line = Line.objects.select_related("case").get(pk=wanted.id)
    if line.case is None:
        return  # it goes along when the case is filed
    try:
        with transaction.atomic():
            # As it was drawn anew: where it was taken is nobody's business, not even in the original.
            reply_to_case(line.case.code, REPORTER, text="", photos=(file_of(name),))
    except (MoveRefused, Refused, NotAllowed):
        # The case is closed, or takes no more: the picture stays in the conversation.
        logger.info("photo not added to its case", line=wanted.id)


def _tell(conversation: Conversation, words: dict[str, str], *, key: str, **values: object) -> None:
    sentence = words.get(conversation.language, words["id"]).format(**values)
    say(conversation, sentence, author="bot", key=key)
