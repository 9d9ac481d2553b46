"""Photos of a draft: kept in private until it is sent, thrown away after a day.

Each is looked at once when it comes in, so that what is wrong with it is said
at once, and never costs another photo or the words beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from surga.core.cases.photos import MAX_BYTES, MAX_PHOTOS, clean_photo
from surga.core.cases.states import Refused
from surga.doors.look.sentences import sentence
from surga.doors.portal.telling.keeping.drafts import Draft

_ROOT: Final = "drafts"
_KEPT_FOR: Final = timedelta(hours=24)
_AT_ONCE: Final = 50


def take_in(draft: Draft, files: Iterable[UploadedFile[Any]]) -> list[str]:
    """Keep the good ones on the draft; one sentence for each that is not."""
    wrong: list[str] = []
    files = list(files)
    if files:
        sweep()
    for file in files:
        try:
            _take(draft, file)
        except Refused as refused:
            told = sentence(refused.code, **refused.params)
            named = file.name if refused.code != "photo_too_many" else ""
            wrong.append(f"{_short(named)}: {told}" if named else told)
            if refused.code == "photo_too_many":
                break
    return wrong


def originals(draft: Draft) -> tuple[bytes, ...]:
    """The files as they came, for intake; one that is gone is left out."""
    return tuple(data for name in draft.photos if (data := _read(f"{_folder(draft)}/{name}")) is not None)


def small(draft: Draft, name: str) -> bytes | None:
    """The small picture of one photo of this draft."""
    return _read(f"{_folder(draft)}/{name}.small") if name in draft.photos else None


def remove(draft: Draft, name: str) -> None:
    if name in draft.photos:
        draft.photos.remove(name)
        for path in (f"{_folder(draft)}/{name}", f"{_folder(draft)}/{name}.small"):
            default_storage.delete(path)


def sweep() -> int:
    """Throw away what drafts left behind a day ago; how many folders went."""
    try:
        folders, _files = default_storage.listdir(_ROOT)
    except FileNotFoundError:
        return 0
    return sum(_empty(f"{_ROOT}/{folder}") for folder in folders[:_AT_ONCE])


def _take(draft: Draft, file: UploadedFile[Any]) -> None:
    if len(draft.photos) >= MAX_PHOTOS:
        raise Refused("photo_too_many", "photos", max=MAX_PHOTOS)
    if (file.size or 0) > MAX_BYTES:
        raise Refused("photo_too_big", "photos", max_mb=MAX_BYTES // 1024 // 1024)
    data = file.read()
    clean = clean_photo(data)
    name = clean.sha256[:16]
    if name in draft.photos:  # the same photo twice is one photo
        return
    default_storage.save(f"{_folder(draft)}/{name}.small", ContentFile(clean.thumb))
    default_storage.save(f"{_folder(draft)}/{name}", ContentFile(data))
    draft.photos.append(name)


def _folder(draft: Draft) -> str:
    return f"{_ROOT}/{draft.id}"


def _read(path: str) -> bytes | None:
    try:
        with default_storage.open(path) as kept:
            return bytes(kept.read())
    except FileNotFoundError:
        return None


def _empty(folder: str) -> bool:
    _folders, files = default_storage.listdir(folder)
    paths = [f"{folder}/{file}" for file in files]
    if any(timezone.now() - default_storage.get_modified_time(path) < _KEPT_FOR for path in paths):
        return False
    for path in paths:
        default_storage.delete(path)
    default_storage.delete(folder)
    return True


def _short(name: str | None) -> str:
    shown = "".join(letter for letter in name or "" if letter.isprintable())
    return shown if len(shown) <= 30 else f"{shown[:14]}…{shown[-12:]}"
