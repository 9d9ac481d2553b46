"""A whole story over a messenger: told in it, photographed in it, answered and confirmed in it."""

import io
import json
from itertools import count

import pytest
from PIL import Image

from surga.channels.port.channel import Media
from surga.core.cases import actions
from surga.core.cases.models import Case, Photo
from surga.core.intake.actions.traffic import arriving
from surga.core.intake.models import Line
from surga.core.people.access import Actor
from surga.project import work
from tests.channels.port.double import Double, hurry


@pytest.fixture
def storage(tmp_path, settings) -> None:
    folder = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path)},
    }
    settings.STORAGES = {**settings.STORAGES, "default": folder}


class Phone:
    """A citizen with a telephone, and the worker at the other end."""

    def __init__(self) -> None:
        self.channel = Double()
        self.channel.give = lambda media_id: Media(_picture(), "image/jpeg")
        self.worker = work.Worker([self.channel])
        self._numbers = count()

    def send(self, text: str = "", **more: str) -> None:
        row = {"from": "628120001", "id": f"in-{next(self._numbers)}", "text": text, **more}
        arriving.keep("whatsapp", json.dumps([row]).encode())
        self.wait()

    def wait(self) -> None:
        while self.worker.round():
            hurry()

    def last(self) -> str:
        return self.channel.reached[-1].text


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.usefixtures("storage")
def test_from_the_first_word_to_the_last(staff: dict[str, Actor]) -> None:
    phone = Phone()
    phone.send("Aspal di depan pasar berlubang dalam, kemarin motor saya jatuh di situ")
    for _ in range(4):
        if Case.objects.exists():
            break
        phone.send("kirim")
    case = Case.objects.get()
    assert any(case.code in out.text for out in phone.channel.reached)

    phone.send(kind="photo", media="media-1")
    assert Line.objects.get(media_id="media-1").media_state == Line.KEPT
    assert Photo.objects.filter(case=case).count() == 1

    actions.verify_case(case.code, staff["verifier"])
    actions.forward_case(case.code, staff["verifier"], agency="umum")
    actions.resolve_case(case.code, staff["liaison"], text="Sudah ditambal pagi ini.")
    phone.wait()
    asked = phone.channel.reached[-1]
    assert "Sudah ditambal pagi ini." in asked.text
    assert dict(asked.choices) == {f"beres:{case.code}": "Sudah beres", f"belum:{case.code}": "Belum"}

    phone.send("Sudah beres", kind="choice", choice=f"beres:{case.code}")
    assert Case.objects.get().status == "closed"
    # The dialogue thanks; the news does not say it once more.
    said = [out.text for out in phone.channel.reached]
    assert sum("tutup" in text for text in said[said.index(asked.text) + 1 :]) == 1
    assert len(said) == len(set(said))
