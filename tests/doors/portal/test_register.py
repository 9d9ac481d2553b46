"""The public register, the first page, and the photos: only what is public, and never a stumble."""

import pytest
from django.core.files.storage import default_storage

from surga.core.agencies.city import LANGUAGES
from surga.core.cases import actions
from surga.core.cases.models import Case, Photo
from surga.core.people.access import system
from surga.core.people.actions import save_officer
from surga.events import relay
from tests.doors.portal.conftest import BARAT, TEAM, TIMUR, page_of, picture

pytestmark = pytest.mark.django_db


def test_the_register_lists_published_cases_and_no_other(public, filed, client):
    code = public()
    hidden = [filed("Belum diperiksa"), filed("Jalan rahasia", confidential=True)]
    page = page_of(client.get("/daftar"))
    assert code in page
    assert all(each not in page for each in hidden)
    assert "1 laporan" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "pasar"}, True),
        ({"q": "jembatan"}, False),
        ({"topic": "jalan"}, True),
        ({"topic": "surat"}, False),
        ({"region": TIMUR}, True),
        ({"region": "99.01"}, True),
        ({"region": BARAT}, False),
        ({"agency": "umum"}, True),
        ({"status": "forwarded"}, True),
        ({"status": "closed"}, False),
        ({"from": "2024-01-01"}, True),
        ({"to": "2024-01-01"}, False),
        ({"q": "pasar", "topic": "jalan", "from": "2024-01-01", "to": "2099-01-01"}, True),
    ],
)
def test_filters_narrow_the_list_and_the_sentence_says_them(public, client, asked, found):
    code = public()
    answer = client.get("/daftar", asked)
    page = page_of(answer)
    assert answer.status_code == 200
    assert (code in page) == found
    assert ("Tidak ada laporan" in page) == (not found)


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "kemarin"},
        {"to": "2026-02-30"},
        {"from": "\x00"},
        {"topic": "tidak-ada"},
        {"region": "' OR 1=1 --"},
        {"status": "hilang"},
        {"agency": "\u202eumum"},
    ],
)
def test_a_wrong_filter_is_said_and_the_list_still_stands(public, client, asked):
    code = public()
    answer = client.get("/daftar", asked)
    assert answer.status_code == 422
    assert "data-error-summary" in page_of(answer)
    assert code in page_of(answer)


@pytest.mark.parametrize(
    "q", ["\x00", "' OR 1=1 --", "<script>alert(1)</script>", "\u202e", "🙂" * 500, "x" * 5000, '"', "%"]
)
def test_any_question_may_be_asked(public, client, q):
    public()
    answer = client.get("/daftar", {"q": q})
    assert answer.status_code == 200
    assert "<script>alert" not in page_of(answer)


def test_a_cursor_of_ours_goes_on_and_another_is_refused(public, client, monkeypatch):
    monkeypatch.setattr("surga.doors.portal.browsing.register.views.PAGE", 1)
    codes = [public(f"Jalan rusak nomor {n}") for n in range(2)]
    first = client.get("/daftar", {"q": "rusak"})
    older = first.context["older"]
    assert "q=rusak" in older
    second = page_of(client.get("/daftar" + older))
    assert sum(code in page_of(first) for code in codes) == 1
    assert all((code in second) != (code in page_of(first)) for code in codes)
    assert client.get("/daftar?cursor=rusak").status_code == 400


def test_a_public_case_is_masked_and_a_hidden_one_is_not_there(public, filed, client):
    page = page_of(client.get(f"/daftar/{public()}"))
    assert "[telepon]" in page
    assert "Prameswari" not in page
    for code in (filed(), "RWJ-2606-22222", "apa-saja", "\x00", "x" * 3000):
        assert client.get(f"/daftar/{code}").status_code == 404


def test_the_first_page_stands_without_a_case(client, city):
    page = page_of(client.get("/"))
    assert "Ada yang bisa kami bantu?" in page
    assert "Belum ada laporan setahun terakhir" in page
    assert "Belum ada laporan yang tampil" in page


