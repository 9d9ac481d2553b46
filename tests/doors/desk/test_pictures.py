"""Photos at the desk: a veil before anybody looked, who decides, and the original on record each time."""

import io

import numpy as np
import pytest
from django.core.files.storage import default_storage
from PIL import Image

from surga.core.cases import actions
from surga.core.cases import queries as cases
from surga.core.cases.models import Case, Photo
from surga.core.people.access import ROLES
from surga.core.triage.pictures import looking
from surga.core.triage.pictures.finding import Box, Finding
from surga.events.models import Event

CARD = Finding("card", Box(10, 10, 200, 150), 0.9)
DOUBT = Finding("plate", Box(40, 30, 80, 40), 0.3)
FACE = Finding("face", Box(40, 30, 80, 90), 0.9)


def jpeg(seed=1):
    out = io.BytesIO()
    rough = np.random.default_rng(seed).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    Image.fromarray(rough).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def looked(case, monkeypatch):
    """Files a case with a photo on which this is found; the photo."""

    def make(*found, seed=1, status="forwarded", **said):
        one = case(status, photos=(jpeg(seed),), **said)
        photo = cases.photos_of(one)[0]
        monkeypatch.setattr(looking, "look_at", lambda picture: list(found))
        actions.look_at_photo(photo.pk)
        return cases.photo(photo.pk)

    return make


def seen(photo):
    return Event.objects.filter(case_id=photo.case_id, name="OriginalSeen").count()


def pixels(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("L")).astype(int)


def body(answer):
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for close in answer._resource_closers:
        close()
    return data


def test_an_officer_sees_a_veil_before_anybody_looked(at, case):
    photo = cases.photos_of(case("forwarded", photos=(jpeg(),)))[0]
    for address in (
        f"/meja/foto/{photo.pk}/kecil",
        f"/meja/foto/{photo.pk}/besar",
        f"/foto/{photo.pk}/besar.jpg",
    ):
        shown = body(at("liaison").get(address))
        # Of fine noise nothing is left.
        assert pixels(shown).std() < 12 < pixels(jpeg()).std()


def test_the_covered_copy_is_what_everybody_at_the_desk_sees(at, looked):
    photo = looked(FACE)
    with default_storage.open(photo.file) as file:
        assert body(at("liaison").get(f"/meja/foto/{photo.pk}/besar")) == file.read()


def test_the_public_sees_only_what_was_looked_at_and_shown(at, looked, client):
    photo, verifier = looked(FACE), at("verifier")
    address = f"/foto/{photo.pk}/besar.jpg"
    Case.objects.filter(pk=photo.case_id).update(published=True)
    assert client.get(address).status_code == 404
    said = {"photo_id": str(photo.pk), "public": "1"}
    assert verifier.post(f"/meja/laporan/{photo.case.code}/show_photo", said).status_code == 302
    assert client.get(address).status_code == 200
    for look in ("waiting", "unsure", "held"):
        Photo.objects.filter(pk=photo.pk).update(look=look)
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_who_decides_and_who_sees_the_original(role, at, looked):
    photo, client = looked(DOUBT), at(role)
    may = role in {"verifier", "coordinator"}
    # The inspectorate has only what was forwarded to it.
    other = {403, 404}
    for address in ("/meja/foto", f"/meja/foto/{photo.pk}", f"/meja/foto/{photo.pk}/asli"):
        status = client.get(address).status_code
        if role == "inspectorate" and address == "/meja/foto":
            assert status == 200
        else:
            assert (status == 200) if may else (status in other), address
    for address, said in (("buramkan", {}), ("ulang", {}), ("putus", {"putusan": "tahan"})):
        status = client.post(f"/meja/foto/{photo.pk}/{address}", said).status_code
        assert (status == 302) if may else (status in other)
    assert seen(photo) == (1 if may else 0)


def test_an_oversight_photo_is_not_there_for_a_verifier(at, looked):
    photo = looked(DOUBT)
    Case.objects.filter(pk=photo.case_id).update(oversight=True)
    for client in (at("verifier"), at("coordinator")):
        assert client.get(f"/meja/foto/{photo.pk}").status_code == 404
        assert client.get(f"/meja/foto/{photo.pk}/asli").status_code == 404
        assert f"/meja/foto/{photo.pk}" not in client.get("/meja/foto").content.decode()
    assert at("inspectorate").get(f"/meja/foto/{photo.pk}/asli").status_code == 200


def test_strangers_are_sent_to_the_login(client, looked):
    photo = looked(DOUBT)
    for address in ("/meja/foto", f"/meja/foto/{photo.pk}/asli", f"/meja/foto/{photo.pk}"):
        assert client.get(address).status_code == 302
    assert seen(photo) == 0


