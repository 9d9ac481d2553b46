"""Taking a photo in: by its content, turned upright, without EXIF and GPS; and covering places on it.

The picture is decoded and written anew, so nothing hidden in the file survives; what was sent is kept beside it and
never served. Whatever is covered is covered anew from that, on the large copy, and the small one is made of the large.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

from surga.core.cases.states import Refused
from surga.core.triage.pictures.finding import Box, Pixels

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_PHOTOS: Final = 5
#: Pixels of the largest picture a telephone takes today, with room; more is a decompression bomb.
MAX_PIXELS: Final = 120_000_000
# JPEG covers the two-picture files (MPO) of some telephones as well.
_FORMATS = ("JPEG", "PNG", "WEBP")
_LONG_SIDE = 1600
_THUMB = 320


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A picture ready to show. ``jpeg`` and ``thumb`` are encoded images without metadata."""

    jpeg: bytes
    thumb: bytes
    original: bytes
    width: int
    height: int
    sha256: str


def clean_photo(data: bytes) -> CleanPhoto:
    """Decode, turn upright, shrink and re-encode; :class:`Refused` with a ``photo_…`` code if it cannot."""
    if len(data) > MAX_BYTES:
        raise Refused("photo_too_big", "photos", max_mb=MAX_BYTES // 1024 // 1024)
    picture = _opened(data)
    jpeg = _encoded(picture, _LONG_SIDE, quality=82)
    return CleanPhoto(
        jpeg=jpeg[0],
        thumb=_encoded(picture, _THUMB, quality=75)[0],
        original=data,
        width=jpeg[1],
        height=jpeg[2],
        sha256=hashlib.sha256(data).hexdigest(),
    )


def clean_photos(many: tuple[bytes, ...] | list[bytes]) -> list[CleanPhoto]:
    """Each of them, once: the same file twice is one photo."""
    if len(many) > MAX_PHOTOS:
        raise Refused("photo_too_many", "photos", max=MAX_PHOTOS)
    cleaned = (clean_photo(data) for data in many)
    return list({photo.sha256: photo for photo in cleaned}.values())


def keep(photo: CleanPhoto) -> tuple[str, str, str]:
    """Write the three files; their paths (clean, thumb, original) in the media storage."""
    return *keep_clean(photo), _written(f"originals/{_stem(photo)}", photo.original)


def keep_clean(photo: CleanPhoto) -> tuple[str, str]:
    """Write what may be shown, and nothing of what hid in the picture; the paths (clean, thumb)."""
    stem = _stem(photo)
    return _written(f"photos/{stem}.jpg", photo.jpeg), _written(f"thumbs/{stem}.jpg", photo.thumb)


def pixels_of(original: str) -> Pixels:
    """The large copy of a kept photo, without its secrets and uncovered: blue, green, red.

    Raises ``FileNotFoundError``, or ``Refused`` where the file is spoilt.
    """
    with default_storage.open(original) as file:
        picture = _flat(_opened(file.read()), _LONG_SIDE)
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])


def uncovered(original: str) -> bytes:
    """The photo as it came, drawn anew: a JPEG to look at, never the file itself. Raises as ``pixels_of``."""
    return _jpeg(_picture(pixels_of(original)), 82)


def keep_covered(original: str, boxes: Sequence[Box]) -> tuple[str, str]:
    """Cover these places (pixels of the large copy) and write both copies; their paths (clean, thumb).

    Other boxes have other paths: what a reader's browser or another case keeps is never changed under them.
    """
    from surga.core.triage.pictures.covering import (
        cover,
    )  # loads OpenCV: not for those who only take photos in

    large = _picture(cover(pixels_of(original), boxes))
    jpeg, small = _jpeg(large, 82), large.copy()
    small.thumbnail((_THUMB, _THUMB))
    digest = hashlib.sha256(jpeg).hexdigest()
    stem = f"{digest[:2]}/{digest}"
    return _written(f"masked/{stem}.jpg", jpeg), _written(f"masked/{stem}-small.jpg", _jpeg(small, 75))


def veiled_copy(thumb: str) -> bytes:
    """A photo that nobody looked at yet, as little more than its colours."""
    from surga.core.triage.pictures.covering import veiled

    with default_storage.open(thumb) as file:
        picture = _flat(_opened(file.read()), _THUMB).convert("RGB")
    return _jpeg(_picture(veiled(np.ascontiguousarray(np.asarray(picture)[:, :, ::-1]))), 75)


def _stem(photo: CleanPhoto) -> str:
    return f"{photo.sha256[:2]}/{photo.sha256}"


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        # The header tells the size before a pixel is decoded.
        most = MAX_PIXELS if picture.format == "JPEG" else MAX_PIXELS // 4  # JPEG is read small, others whole
        if picture.width * picture.height > most:
            raise Refused("photo_bomb", "photos")
        if picture.format in ("JPEG", "MPO"):
            picture.draft("RGB", (_LONG_SIDE, _LONG_SIDE))
        picture.load()
        return ImageOps.exif_transpose(picture)
    except UnidentifiedImageError as error:
        raise Refused("photo_not_picture", "photos") from error
    except Image.DecompressionBombError as error:
        raise Refused("photo_bomb", "photos") from error
    except Refused:
        raise
    except Exception as error:  # a decoder may stumble in any way over a file that was made to hurt
        raise Refused("photo_broken", "photos") from error


def _encoded(picture: Image.Image, side: int, quality: int) -> tuple[bytes, int, int]:
    bare = _flat(picture, side)
    return _jpeg(bare, quality), bare.width, bare.height


def _flat(picture: Image.Image, side: int) -> Image.Image:
    """The bare pixels, no longer than ``side``: no EXIF, GPS, comment or colour profile comes along."""
    small = picture.copy()
    small.thumbnail((side, side))
    if small.mode not in ("RGB", "L"):
        # On white: a transparent drawing must not turn black.
        flat = Image.new("RGB", small.size, "white")
        layered = small.convert("RGBA")
        flat.paste(layered, mask=layered.getchannel("A"))
        small = flat
    return Image.frombytes(small.mode, small.size, small.tobytes())


def _picture(pixels: Pixels) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1]))


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _written(path: str, data: bytes) -> str:
    # Named by content: the same picture again is the same file, and a retry overwrites nothing.
    return path if default_storage.exists(path) else default_storage.save(path, ContentFile(data))
