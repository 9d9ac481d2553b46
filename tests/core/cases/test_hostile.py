"""What somebody made to hurt: refused by name, never a fault of ours."""

import base64
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from surga.core.cases import actions, photos, queries
from surga.core.cases.states import Refused
from surga.core.people.access import Actor, system
from tests.core.conftest import file_case


def exif_photo() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[2] = (7.0, 49.0, 0.0)
    out = io.BytesIO()
    Image.new("RGB", (20, 10)).save(out, "JPEG", exif=exif)
    return out.getvalue()


@given(st.lists(st.tuples(st.integers(20, 200), st.integers(0, 255)), max_size=12))
def test_a_photo_with_damaged_exif_is_a_photo_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(exif_photo())
    for place, value in changes:
        data[place % len(data)] = value
    try:
        assert photos.clean_photo(bytes(data)).width > 0
    except Refused as refused:
        assert refused.code.startswith("photo_")  # noqa: PT017  # both ends are right


def test_a_huge_drawing_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    Image.new("1", (10_000, 9_000)).save(out, "PNG")
    with pytest.raises(Refused, match="photo_bomb"):
        photos.clean_photo(out.getvalue())


@pytest.mark.parametrize(
    "said",
    [
        '["2026-01-01T00:00:00+00:00", Infinity]',
        '["0001-01-01T00:00:00+14:00", 1]',
        '["9999-12-31T23:59:59-14:00", 1]',
        "[" * 40_000,
    ],
)
def test_a_cursor_that_was_made_up_is_refused(said: str) -> None:
    with pytest.raises(queries.CursorBroken):
        queries.read_cursor(base64.urlsafe_b64encode(said.encode()).decode())
    with pytest.raises(queries.CursorBroken):
        queries.read_cursor(base64.urlsafe_b64encode(json.dumps({"a": 1}).encode()).decode())


def test_a_confidential_case_is_forwarded_by_choice_alone(staff: dict[str, Actor]) -> None:
    code = file_case(confidential=True)
    actions.verify_case(code, staff["verifier"])
    with pytest.raises(Refused, match="agency_unknown"):
        actions.forward_case(code, staff["verifier"])
    assert actions.forward_case(code, staff["verifier"], agency="umum").agency_id == "umum"


def test_a_confidential_oversight_case_goes_to_the_inspectorate(staff: dict[str, Actor]) -> None:
    code = file_case("petugas loket meminta pungutan liar", confidential=True, topic="pungli")
    actions.verify_case(code, system("test"), topic="pungli")
    assert actions.forward_case(code, system("test")).agency_id == "pengawas"