def test_the_first_page_shows_the_newest_and_honest_figures(public, client):
    code = public()
    actions.answer_case(code, TEAM, text="Sudah dijadwalkan")
    relay.drain()
    page = page_of(client.get("/"))
    assert f"/daftar/{code}" in page
    assert "1 laporan</strong> masuk" in page
    assert "hari kerja</strong> sejak laporan masuk" in page


@pytest.mark.parametrize("path", ["/", "/daftar", "/daftar/RWJ-2606-22222"])
def test_before_a_city_is_loaded_a_page_says_so(client, db, path):
    answer = client.get(path)
    assert answer.status_code == 503
    assert "Sebentar lagi siap" in page_of(answer)


def test_before_a_city_is_loaded_nothing_can_be_filed(client, db):
    assert client.post("/lapor", {"text": "Lampu mati", "kind": "complaint"}).status_code == 503


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/", "/lapor", "/lacak", "/lacak/lupa", "/lacak/lupa/terkirim", "/daftar"])
def test_every_page_speaks_both_languages(browser_of, city, language, path):
    answer = browser_of(language).get(path)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in page_of(answer)


def test_the_language_is_kept_by_its_switch(client, city):
    client.post("/bahasa", {"language": "en", "next": "/lacak"})
    assert "How far has it come?" in page_of(client.get("/lacak"))


@pytest.fixture
def photographed(public):
    code = public(photos=(picture(),))
    return code, Photo.objects.get()


def test_a_photo_is_private_until_an_officer_shows_it(photographed, client, own):
    code, photo = photographed
    path = f"/foto/{photo.pk}/kecil.jpg"
    assert client.get(path).status_code == 404
    mine = own(code).get(path)
    assert (mine.status_code, mine["Content-Type"]) == (200, "image/jpeg")
    assert mine["X-Content-Type-Options"] == "nosniff"
    assert "private" in mine["Cache-Control"]
    actions.show_photo(code, TEAM, photo_id=photo.pk, public=True)
    assert client.get(path).status_code == 404
    assert own(code).get(path).content == mine.content
    actions.look_at_photo(photo.pk)
    assert client.get(path).status_code == 200
    assert client.get(path.replace("kecil", "besar")).content != client.get(path).content


@pytest.mark.parametrize("flag", ["confidential", "oversight", "protected"])
def test_a_shown_photo_of_a_hidden_case_stays_hidden(photographed, client, flag):
    code, photo = photographed
    actions.look_at_photo(photo.pk)
    actions.show_photo(code, TEAM, photo_id=photo.pk, public=True)
    assert client.get(f"/foto/{photo.pk}/besar.jpg").status_code == 200
    # Even if the flag came later, and publication was not taken back.
    Case.objects.filter(code=code).update(**{flag: True, "published": True})
    assert client.get(f"/foto/{photo.pk}/besar.jpg").status_code == 404


def test_an_officer_sees_the_photos_of_the_cases_that_are_theirs(photographed, browser_of):
    _code, photo = photographed
    for agency, status in (("umum", 200), ("kel-barat", 404)):
        name = f"penghubung-{agency}"
        officer = save_officer(
            system("test"), username=name, role="liaison", agency=agency, password="x" * 12
        )
        client = browser_of()
        client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(f"/foto/{photo.pk}/besar.jpg").status_code == status


@pytest.mark.parametrize(
    "path", ["/foto/1/asli.jpg", "/foto/0/kecil.jpg", f"/foto/{10**18}9/kecil.jpg", "/foto/a/kecil.jpg"]
)
def test_originals_and_strange_photos_do_not_exist(photographed, client, path):
    assert client.get(path).status_code == 404


def test_a_photo_whose_file_is_gone_is_not_found(photographed, own):
    code, photo = photographed
    default_storage.delete(photo.thumb)
    assert own(code).get(f"/foto/{photo.pk}/kecil.jpg").status_code == 404