def test_the_original_is_recorded_each_time_and_kept_by_no_browser(at, looked):
    photo, client = looked(FACE), at("verifier")
    for n in (1, 2):
        answer = client.get(f"/meja/foto/{photo.pk}/asli")
        assert "no-store" in answer["Cache-Control"]
        assert seen(photo) == n
    # Drawn anew: not the file as it came.
    assert answer.content != jpeg()
    assert np.abs(pixels(answer.content) - pixels(jpeg())).mean() < 40
    client.get("/meja/foto")
    body(client.get(f"/meja/foto/{photo.pk}/besar"))
    assert seen(photo) == 2


def test_the_next_photo_comes_at_once(at, looked):
    first, second, client = looked(DOUBT), looked(DOUBT, seed=2), at("verifier")
    assert "Foto (2)" in client.get("/meja/foto").content.decode()
    answer = client.post(f"/meja/foto/{first.pk}/putus", {"putusan": "aman"})
    assert answer["Location"] == f"/meja/foto/{second.pk}"
    answer = client.post(f"/meja/foto/{second.pk}/putus", {"putusan": "tahan"})
    assert answer["Location"] == "/meja/foto"
    assert (cases.photo(first.pk).look, cases.photo(first.pk).public) == ("masked", True)
    assert (cases.photo(second.pk).look, cases.photo(second.pk).public) == ("held", False)
    assert f"/meja/foto/{second.pk}" in client.get("/meja/foto?daftar=ditahan").content.decode()


def test_a_card_is_released_only_after_something_was_covered_by_hand(at, looked):
    photo, client = looked(CARD), at("verifier")
    answer = client.post(f"/meja/foto/{photo.pk}/putus", {"putusan": "aman"})
    assert answer.status_code == 422
    assert "Buramkan dulu bagiannya" in answer.content.decode()
    drawn = {"tutup": "0", "box": ["5,5,300,200", "310.6,10,40,40"], "x": "1", "y": "2", "w": "30", "h": "40"}
    assert client.post(f"/meja/foto/{photo.pk}/buramkan", drawn).status_code == 302
    boxes = [one["box"] for one in cases.photo(photo.pk).found]
    assert boxes == [[10, 10, 200, 150], [5, 5, 300, 200], [310, 10, 40, 40], [1, 2, 30, 40]]
    assert client.post(f"/meja/foto/{photo.pk}/putus", {"putusan": "aman"}).status_code == 302
    assert cases.photo(photo.pk).look == "masked"


def test_what_is_no_longer_ticked_is_seen_again(at, looked):
    photo, client = looked(FACE), at("verifier")
    covered = photo.file
    client.post(f"/meja/foto/{photo.pk}/buramkan", {"box": "200,100,50,50"})
    found = cases.photo(photo.pk).found
    assert [one.get("off", False) for one in found] == [True, False]
    assert cases.photo(photo.pk).look == "unsure"
    client.post(f"/meja/foto/{photo.pk}/ulang")
    assert cases.photo(photo.pk).found == photo.found
    assert cases.photo(photo.pk).file == covered


@pytest.mark.parametrize(
    "typed",
    [
        {"x": "a", "y": "1", "w": "2", "h": "3"},
        {"x": "1"},
        {"x": "1", "y": "1", "w": "0", "h": "9"},
        {"x": "9999", "y": "1", "w": "9", "h": "9"},
        {"x": "1", "y": "1", "w": "99999999999", "h": "9"},
        {"box": "1,2,3"},
        {"box": "\x00,١,2,3"},
    ],
)
def test_what_is_no_box_is_said(typed, at, looked):
    photo, client = looked(FACE), at("verifier")
    answer = client.post(f"/meja/foto/{photo.pk}/buramkan", {"tutup": "0", **typed})
    assert answer.status_code == 422
    assert "Kotak itu di luar foto atau terlalu kecil." in answer.content.decode()
    assert cases.photo(photo.pk).found == photo.found


@pytest.mark.parametrize(
    "address", ["/meja/foto?sesudah=-1", "/meja/foto?sesudah=9999999999999999999999", "/meja/foto?daftar=%00"]
)
def test_odd_addresses_are_lists(address, at):
    assert at("verifier").get(address).status_code == 200


@pytest.mark.parametrize("pk", [10**30, 404])
def test_a_photo_that_is_none_is_not_found(pk, at):
    client = at("verifier")
    for path in (f"/meja/foto/{pk}", f"/meja/foto/{pk}/asli"):
        assert client.get(path).status_code == 404
    assert client.post(f"/meja/foto/{pk}/putus", {"putusan": "aman"}).status_code == 404


def test_a_photo_in_doubt_cannot_be_shown_from_the_case(at, looked):
    photo, client = looked(DOUBT), at("verifier")
    said = {"photo_id": str(photo.pk), "public": "1"}
    answer = client.post(f"/meja/laporan/{photo.case.code}/show_photo", said)
    assert answer.status_code in {409, 422}
    assert "belum diperiksa" in answer.content.decode()
    assert not cases.photo(photo.pk).public
