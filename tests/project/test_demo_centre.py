"""The demonstration's call centre: 6,496 contacts of which 85.5 % came by WhatsApp, because its rows say so."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from surga.core.agencies.actions import load_city
from surga.core.hotlines.queries import board_of, hotline
from surga.core.intake.contacts import IDLE
from surga.core.intake.models import Contact
from surga.core.regions.actions import load_regions
from surga.events.models import Delivery, Event
from surga.project.commands.preparing import accounts
from surga.project.demo.calls.centre import open_centre, words
from surga.reactions.insight.queries import figure

CITIES = (Path(__file__).parents[2] / "cities" / "kediri", Path(__file__).parents[1] / "cities" / "rawajaya")
pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    cache.clear()
    yield timezone.now().replace(minute=0, second=0, microsecond=0)
    cache.clear()


@pytest.mark.parametrize("folder", CITIES, ids=lambda path: path.name)
def test_the_page_says_what_its_rows_say(folder, now):
    load_city(folder, "system:setup", load_regions)
    accounts()
    owed = Delivery.objects.filter(event__name="ContactEnded").exclude(reaction="insight").count()
    made = open_centre(1, now)
    covid = Contact.objects.filter(hotline__slug="covid-19")
    by_channel = Counter(covid.values_list("channel", flat=True))
    assert by_channel == {"whatsapp": 5554, "phone": 712, "visit": 230}
    assert by_channel.total() == 6496
    page = Client(headers={"accept-language": "id"}).get("/hotline/covid-19").content.decode()
    assert "Dari 6.496 kontak, 85,5 % lewat WhatsApp." in page
    assert "Ditutup 9 November 2021" in page
    days = [timezone.localtime(at).date() for at in covid.values_list("started_at", flat=True)]
    assert (min(days) >= date(2020, 3, 23), max(days) <= date(2021, 11, 9)) == (True, True)
    # Each has its event, and nobody is told of a demonstration of years ago.
    assert Event.objects.filter(name="ContactEnded").count() == made == Contact.objects.count()
    assert Delivery.objects.filter(event__name="ContactEnded").exclude(reaction="insight").count() == owed


@pytest.fixture
def kediri(now):
    load_city(CITIES[0], "system:setup", load_regions)
    accounts()
    return open_centre(1, now)


def test_a_ringing_telephone_is_no_complaint(kediri, now):
    line = Contact.objects.filter(hotline=None, case=None)
    outcomes = Counter(line.values_list("outcome", flat=True))
    assert outcomes == {"emergency": 18, "information": 72, "prank": 645, "silent": 2265}
    assert not line.filter(outcome__in=IDLE, published=True).exists()
    assert figure("contacts").n == kediri
    assert figure("cases").n == 0


def test_the_same_seed_and_hour_tell_the_same_and_what_is_there_stays(kediri, now):
    fields = ("external_id", "channel", "outcome", "started_at", "text", "region_code")
    first = list(Contact.objects.order_by("external_id").values_list(*fields))
    assert open_centre(1, now) == 0
    Contact.objects.all().delete()
    assert open_centre(1, now) == kediri
    assert list(Contact.objects.order_by("external_id").values_list(*fields)) == first


def test_what_came_of_a_contact_is_what_its_words_say(kediri):
    told = Contact.objects.filter(hotline__isnull=False).exclude(outcome="follow_up")
    wrong = [(one.outcome, one.text) for one in told if ("?" in one.text) != (one.outcome == "information")]
    assert not [each for each in wrong if not each[1].startswith(("Mohon info", "Terima kasih"))]


def test_nobody_who_says_they_are_ill_is_published(kediri):
    ill = re.compile("positif|negatif")
    assert not [
        text
        for text in Contact.objects.filter(published=True).values_list("text", flat=True)
        if ill.search(text)
    ]
    assert Contact.objects.filter(text__contains="positif").exists()


def test_the_flood_post_is_open_and_its_board_fresh_but_for_one_line(kediri, now):
    info, board = hotline("posko-banjir"), board_of("posko-banjir")
    assert info.open_on(timezone.localdate())
    assert len(info.fields) == 4
    assert [line.stale(now, info.stale_hours) for line in board].count(True) == 1
    assert len(board) == 10
    assert [line.unit for line in board if line.agency == "dpupr"] == ["pompa air"], "the liaison's own"
    assert Contact.objects.filter(hotline__slug="posko-banjir").count() == 48


def test_its_topics_are_the_citys():
    from surga.core.agencies.profile import read_city

    known = {topic.code for topic in read_city(CITIES[0]).topics} | {""}
    said = words()
    used = {kind["topic"] for name in ("covid", "flood") for kind in said[name]["kinds"]}
    assert used | {code for code, _ in (*said["line"]["asked"], *said["line"]["emergencies"])} <= known
