"""The three steps, without a script: what is typed stays, what is wrong is said, what is sent arrives once."""

import re

import pytest
from django.core.files.storage import default_storage
from django.utils import translation

from surga.core.cases.models import Case, Photo
from surga.doors.look.sentences import sentence
from tests.doors.portal.conftest import BARAT, TEXT, TIMUR, Telling, page_of, picture, upload

pytestmark = pytest.mark.django_db


def test_a_citizen_files_in_three_steps_and_keeps_the_number(telling, client):
    telling.story(photos=[upload()])
    assert telling.at.endswith("/tempat")
    telling.place(region=TIMUR, location="-2.995,120.005", address="Depan pasar", occurred_on="2026-06-01")
    assert telling.at.endswith("/kontak")
    telling.contact(name="Wulan Prameswari", phone="0812 3456 7890", email="Wulan@example.org")
    assert telling.at.endswith("/periksa")
    telling.send()
    assert telling.at.startswith("/lapor/terima/RWJ-")
    page = page_of(client.get(telling.at))
    case = Case.objects.select_related("reporter").get()
    assert case.code in page
    assert (case.text, case.region_id, case.address, case.channel) == (TEXT, TIMUR, "Depan pasar", "web")
    assert (case.lat, case.lon, str(case.occurred_on)) == (-2.995, 120.005, "2026-06-01")
    assert case.reporter is not None
    assert (case.reporter.phone, case.reporter.email) == ("+6281234567890", "wulan@example.org")
    assert Photo.objects.filter(case=case).count() == 1


def test_a_text_alone_is_enough(telling):
    telling.story("Lampu mati")
    telling.place()
    telling.contact()
    telling.send()
    case = Case.objects.get()
    assert (case.text, case.reporter_id, case.region_id) == ("Lampu mati", None, None)


def test_the_box_of_the_first_page_begins_a_report(client, city):
    page = page_of(client.get("/"))
    assert 'action="/lapor"' in page
    answer = client.post("/lapor", {"text": "Lampu mati sejak Senin", "photos": [upload()]})
    assert answer.status_code == 302
    page = page_of(client.get(answer["Location"]))
    assert "Lampu mati sejak Senin</textarea>" in page
    assert "Foto Anda" in page


def test_the_empty_box_of_the_first_page_leads_to_the_first_step(client, city):
    assert client.post("/lapor", {"text": " "})["Location"] == "/lapor"


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_story_is_said_beside_the_field_and_above(browser_of, city, language):
    answer = browser_of(language).post("/lapor", {"text": "  ", "kind": "complaint"})
    page = page_of(answer)
    with translation.override(language):
        said = sentence("text_empty")
    assert answer.status_code == 422
    assert page.count(said) == 2
    assert 'href="#id_text"' in page
    assert "data-error-summary" in page


def test_a_bad_photo_costs_neither_the_words_nor_the_good_photo(telling, client):
    answer = telling.story(photos=[upload(), upload(b"GIF89a not at all", "kucing.jpg")])
    page = page_of(answer)
    assert answer.status_code == 422
    assert "kucing.jpg: Berkas itu bukan foto" in page
    assert "Jalan di depan pasar rusak" in page
    kept = re.search(r"/lapor/[0-9a-f-]{36}/foto/[0-9a-f]{16}\.jpg", page)
    assert kept is not None
    assert client.get(kept.group())["Content-Type"] == "image/jpeg"
    draft = re.search(r"/lapor/[0-9a-f-]{36}/cerita", page)
    assert draft is not None
    telling.at = draft.group()
    telling.story()
    telling.place()
    telling.contact()
    telling.send()
    assert Photo.objects.count() == 1


def test_photos_survive_a_wrong_field_of_the_same_step(telling):
    answer = telling.send(text="", kind="complaint", photos=[upload()])
    assert answer.status_code == 422
    assert "Foto Anda" in page_of(answer)


