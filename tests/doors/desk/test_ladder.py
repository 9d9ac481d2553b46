"""The ladder on the case page: where it would go, where it was, and for how long."""

import itertools
import re
from datetime import UTC, datetime, timedelta

import pytest

from surga.core.agencies.queries import city as the_city
from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.cases.timeline import holders, timeline_of
from surga.core.people.access import REPORTER, system
from surga.doors.desk.casework.handling.ladder import ladder_of
from surga.doors.desk.casework.handling.scene import Scene

SETUP = system("setup")
#: A Monday; this city also works on Saturdays.
START = datetime(2026, 3, 2, 3, tzinfo=UTC)


def day(n):
    return START + timedelta(days=n)


@pytest.fixture
def climbed(case):
    """A case that went from the kelurahan to its kecamatan and beyond the city, and was answered there."""
    subject = case(text="Jalan rusak", region="99.01.1001")
    code = subject.code
    actions.verify_case(code, SETUP, topic="jalan", at=day(0))
    actions.forward_case(code, SETUP, agency="kel-timur", at=day(1))
    actions.raise_case(code, SETUP, reason="not_competent", text="Terlalu lebar.", at=day(3))
    actions.escalate_case(code, SETUP, level="centre", body="Balai Jalan", reason="Jalan pusat.", at=day(4))
    return code


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def told(code):
    found = Case.objects.get(code=code)
    return [
        (held.agency or held.body, held.raised, held.until is None)
        for held in holders(timeline_of(found, "officer"))
    ]


def test_the_holders_follow_one_another_without_a_gap(climbed):
    actions.answer_case(climbed, SETUP, text="Sudah.", at=day(9))
    found = holders(timeline_of(Case.objects.get(code=climbed), "officer"))
    assert [held.agency or held.body for held in found] == [
        "",
        "kel-timur",
        "kec-hulu",
        "Balai Jalan",
        "kec-hulu",
    ]
    assert all(before.until == after.since for before, after in itertools.pairwise(found))
    assert [held.away for held in found] == [False, False, False, True, False]


def test_nobody_has_it_while_it_is_closed_and_the_next_has_it_after(climbed):
    actions.answer_case(climbed, SETUP, text="Sudah.")
    actions.confirm_case(climbed, REPORTER)
    assert told(climbed)[-1] == ("kec-hulu", "", False)
    actions.request_reopen(climbed, REPORTER, text="Belum")
    actions.reopen_case(climbed, SETUP)
    assert told(climbed)[-1] == ("kec-hulu", "", True)


def test_both_times_are_told_apart(climbed):
    found = Case.objects.get(code=climbed)
    scene = Scene(found, the_city(), SETUP, "id")
    Case.objects.filter(pk=found.pk).update(received_at=START)
    items = timeline_of(found, "officer")
    items[0] = type(items[0])(at=START, type=items[0].type, by="reporter")
    ladder = ladder_of(scene, items, day(9))
    assert [(step.name, step.days) for step in ladder.steps] == [
        ("Verifikator", 1), ("Kelurahan Timur", 2), ("Kecamatan Hulu", 1), ("Balai Jalan", 4),
    ]  # fmt: skip
    assert (ladder.city, ladder.away) == (4, 4)


def test_the_page_shows_the_way_and_where_it_would_go_next(at, case):
    subject = case("forwarded", agency="kel-timur", region="99.01.1001")
    client = at("liaison", "kel-timur")
    page = client.get(f"/meja/laporan/{subject.code}").content.decode()
    assert 'data-key="l"' in page
    assert "Bukan wewenang unit sebelumnya → Kecamatan Hulu" in page
    assert "Batas waktunya terlewati" not in page
    answer = client.post(
        f"/meja/laporan/{subject.code}/raise", {"reason": "asked_by_officer", "text": "Sulit."}
    )
    assert answer.status_code == 422
    answer = client.post(f"/meja/laporan/{subject.code}/raise", {"reason": "not_competent", "text": "Sulit."})
    assert answer.status_code == 302
    page = text_of(at("coordinator").get(f"/meja/laporan/{subject.code}").content.decode())
    assert "Dinaikkan ke Kecamatan Hulu: bukan wewenang unit sebelumnya" in page
    assert "Kelurahan Timur 0 hari kerja Kecamatan Hulu sejak" in page


def test_who_has_it_beyond_the_city_is_named_beside_its_go_between(at, case):
    subject = case("forwarded", text="Jalan negara rusak")
    actions.raise_case(subject.code, SETUP, reason="not_competent")
    page = text_of(at("coordinator").get(f"/meja/laporan/{subject.code}").content.decode())
    assert re.search(r"Di tangan siapa Balai Jalan Tingkat [\w ]+ Penghubung di kota Dinas Umum", page)
    assert "Di luar kota 0 hari kerja" in page


def test_where_the_ladder_ends_it_is_not_offered(at, case):
    subject = case("forwarded", agency="umum", text="Surat pengantar", region="99.01.1001")
    assert 'id="deed-raise"' not in at("coordinator").get(f"/meja/laporan/{subject.code}").content.decode()


def test_the_clock_suggests_it_to_officers(at, case):
    subject = case("forwarded", agency="kel-timur", region="99.01.1001")
    client = at("liaison", "kel-timur")
    assert "boleh dinaikkan" not in client.get(f"/meja/laporan/{subject.code}").content.decode()
    found = Case.objects.get(code=subject.code)
    late = {name: {**clock, "due": START.isoformat()} for name, clock in found.clocks.items()}
    Case.objects.filter(pk=found.pk).update(clocks=late)
    page = client.get(f"/meja/laporan/{subject.code}").content.decode()
    assert "Batas waktunya lewat: boleh dinaikkan" in page
    assert re.search(r'<option value="clock_over" selected>Batas waktunya terlewati → Kecamatan Hulu', page)
    assert "SP4N-LAPOR! menyebutnya: Terdisposisi." in page
