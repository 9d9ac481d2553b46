"""A small city, a citizen's browser, and cases that go through the real actions."""

import io
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city
from surga.core.cases import actions
from surga.core.cases.codes import token_for
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people.access import REPORTER, system
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions
from surga.events import relay

CITY = Path(__file__).parents[2] / "cities" / "rawajaya"
TEAM = system("test")
TEXT = "Jalan di depan pasar rusak. Hubungi saya, Wulan Prameswari, di 0812-3456-7890."
TIMUR, BARAT = "99.01.1001", "99.01.1002"


@pytest.fixture(autouse=True)
def _fresh(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    settings.OPEN_DATA = tmp_path / "opendata"
    agencies.forget()
    regions.forget()
    cache.clear()
    yield
    cache.clear()
    agencies.forget()
    regions.forget()


@pytest.fixture
def city(db):
    load_city(CITY, "system:setup", load_regions)
    relay.drain()
    return agencies.city()


@pytest.fixture
def browser_of():
    """Another browser, with cookies of its own; by default it speaks Indonesian and checks CSRF as a real one."""
    return lambda language="id", **more: Client(headers={"accept-language": language}, **more)


@pytest.fixture
def client(browser_of):
    return browser_of()


def picture(colour="#7799bb", kind="JPEG"):
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, kind)
    return out.getvalue()


def upload(content=None, name="foto.jpg"):
    return SimpleUploadedFile(name, picture() if content is None else content, content_type="image/jpeg")


def page_of(answer):
    return answer.content.decode()


@pytest.fixture
def filed(city):
    """File a case as a citizen did earlier; its code."""

    def one(text=TEXT, **more):
        given = {"reporter_name": "Wulan Prameswari", "region": TIMUR, **more}
        return receive(Message(text=text, **given), REPORTER).code

    return one


@pytest.fixture
def public(filed):
    """A published case that an agency has; its code."""

    def one(text=TEXT, **more):
        code = filed(text, **more)
        actions.verify_case(code, TEAM, topic="jalan")
        actions.forward_case(code, TEAM, agency="umum")
        relay.drain()
        return code

    return one


@pytest.fixture
def own(browser_of):
    """A browser that holds the key of a case."""

    def one(code, **more):
        client = browser_of(**more)
        client.get(f"/lacak/{code}", {"t": token_for(code)})
        return client

    return one


class Telling:
    """Walks the three steps as a browser without scripts does: it only follows redirects and sends forms."""

    def __init__(self, client):
        self.client, self.at = client, "/lapor"

    def send(self, **values):
        answer = self.client.post(self.at, values)
        if answer.status_code == 302:
            self.at = answer["Location"]
        return answer

    def story(self, text=TEXT, kind="complaint", **more):
        return self.send(text=text, kind=kind, **more)

    def place(self, **values):
        return self.send(**values)

    def contact(self, **values):
        return self.send(**values)

    def whole(self, **contact):
        self.story()
        self.place(region=TIMUR, address="Depan pasar")
        self.contact(**contact)
        return self.at


@pytest.fixture
def telling(city, client):
    return Telling(client)