def test_a_photo_can_be_taken_back_without_losing_the_words(telling, client):
    page = page_of(telling.send(text="", kind="complaint", photos=[upload()]))
    name = re.search(r'name="hapus" value="([0-9a-f]{16})"', page)
    at = re.search(r"/lapor/[0-9a-f-]{36}/cerita", page)
    assert name is not None
    assert at is not None
    answer = client.post(
        at.group(), {"text": "Ditulis sebelum menghapus", "kind": "complaint", "hapus": name[1]}
    )
    page = page_of(client.get(answer["Location"]))
    assert "Ditulis sebelum menghapus" in page
    assert "Foto Anda" not in page


def test_the_sixth_photo_is_one_too_many(telling):
    colours = ["#111111", "#333333", "#555555", "#777777", "#999999", "#bbbbbb"]
    page = page_of(telling.story(photos=[upload(picture(each)) for each in colours]))
    assert "Paling banyak 5 foto" in page
    assert page.count('name="hapus"') == 5


def test_the_same_photo_twice_is_one(telling):
    telling.story(photos=[upload(), upload(name="lagi.jpg")])
    telling.place()
    telling.contact()
    telling.send()
    assert Photo.objects.count() == 1


def test_pressing_the_map_without_a_script_sets_the_point_and_keeps_the_address(telling, client):
    telling.story()
    answer = client.post(
        telling.at, {"peta.x": "225", "peta.y": "150", "address": "Dekat jembatan", "region": ""}
    )
    assert answer["Location"] == telling.at
    page = page_of(client.get(telling.at))
    assert f'value="{TIMUR}" selected' in page
    assert "Dekat jembatan" in page
    assert re.search(r'name="location" value="-2\.99\d+,120\.00\d+"', page)
    picture_map = client.get(telling.at.replace("tempat", "peta.svg"))
    assert picture_map["Content-Type"] == "image/svg+xml"
    assert "scale(3.4)" in page_of(picture_map)
    client.post(telling.at, {"hapus_titik": "1", "location": "-2.995,120.005", "address": "Dekat jembatan"})
    page = page_of(client.get(telling.at))
    assert "Dekat jembatan" in page
    assert not re.search(r'name="location" value="-', page)


def test_a_point_outside_the_city_is_refused_and_the_rest_stays(telling):
    telling.story()
    answer = telling.place(location="-6.2,106.8", address="Dekat jembatan", region=BARAT)
    page = page_of(answer)
    assert answer.status_code == 422
    assert "di luar Kota Rawajaya" in page
    assert "Dekat jembatan" in page
    assert f'value="{BARAT}" selected' in page


def test_a_point_names_the_kelurahan_that_was_not_chosen(telling):
    telling.story()
    telling.place(location="-2.995,119.995")
    telling.contact()
    telling.send()
    assert Case.objects.get().region_id == BARAT


def test_the_review_shows_what_the_public_will_read(telling, client):
    page = page_of(client.get(telling.whole(name="Wulan Prameswari", phone="0812 3456 7890")))
    shown = re.search(r"<blockquote>(.*?)</blockquote>", page, re.DOTALL)
    assert shown is not None
    assert "[nama]" in shown[1]
    assert "[telepon]" in shown[1]
    assert "Wulan" not in shown[1]
    assert "7890" not in shown[1]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Jalan rusak", {"confidential": "on"}),
        ("Ada kekerasan di rumah sebelah", {}),
        ("Petugas minta uang, ini pungli", {}),
    ],
)
def test_the_review_says_when_the_public_will_read_nothing(telling, client, text, contact):
    telling.story(text)
    telling.place()
    telling.contact(**contact)
    page = page_of(client.get(telling.at))
    assert "tidak pernah tampil di daftar publik" in page
    assert "<blockquote>" not in page


