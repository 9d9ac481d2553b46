"""The same matter told by several: shown while one tells, joined with one press, counted once, followed by each."""

import re

import pytest

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import REPORTER
from surga.events import relay
from surga.reactions.register import queries as register
from tests.doors.portal.conftest import TEAM, TIMUR, Telling, page_of, upload

pytestmark = pytest.mark.django_db
HOLE = "Lubang besar di Jalan Kenanga depan pasar, banyak motor terperosok"
AGAIN = "Jalan Kenanga depan pasar ada lubang besar, motor banyak terperosok"


@pytest.fixture
def hole(public):
    return public(HOLE, region=TIMUR, reporter_name="", reporter_email="sri@contoh.id")


def end(code):
    actions.resolve_case(code, TEAM, text="Lubangnya sudah ditutup.")
    actions.confirm_case(code, REPORTER)


def test_while_typing_the_earlier_report_is_shown_masked_with_its_state(client, hole):
    page = page_of(client.post("/lapor/dengar", {"text": AGAIN, "region": TIMUR}))
    assert "Mungkin sudah dilaporkan" in page
    assert f'name="sama" value="{hole}"' in page
    assert 'type="button" data-not-same' in page
    assert "sri@contoh.id" not in page


def test_nothing_like_it_shows_nothing(client, hole):
    page = page_of(client.post("/lapor/dengar", {"text": "Guru di sekolah anak saya sering tidak masuk"}))
    assert "Mungkin sudah" not in page
    assert "Mungkin sudah" not in page_of(client.post("/lapor/dengar", {"text": "lubang"}))


def test_what_was_said_to_be_another_is_not_shown_again(client, hole):
    asked = {"text": AGAIN, "region": TIMUR, "bukan": [hole]}
    assert hole not in page_of(client.post("/lapor/dengar", asked))


def test_a_case_that_is_not_public_or_has_ended_is_never_shown(client, filed, hole):
    secret = filed(AGAIN, region=TIMUR)
    relay.drain()
    page = page_of(client.post("/lapor/dengar", {"text": AGAIN, "region": TIMUR}))
    assert secret not in page
    end(hole)
    relay.drain()
    assert "Mungkin sudah" not in page_of(client.post("/lapor/dengar", {"text": AGAIN, "region": TIMUR}))


def test_yes_on_the_first_step_leads_past_the_place_and_joins_when_sent(telling, client, hole):
    telling.story(AGAIN, sama=hole)
    assert telling.at.endswith("/kontak")
    telling.contact(name="Wulan")
    page = page_of(client.get(telling.at))
    assert "Bersama laporan yang sudah ada" in page
    assert "Agar petugas langsung tahu" not in page
    telling.send()
    own = Case.objects.exclude(code=hole).get()
    lead = Case.objects.get(code=hole)
    assert (own.joined_to_id, lead.followers, own.text) == (lead.pk, 1, AGAIN)
    assert "2 warga melaporkan hal yang sama" not in page_of(client.get("/"))
    relay.drain()
    assert "2 warga melaporkan hal yang sama" in page_of(client.get(telling.at))
    assert "2 warga melaporkan hal yang sama" in page_of(client.get(f"/daftar/{hole}"))
    assert "2 warga melaporkannya" in page_of(client.get("/daftar"))


def test_without_a_script_the_review_asks(telling, client, hole):
    telling.story(AGAIN)
    telling.place(region=TIMUR)
    telling.contact()
    page = page_of(client.get(telling.at))
    assert "Mungkin sudah dilaporkan" in page
    assert "data-not-same" not in page
    telling.send(sama=hole)
    assert telling.at.endswith("/periksa")
    assert "Bersama laporan yang sudah ada" in page_of(client.get(telling.at))
    telling.send(sendiri="1")
    page = page_of(client.get(telling.at))
    assert "Bersama laporan" not in page
    assert "Mungkin sudah" not in page
    telling.send()
    assert Case.objects.exclude(code=hole).get().joined_to_id is None


def test_no_is_remembered_on_every_step(telling, client, hole):
    telling.story(AGAIN, bukan=hole)
    assert f'name="bukan" value="{hole}"' in page_of(client.get(telling.at))
    telling.place(region=TIMUR, bukan=hole)
    telling.contact()
    assert "Mungkin sudah" not in page_of(client.get(telling.at))


