"""Which photos go to another government: those that were looked at, as they are covered."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from surga.core.cases.models import Case, Photo
from surga.core.cases.photos import clean_photo
from surga.core.triage.pictures import looking
from surga.core.triage.pictures.finding import Box, Finding
from surga.reactions.sync.store.house import CityHouse
from surga.reactions.sync.things import Side

SIDE = Side("sp4n", "sp4n")


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "green").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def told(publish: Callable[..., Case]) -> Callable[[], tuple[Any, ...]]:
    """Publishes a case with a photo; tells it, and gives its pictures."""
    case = publish(photos=(clean_photo(jpeg()),))

    def tell() -> tuple[Any, ...]:
        ours = CityHouse().ours(case.pk, SIDE)
        assert ours is not None
        return CityHouse().new_report(ours).pictures

    return tell


def test_a_photo_that_waits_is_looked_at_before_it_goes(
    told: Callable[[], tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "look_at", lambda picture: [Finding("face", Box(9, 9, 60, 60), 0.9)])
    (picture,) = told()
    photo = Photo.objects.get()
    assert photo.look == "masked"
    assert photo.file.startswith("masked/")
    with default_storage.open(photo.file) as file:
        assert picture.data == file.read()


@pytest.mark.parametrize(
    "found", [Finding("plate", Box(9, 9, 60, 20), 0.3), Finding("card", Box(9, 9, 90, 60), 0.9), None]
)
def test_what_is_in_doubt_or_held_back_stays_here(
    found: Finding | None, told: Callable[[], tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(picture: object) -> list[Finding]:
        if found is None:
            raise ValueError
        return [found]

    monkeypatch.setattr(looking, "look_at", look)
    assert told() == ()
    assert Photo.objects.get().look in {"unsure", "held"}
    assert told() == ()