def test_anonymous_and_confidential_reach_the_case(telling, client):
    telling.whole(anonymous="on", confidential="on")
    telling.send()
    case = Case.objects.get()
    assert (case.anonymous, case.confidential) == (True, True)
    assert "Anda melapor tanpa nama" in page_of(client.get(telling.at))


def test_sending_twice_gives_one_case(telling, client):
    at = telling.whole()
    first, second = client.post(at), client.post(at)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_two_sendings_at_the_same_moment_give_one_case(telling, client):
    """The second request read the session before the first one wrote it."""
    at = telling.whole()
    session = client.session
    before = dict(session["drafts"])
    first = client.post(at)
    session = client.session
    session["drafts"] = before
    session.save()
    assert client.post(at)["Location"] == first["Location"]
    assert Case.objects.count() == 1


def test_what_was_typed_leaves_the_session_once_it_is_sent(telling, client):
    telling.whole(name="Wulan Prameswari", phone="0812 3456 7890")
    telling.send()
    assert "Wulan" not in str(dict(client.session))
    assert "pasar" not in str(dict(client.session))


def test_a_step_can_be_changed_from_the_review(telling, client):
    at = telling.whole()
    telling.at = at.replace("periksa", "cerita")
    assert "Jalan di depan pasar" in page_of(client.get(telling.at))
    telling.story("Ternyata jembatannya")
    assert telling.at == at
    assert "Ternyata jembatannya" in page_of(client.get(at))


def test_nobody_skips_a_step(telling, client):
    telling.story()
    answer = client.get(telling.at.replace("tempat", "periksa"))
    assert answer["Location"] == telling.at
    assert client.post(telling.at.replace("tempat", "periksa"))["Location"] == telling.at
    assert not Case.objects.exists()


def test_a_draft_is_of_no_use_to_another_browser(telling, browser_of):
    telling.story(photos=[upload()])
    stranger = browser_of()
    assert stranger.get(telling.at)["Location"] == "/lapor"
    assert stranger.post(telling.at.replace("tempat", "periksa"))["Location"] == "/lapor"
    assert "Silakan mulai lagi" in page_of(stranger.get("/lapor"))


def test_an_unsent_draft_is_offered_again(telling, client):
    telling.story("Lampu mati di gang")
    assert "belum Anda kirim" in page_of(client.get("/"))
    page = page_of(client.get("/lapor"))
    assert "Lampu mati di gang" in page
    assert telling.at in page
    assert "Lampu mati di gang" not in page_of(client.get("/lapor?baru"))


def test_a_draft_and_its_photos_can_be_thrown_away(telling, client, browser_of):
    telling.story("Lampu mati di gang", photos=[upload()])
    away = telling.at.replace("tempat", "buang")
    browser_of().post(away)
    assert "Lampu mati di gang" in page_of(client.get("/"))
    client.post(away)
    assert "Lampu mati di gang" not in page_of(client.get("/"))
    assert client.get(telling.at)["Location"] == "/lapor"
    assert default_storage.listdir(f"drafts/{telling.at.split('/')[2]}")[1] == []


def test_a_form_without_its_csrf_token_is_refused_kindly(city, browser_of):
    strict = browser_of(enforce_csrf_checks=True)
    answer = strict.post("/lapor", {"text": "Lampu mati", "kind": "complaint"})
    assert answer.status_code == 403
    assert "terlalu lama terbuka" in page_of(answer)


def test_every_page_of_the_telling_in_english(city, browser_of):
    telling = Telling(browser_of("en"))
    said = []
    for send in (
        telling.story,
        telling.place,
        telling.contact,
        telling.send,
    ):
        said.append(page_of(telling.client.get(telling.at)))
        send()
    said.append(page_of(telling.client.get(telling.at)))
    expected = (
        "What happened",
        "Where is it?",
        "How may we reach you?",
        "What the public will see",
        "Thank you",
    )
    for page, words in zip(said, expected, strict=True):
        assert words in page
        assert "Lanjut<" not in page
