"""The supervisor's page: sentences first, contacts apart from cases, and nothing drawn while nothing changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.intake.actions import holding
from surga.core.intake.models import Contact, Conversation, Line
from surga.core.intake.queries.centre import centre
from surga.core.people.access import ROLES, may
from surga.doors.desk.centre.supervision.page import length, today_began

CENTRE = "/meja/pusat"


@pytest.fixture
def touch(city):
    """Keeps a contact of today, over after two minutes."""

    def make(outcome, channel="phone", **more):
        now = timezone.now()
        told = {"touch": "call", "started_at": now, "ended_at": now if outcome else None, "seconds": 120}
        return Contact.objects.create(**{**told, "channel": channel, "outcome": outcome, **more})

    return make


def text_of(answer):
    """The page's words with single blanks."""
    return " ".join(answer.content.decode().split())


def seen():
    now = timezone.now()
    return centre(now, today_began(now))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", [CENTRE, f"{CENTRE}/baru"])
def test_only_who_supervises_sees_it(at, role, address):
    client = at(role)
    assert client.get(address).status_code == (200 if may(client.actor, "supervise") else 403)


def test_an_empty_centre_says_so(at):
    page = text_of(at("coordinator").get(CENTRE))
    assert "Tidak ada warga yang menunggu." in page
    assert "Belum ada kontak hari ini." in page


@pytest.mark.parametrize(
    ("role", "named"), [("coordinator", True), ("executive", False), ("administrator", False)]
)
@pytest.mark.parametrize("address", [CENTRE, f"{CENTRE}/baru"])
def test_a_citizen_is_named_to_those_alone_who_may_converse(at, talk, line, role, named, address):
    one = talk(name="Sumarni Lestari")
    line(one, "kabar", way="out", author="bot", state="failed")
    page = text_of(at(role).get(address))
    assert "Pesan yang belum sampai" in page
    assert ("Sumarni" in page) == (f'href="/meja/percakapan/{one.pk}' in page) == named


def test_contacts_are_told_apart_from_reports(at, touch):
    for outcome, n in {"complaint": 9, "information": 4, "prank": 12, "silent": 2, "": 1}.items():
        for _ in range(n):
            touch(outcome)
    page = text_of(at("coordinator").get(CENTRE))
    said = "28 kontak hari ini: 9 pengaduan, 4 informasi, 12 iseng, 2 hening, 1 masih berjalan."
    assert said in page
    assert "Kontak bukan laporan:</strong> 14 di antaranya tidak membawa urusan apa pun." in page
    assert page.index("Membawa urusan<") < page.index(">Informasi<") < page.index("Tidak membawa urusan<")
    assert page.index("Tidak membawa urusan<") < page.index(">Iseng<")


def test_who_waits_and_how_long(at, talk, held):
    now = timezone.now()
    client = at("operator")
    talk(waiting_since=now - timedelta(minutes=42))
    held(client, waiting_since=now - timedelta(minutes=7))
    held(client, waiting_since=None)
    held(client, waiting_since=now - timedelta(hours=5), snoozed_until=now + timedelta(hours=1), unread=0)
    talk(mode="bot", waiting_since=None)
    talk(mode="bot", waiting_since=None, changed_at=now - timedelta(days=3))
    found = seen()
    assert (found.waiting, found.unanswered) == (1, 1)
    assert found.modes == {"waiting": 1, "held": 2, "snoozed": 1, "bot": 1}
    assert "2 warga menunggu jawaban, paling lama 42 menit." in text_of(at("coordinator").get(CENTRE))


def test_what_each_officer_has_and_did(at, held, line, touch):
    client, other = at("operator", name="Rini"), at("verifier", name="Budi")
    now = max(timezone.now(), today_began(timezone.now()) + timedelta(minutes=5))
    one = held(client)
    for ago in (0, 1, 2):
        line(one, way="out", author="officer", officer=client.officer, at=now - timedelta(minutes=ago))
    line(one, way="out", author="officer", officer=client.officer, at=now - timedelta(days=1))
    line(one, way="out", author="bot", at=now)
    touch("information", officer=client.officer, seconds=60)
    touch("prank", officer=client.officer, seconds=None)
    touch("complaint", officer=client.officer, seconds=180)
    touch("complaint", officer=other.officer, seconds=None)
    rows = {row.name: (row.held, row.hour, row.today, row.contacts, row.mean) for row in seen().officers}
    assert rows == {"Rini": (1, 3, 3, 3, 120), "Budi": (0, 0, 0, 1, None)}


def test_each_channel_by_itself(talk, touch):
    talk(channel="telegram")
    touch("complaint", "whatsapp")
    touch("prank", "phone")
    touch("prank", "phone", started_at=today_began(timezone.now()) - timedelta(hours=2))
    rows = {row.channel: (row.waiting, row.today) for row in seen().channels}
    assert rows == {"telegram": (1, 0), "whatsapp": (0, 1), "phone": (0, 1)}


def test_lines_that_did_not_arrive_are_named(at, held, line):
    one = held(at("operator"), name="Sumarni")
    line(one, way="out", author="bot", state="unsure")
    page = text_of(at("coordinator").get(CENTRE))
    assert "Pesan yang belum sampai" in page
    assert f'href="/meja/percakapan/{one.pk}' in page
    assert f'href="/meja/percakapan/{one.pk}' not in text_of(at("executive").get(CENTRE))


def test_figures_are_drawn_anew_only_when_they_changed(at, talk, touch):
    client, one = at("coordinator"), talk()
    touch("complaint")

    def fresh():
        return client.get(f"{CENTRE}/baru", {"v": mark}).status_code

    for change in (
        lambda: holding.take(one.pk, at("operator").actor),
        lambda: touch("prank"),
        lambda: Contact.objects.filter(outcome="complaint").update(outcome="silent"),
    ):
        mark = client.get(CENTRE).content.decode().split('data-mark="')[1].split('"')[0]
        assert fresh() == 204
        change()
        assert fresh() == 200


def test_the_page_costs_few_queries_however_much_goes_on(
    at, held, line, touch, django_assert_max_num_queries
):
    client = at("coordinator")
    for role in ("operator", "verifier"):
        for _ in range(15):
            one = held(at(role))
            line(one, way="out", author="officer", officer=one.holder, state="failed")
            touch("complaint", officer=one.holder)
    client.get(CENTRE)
    with django_assert_max_num_queries(10):
        assert client.get(CENTRE).status_code == 200
    assert Conversation.objects.count() == Line.objects.count() == 30


@pytest.mark.parametrize(("seconds", "said"), [
    (None, "–"), (0, "0 detik"), (59, "59 detik"), (60, "1 menit"), (3599, "59 menit"),
    (3600, "1 jam"), (7500, "2 jam 5 menit"),
])  # fmt: skip
def test_a_length_is_said_in_words(seconds, said):
    assert length(seconds) == said