def test_a_public_page_invites_and_a_short_page_counts(browser_of, hole):
    client = browser_of()
    assert f"/daftar/{hole}/saya-juga" in page_of(client.get(f"/daftar/{hole}"))
    page = page_of(client.get(f"/daftar/{hole}/saya-juga"))
    once = re.search(r'name="once" value="([0-9a-f-]{36})"', page)
    assert once is not None
    sent = {"once": once[1], "text": "Kemarin saya hampir jatuh", "photos": [upload()], "name": "Budi"}
    answer = client.post(f"/daftar/{hole}/saya-juga", sent)
    assert answer["Location"].startswith("/lapor/terima/")
    own = Case.objects.exclude(code=hole).get()
    assert (own.text, own.region_id, own.topic_id) == ("Kemarin saya hampir jatuh", TIMUR, "jalan")
    assert Case.objects.get(code=hole).followers == 1
    relay.drain()
    page = page_of(client.get(f"/lacak/{own.code}"))
    assert "berjalan bersama laporan ini" in page
    assert hole in page


def test_nothing_needs_to_be_said(browser_of, hole):
    browser_of().post(f"/daftar/{hole}/saya-juga", {"anonymous": "on"})
    own = Case.objects.exclude(code=hole).get()
    assert own.text.startswith("Saya juga mengalami: Lubang besar")
    assert own.anonymous


def test_the_same_browser_is_told_that_it_is_counted(browser_of, hole):
    client = browser_of()
    client.post(f"/daftar/{hole}/saya-juga", {"text": "Saya juga"})
    own = Case.objects.exclude(code=hole).get()
    for answer in (client.get(f"/daftar/{hole}/saya-juga"), client.post(f"/daftar/{hole}/saya-juga", {})):
        page = page_of(answer)
        assert "Anda sudah terhitung" in page
        assert own.code in page
    assert Case.objects.count() == 2


def test_the_first_reporter_counts_already(own, hole):
    assert "Anda sudah terhitung" in page_of(own(hole).get(f"/daftar/{hole}/saya-juga"))


def test_the_same_contact_counts_once_and_a_stranger_learns_nothing_of_it(browser_of, hole):
    said = [
        page_of(browser_of().post(f"/daftar/{hole}/saya-juga", {"email": email}, follow=True))
        for email in ("SRI@contoh.id", "lain@contoh.id")
    ]
    assert Case.objects.get(code=hole).followers == 1
    for page in said:
        assert "Terima kasih. Laporan Anda kami terima." in page
        assert "terhitung" not in page


def test_pressing_twice_is_one(browser_of, hole):
    client = browser_of()
    once = "b9f3a7a2-54d2-4a53-9d50-0f8f3f5c2a11"
    for _ in range(2):
        browser_of().post(f"/daftar/{hole}/saya-juga", {"once": once, "text": "Saya juga"})
    assert Case.objects.count() == 2
    assert client.get(f"/daftar/{hole}").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"phone": "12"}, {"email": "x"}, {"photos": [upload(b"GIF89a", "a.jpg")]}, {"name": "x" * 200}]
)
def test_what_is_wrong_is_said_and_nothing_is_lost(browser_of, hole, wrong):
    answer = browser_of().post(f"/daftar/{hole}/saya-juga", {"text": "Sejak kemarin", **wrong})
    page = page_of(answer)
    assert answer.status_code == 422
    assert "Sejak kemarin" in page
    assert "data-error-summary" in page
    assert Case.objects.count() == 1


def test_what_nobody_may_read_cannot_be_joined(client, filed, hole):
    assert client.get(f"/daftar/{filed()}/saya-juga").status_code == 404
    assert client.get("/daftar/RWJ-2606-AAAAA/saya-juga").status_code == 404
    end(hole)
    relay.drain()
    answer = client.get(f"/daftar/{hole}/saya-juga")
    assert answer.status_code == 409


def test_a_followers_number_leads_to_the_common_page(browser_of, hole):
    client = browser_of()
    client.post(f"/daftar/{hole}/saya-juga", {"text": "Di sini juga, jalan Kenanga"})
    own = Case.objects.exclude(code=hole).get()
    relay.drain()
    assert register.public_case(own.code) is None
    stranger = browser_of()
    found = stranger.get(f"/daftar/{own.code}/saya-juga")
    assert found.status_code in {302, 404}


def test_in_english_too(browser_of, hole):
    page = page_of(browser_of("en").get(f"/daftar/{hole}/saya-juga"))
    assert "I have the same trouble" in page
    assert "1 citizen has reported it" in page


def test_another_tab_of_the_same_telling_changes_nothing(browser_of, city, hole):
    telling = Telling(browser_of())
    telling.story(AGAIN, sama="RWJ-2606-AAAAA")
    assert telling.at.endswith("/tempat")
