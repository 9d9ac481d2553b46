"""A small city, its officers, cases in any state, and clients that are logged in."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city, save_text
from surga.core.cases import actions
from surga.core.cases import queries as cases
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people import queries as people
from surga.core.people.access import system
from surga.core.people.actions import save_officer
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions

CITY = Path(__file__).parents[2] / "cities" / "rawajaya"
SETUP = system("setup")
PASSWORD = "sandi yang panjang"
#: Which agency an officer of these roles works for, unless a test says otherwise.
AGENCY = {"liaison": "umum", "inspectorate": "pengawas"}


@pytest.fixture(autouse=True)
def _no_copies():
    agencies.forget()
    regions.forget()
    cache.clear()


@pytest.fixture
def city(db):
    load_city(CITY, "system:setup", load_regions)
    save_text("reply_photo", "id", "Mohon kirim foto untuk {code} ke {agency}.", "system:setup")
    save_text("reply_photo", "en", "Please send a photo for {code} to {agency}.", "system:setup")
    return agencies.city()


@pytest.fixture
def officer(city):
    """Makes an officer of a role."""

    def make(role, agency=None, *, name="", oversight=False):
        agency = AGENCY.get(role, "") if agency is None else agency
        username = f"{role}-{agency or 'kota'}{'-pengawasan' if oversight else ''}"
        return save_officer(
            SETUP,
            username=username,
            name=name or username.title(),
            role=role,
            agency=agency,
            sees_oversight=oversight,
            password=PASSWORD,
        )

    return make


@pytest.fixture
def at(officer):
    """A client at which an officer of this role is logged in; ``.actor`` is who that is."""

    def make(role, agency=None, **more):
        someone = officer(role, agency, **more)
        client = Client()
        client.force_login(someone, backend="django.contrib.auth.backends.ModelBackend")
        client.actor = people.actor_of(someone)
        client.officer = someone
        return client

    return make


@pytest.fixture
def case(city):
    """Files a case and brings it to a status on the way that cases go; gives it fresh from the database."""

    def make(status="received", *, agency="umum", text="Jalan rusak di depan pasar lama", **said):
        said = {"reporter_name": "Sumarni", "reporter_phone": "081234567890", **said}
        code = receive(Message(text=text, **said), SETUP).code
        for step in _WAY[status]:
            step(code, agency)
        return cases.case_by_code(code)

    return make


def _verify(code, _agency):
    actions.verify_case(code, SETUP, topic=cases.case_by_code(code).topic_id or "jalan")


def _forward(code, agency):
    oversight = cases.case_by_code(code).oversight
    actions.forward_case(code, SETUP, agency="pengawas" if oversight else agency)


def _start(code, _agency):
    actions.start_work(code, SETUP)


def _answer(code, _agency):
    actions.answer_case(code, SETUP, text="Sudah kami jadwalkan.")


def _resolve(code, _agency):
    actions.resolve_case(code, SETUP, text="Sudah ditambal.")


_WAY = {
    "received": [],
    "verified": [_verify],
    "waiting_reporter": [_verify, lambda code, _agency: actions.ask_reporter(code, SETUP, text="Di mana?")],
    "forwarded": [_verify, _forward],
    "returned": [
        _verify,
        _forward,
        lambda code, _agency: actions.return_case(code, SETUP, reason="Bukan kami."),
    ],
    "in_progress": [_verify, _forward, _start],
    "answered": [_verify, _forward, _start, _answer],
    "resolved": [_verify, _forward, _start, _resolve],
    "closed": [_verify, _forward, _start, _resolve, lambda code, _agency: actions.confirm_case(code, SETUP)],
    "archived": [lambda code, _agency: actions.archive_case(code, SETUP, reason="spam")],
}
