"""Files that people send: kept, gone and asked for again, or refused."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from surga.core.cases.models import Case, Photo
from surga.core.intake.actions.traffic import fetching
from surga.core.intake.models import Line
from tests.core.conftest import file_case
from tests.core.intake.talk import conversation, fresh, heard, later

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    return tmp_path


def picture(colour: str = "red") -> bytes:
    image = Image.new("RGB", (64, 48), colour)
    exif = Image.Exif()
    exif[0x9286] = "Wulan was here"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def wanted(**more: object) -> fetching.Wanted:
    found = fetching.claim("whatsapp", **more)  # type: ignore[arg-type]  # now=
    assert found is not None
    return found


def said() -> list[str]:
    return list(Line.objects.filter(way=Line.OUT).values_list("text", flat=True))


def test_one_worker_has_it_until_its_lease_is_over() -> None:
    line = heard(conversation(), media_type="image/jpeg")
    first = wanted()
    assert (first.id, first.media_id, first.mime, first.kind) == (
        line.pk,
        line.media_id,
        "image/jpeg",
        "photo",
    )
    assert fetching.claim("whatsapp") is None
    after = later(seconds=fetching.LEASE.total_seconds() + 1)
    again = wanted(now=after)
    fetching.keep_file(first, picture())  # came back too late
    assert fresh(line).media_state == Line.WANTED
    fetching.keep_file(again, picture())
    assert fresh(line).media_state == Line.KEPT


def test_a_photo_is_drawn_anew_without_what_hides_in_it() -> None:
    line = heard(conversation())
    fetching.keep_file(wanted(), picture(), "image/jpeg")
    line = fresh(line)
    with default_storage.open(line.file) as file:
        kept = file.read()
    assert b"Wulan" in picture()
    assert b"Wulan" not in kept
    assert line.file.startswith("photos/")
    assert (line.media_type, line.error, line.lease) == ("image/jpeg", "", "")
    assert default_storage.exists(line.file.replace("photos/", "thumbs/"))


def test_a_picture_sent_as_a_document_loses_it_too() -> None:
    line = heard(conversation(), "document", media_type="image/jpeg")
    fetching.keep_file(wanted(), picture())
    assert fresh(line).file.startswith("photos/")


def test_a_voice_note_is_kept_as_it_is() -> None:
    line = heard(conversation(), "voice")
    fetching.keep_file(wanted(), b"OggS...", "audio/ogg; codecs=opus")
    line = fresh(line)
    with default_storage.open(line.file) as file:
        assert file.read() == b"OggS..."
    assert line.file.startswith("files/")
    assert (line.media_state, line.media_type) == (Line.KEPT, "audio/ogg")


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("photo", b"no picture", "tidak dapat kami buka"),
        ("photo", picture()[:200], "tidak dapat kami buka"),
        ("photo", b"x" * (10 * 1024 * 1024 + 1), "10 MB"),
        ("voice", b"x" * (fetching.MAX_BYTES + 1), "16 MB"),
    ],
    ids=["not a picture", "broken", "large photo", "large voice"],
)
def test_what_cannot_be_taken_is_told_in_one_sentence(kind: str, data: bytes, words: str) -> None:
    line = heard(conversation(), kind)
    fetching.keep_file(wanted(), data)
    assert fresh(line).media_state == Line.REFUSED
    assert len(said()) == 1
    assert words in said()[0]


def test_what_is_gone_is_asked_for_again_once() -> None:
    talk = conversation(language="en")
    lines = [heard(talk) for _ in range(3)]
    # Over a full hour, too.
    start = timezone.now().replace(minute=59, second=59) + timedelta(days=1)
    for seconds in (0, 2, 3601):
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            fetching.gone(wanted())
        assert "once more" in said()[-1]
        assert len(said()) == (2 if seconds > 3600 else 1)
    assert [fresh(line).media_state for line in lines] == [Line.EXPIRED] * 3


def test_each_sender_is_asked() -> None:
    for sender in ("1", "2"):
        heard(conversation(sender))
        fetching.gone(wanted())
    assert len(said()) == 2


def test_it_is_tried_again_and_then_asked_for() -> None:
    line = heard(conversation())
    for _ in range(fetching.MAX_ATTEMPTS):
        fetching.put_off(wanted(now=later(days=1)), "busy", wait=3)
        Line.objects.filter(pk=line.pk, next_at__isnull=False).update(
            next_at=timezone.now() + timedelta(seconds=1)
        )
    assert fresh(line).media_state == Line.EXPIRED
    assert len(said()) == 1


@pytest.mark.usefixtures("small_city")
def test_a_photo_that_comes_after_its_case_is_added_to_it() -> None:
    case = Case.objects.get(code=file_case())
    talk = conversation()
    for _ in range(2):
        heard(talk, case=case)
        fetching.keep_file(wanted(), picture())
    assert Photo.objects.filter(case=case).count() == 1  # the same picture twice is one


@pytest.mark.usefixtures("small_city")
def test_where_a_photo_was_taken_is_kept_nowhere(storage) -> None:
    case = Case.objects.get(code=file_case())
    talk = conversation()
    for belongs in (None, case):
        heard(talk, case=belongs)
        fetching.keep_file(wanted(), picture())
    kept = [path.read_bytes() for path in storage.rglob("*") if path.is_file()]
    assert Photo.objects.filter(case=case).count() == 1
    assert kept
    assert not any(b"Wulan" in each for each in kept)


@pytest.mark.usefixtures("small_city")
def test_a_case_that_is_closed_leaves_the_photo_in_the_conversation() -> None:
    case = Case.objects.get(code=file_case())
    Case.objects.filter(pk=case.pk).update(status="closed")
    line = heard(conversation(), case=case)
    fetching.keep_file(wanted(), picture())
    assert fresh(line).media_state == Line.KEPT
    assert not Photo.objects.exists()
