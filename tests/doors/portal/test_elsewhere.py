"""Where a matter is, which level has it, and what the citizen and the public read of it while others have it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.queries import case_by_code
from surga.core.people.access import REPORTER, system
from surga.doors.portal.following.view import seen_by_reporter
from surga.events import relay
from tests.doors.portal.conftest import TEAM, page_of

pytestmark = pytest.mark.django_db
SP4N = system("sp4n")
PLANTED = "Hubungi Wulan Prameswari, 0812-3456-7890, NIK 3571012345678901, wulan@gmail.com."


@pytest.fixture
def away(public):
    """A published case that lies with the centre, where it is 9165816."""

    def one(**more):
        code = public(**more)
        actions.escalate_case(code, TEAM, level="centre", body="Balai Jalan", reason="Jalan negara.")
        actions.note_link(code, SP4N, system="sp4n", report_id="9165816", direction="out")
        relay.drain()
        return code

    return one


def step(code, kind, **more):
    actions.note_step(code, SP4N, system="sp4n", step=kind, role="agency", **more)
    relay.drain()


def rung_now(page):
    return re.findall(r'rung-now" aria-current="step"><span>([^<]+)<', page)


def test_the_ladder_shows_who_has_it_to_everybody(public, away, own, client):
    at_home, beyond = public(), away()
    for path in (f"/lacak/{at_home}", f"/daftar/{at_home}"):
        assert rung_now(page_of(client.get(path))) == ["Dinas"]
    for page in (
        page_of(own(beyond).get(f"/lacak/{beyond}")),
        page_of(client.get(f"/lacak/{beyond}")),
        page_of(client.get(f"/daftar/{beyond}")),
    ):
        assert rung_now(page) == ["Pusat"]
        assert "Balai Jalan" in page
        assert "Di tangan kota" in page
        assert "Di luar kota" in page
        assert "9165816" in page
        assert "SP4N-LAPOR! menyebutnya: Terdisposisi ke instansi lain." in page


def test_each_rise_says_to_whom_and_why(filed, own, client):
    code = filed("Surat pengantar tidak jadi")
    actions.verify_case(code, TEAM, topic="surat")
    actions.forward_case(code, TEAM, agency="kel-timur")
    actions.raise_case(code, TEAM, reason="not_competent")
    relay.drain()
    page = page_of(own(code).get(f"/lacak/{code}"))
    assert rung_now(page) == ["Kecamatan"]
    assert "Kecamatan Hulu" in page
    assert "Naik ke sini: Bukan wewenang unit sebelumnya" in page
    assert "di luar kota" not in page.lower()
    assert rung_now(page_of(client.get(f"/daftar/{code}"))) == ["Kecamatan"]


def test_no_rung_has_what_is_ended_or_looked_at_by_the_verifiers(filed, public, own):
    fresh, ended = filed(), public()
    assert "rung" not in page_of(own(fresh).get(f"/lacak/{fresh}"))
    actions.answer_case(ended, TEAM, text="Sudah")
    actions.confirm_case(ended, REPORTER)
    page = page_of(own(ended).get(f"/lacak/{ended}"))
    assert rung_now(page) == []
    assert "pernah di sini" in page


def test_its_story_there_is_told_with_ours_and_masked_for_the_public(away, own, client):
    code = away()
    step(code, "disposition", text=f"Kepada seksi 2. {PLANTED}")
    step(code, "note", text="rahasia dapur")
    step(code, "status", standing="postponed")
    mine, others = page_of(own(code).get(f"/lacak/{code}")), page_of(client.get(f"/daftar/{code}"))
    for page in (mine, others):
        assert "Disposisi di SP4N-LAPOR!, instansi" in page
        assert "Kepada seksi 2." in page
        assert "kini “Tertunda”" in page
        assert "di sana: Tertunda" in page
        assert "Di SP4N-LAPOR!: Tertunda." in page
        assert "rahasia dapur" not in page
    for private in ("Wulan", "0812-3456-7890", "3571012345678901", "wulan@gmail.com"):
        assert private not in others
        assert private not in page_of(client.get(f"/lacak/{code}"))


def test_its_answer_names_who_gave_it(away, own, client):
    code = away()
    actions.answer_case(code, SP4N, text=f"Ditambal Mei. {PLANTED}")
    relay.drain()
    for page in (page_of(own(code).get(f"/lacak/{code}")), page_of(client.get(f"/daftar/{code}"))):
        assert "Balai Jalan menjawab: melalui SP4N-LAPOR!" in page
    assert "3571012345678901" not in page_of(client.get(f"/daftar/{code}"))


def test_it_is_with_the_city_since_it_came_back(public, own):
    now = timezone.now()
    code = public()
    actions.escalate_case(code, TEAM, level="centre", body="Balai Jalan", reason="Jalan negara.")
    actions.answer_case(code, SP4N, text="Ditambal", at=now + timedelta(days=9))
    seen = seen_by_reporter(case_by_code(code), "id")
    assert (seen.holder, seen.since) == ("Dinas Umum", now + timedelta(days=9))


def test_of_what_is_not_published_the_number_there_is_not_shown(filed, own, client):
    code = filed()
    actions.verify_case(code, TEAM, topic="jalan", publish=False)
    actions.escalate_case(code, TEAM, level="centre", body="Balai Jalan", reason="Jalan negara.")
    actions.note_link(code, SP4N, system="sp4n", report_id="9165816", direction="out")
    relay.drain()
    page = page_of(client.get(f"/lacak/{code}"))
    assert rung_now(page) == ["Pusat"]
    assert "9165816" not in page
    assert "9165816" in page_of(own(code).get(f"/lacak/{code}"))


def test_the_number_where_it_came_from_is_not_the_public_s(public, own, client):
    code = public()
    actions.note_link(code, SP4N, system="sp4n", report_id="7000001", direction="in")
    relay.drain()
    assert "7000001" in page_of(own(code).get(f"/lacak/{code}"))
    page = page_of(client.get(f"/daftar/{code}"))
    assert "7000001" not in page
    assert "Berasal dari SP4N-LAPOR!" in page


def test_a_protected_case_shows_no_rung_to_who_has_only_its_number(filed, client):
    code = filed("Anak dipukuli di rumah, kekerasan")
    actions.verify_case(code, TEAM, topic="kekerasan")
    actions.forward_case(code, TEAM, agency="umum")
    answer = client.get(f"/lacak/{code}")
    assert "rung" not in page_of(answer)
