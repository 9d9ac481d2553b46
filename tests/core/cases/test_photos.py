"""Photos: by content, upright, without EXIF; what is no photo is refused by name."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from surga.core.cases import photos
from surga.core.cases.states import Refused


def jpeg(size: tuple[int, int] = (80, 40), exif: Image.Exif | None = None) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "JPEG", exif=exif or Image.Exif())
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 60,000 pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9000))
        + chunk(b"IEND", b"")
    )


def test_position_and_camera_are_gone_and_the_picture_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[2] = (7.0, 49.0, 0.0)  # GPS latitude
    clean = photos.clean_photo(jpeg(exif=exif))
    assert (clean.width, clean.height) == (40, 80)
    for data in (clean.jpeg, clean.thumb):
        assert b"Camera" not in data
        assert not dict(Image.open(io.BytesIO(data)).getexif())
        assert "exif" not in Image.open(io.BytesIO(data)).info


def test_a_large_photo_is_made_smaller() -> None:
    clean = photos.clean_photo(jpeg((4000, 1000)))
    assert (clean.width, clean.height) == (1600, 400)
    assert max(Image.open(io.BytesIO(clean.thumb)).size) == 320


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L"])
def test_drawings_with_other_colours_are_photos_too(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (10, 10)).save(out, "PNG")
    assert photos.clean_photo(out.getvalue()).width == 10


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "photo_not_picture"),
        (b"PK\x03\x04" + b"0" * 200, "photo_not_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_not_picture"),
        (b"%PDF-1.7", "photo_not_picture"),
        (jpeg()[:300], "photo_broken"),
        (bomb(), "photo_bomb"),
        (b"\xff" * (photos.MAX_BYTES + 1), "photo_too_big"),
    ],
    ids=["nothing", "zip", "svg", "pdf", "half", "bomb", "big"],
)
def test_what_is_no_photo_says_why(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        photos.clean_photo(data)
    assert refused.value.code == code


@given(st.binary(max_size=400))
def test_any_bytes_are_a_photo_or_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        photos.clean_photo(b"\xff\xd8\xff" + data)


def test_five_at_most_and_the_same_one_once() -> None:
    assert len(photos.clean_photos([jpeg(), jpeg()])) == 1
    with pytest.raises(Refused, match="photo_too_many"):
        photos.clean_photos([jpeg((n + 1, 5)) for n in range(6)])
