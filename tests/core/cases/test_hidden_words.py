"""Nothing that hides in a picture's file is in a copy: in no format, and whatever way it was put there."""

import io
import zlib

import numpy as np
import pytest
from django.core.files.storage import default_storage
from PIL import Image, PngImagePlugin

from surga.core.cases import photos
from surga.core.triage.pictures.finding import Box

SECRET = "Rahasia-3571012345678901"
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r>{SECRET}</r></x:xmpmeta>'.encode()


def picture(seed: int = 1) -> Image.Image:
    return Image.fromarray(np.random.default_rng(seed).integers(0, 255, (90, 120, 3), dtype=np.uint8))


def exif() -> Image.Exif:
    found = Image.Exif()
    found[0x010E] = SECRET  # description
    found[0x9286] = SECRET.encode()  # comment
    found.get_ifd(0x8825)[2] = (7.0, 49.0, 0.0)
    return found


def saved(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture().save(out, kind, **more)  # type: ignore[arg-type]  # each format has options of its own
    return out.getvalue()


def png_with_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET)
    info.add_text("Packed", SECRET, zip=True)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved("PNG", pnginfo=info, exif=exif())


def two_pictures() -> bytes:
    """As some telephones send: a second picture, or a film, behind the first."""
    out = io.BytesIO()
    picture().save(out, "MPO", save_all=True, append_images=[picture(2)], exif=exif())
    return out.getvalue()


def with_thumbnail() -> bytes:
    """The EXIF of a camera holds the whole scene once more, also what was cut away."""
    inner = io.BytesIO()
    picture(3).save(inner, "JPEG", comment=SECRET.encode())
    return saved("JPEG", exif=b"Exif\x00\x00" + exif().tobytes()[6:] + inner.getvalue())


FILES = {
    "jpeg": saved("JPEG", exif=exif(), xmp=XMP, comment=SECRET.encode(), icc_profile=SECRET.encode() * 9),
    "jpeg with a thumbnail": with_thumbnail(),
    "jpeg with a film behind it": saved("JPEG") + b"ftypmp42" + SECRET.encode() * 40,
    "two pictures": two_pictures(),
    "png": png_with_text(),
    "png with more behind it": png_with_text() + SECRET.encode(),
    "webp": saved("WEBP", exif=exif(), xmp=XMP, icc_profile=SECRET.encode() * 9),
    "webp in motion": saved("WEBP", save_all=True, append_images=[picture(2)], exif=exif(), xmp=XMP),
}


def spelt() -> list[bytes]:
    return [SECRET.encode(), SECRET.encode("utf-16-le"), zlib.compress(SECRET.encode())[2:-4]]


@pytest.mark.parametrize("name", FILES)
def test_no_copy_says_more_than_its_pixels(name: str) -> None:
    assert SECRET.encode() in FILES[name] or "png" in name
    clean = photos.clean_photo(FILES[name])
    _file, _thumb, original = photos.keep(clean)
    copies = [clean.jpeg, clean.thumb, photos.uncovered(original), photos.veiled_copy(_thumb)]
    for path in photos.keep_covered(original, [Box(10, 10, 40, 40)]):
        with default_storage.open(path) as file:
            copies.append(file.read())
    for data in copies:
        assert not [each for each in spelt() if each in data]
        opened = Image.open(io.BytesIO(data))
        assert opened.format == "JPEG"
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not dict(opened.getexif())
        # One picture and nothing behind it.
        assert data.endswith(b"\xff\xd9")
        assert getattr(opened, "n_frames", 1) == 1


def test_a_path_tells_nothing_of_the_name_or_the_sender() -> None:
    for path in photos.keep(photos.clean_photo(FILES["jpeg"])):
        folder, start, rest = path.split("/")
        assert folder in {"photos", "thumbs", "originals"}
        assert rest.startswith(start)
        assert set(rest.removesuffix(".jpg")) <= set("0123456789abcdef")
