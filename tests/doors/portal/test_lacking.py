"""What a report lacks is asked once on the review, in words that nobody has to answer."""

import pytest

from surga.core.cases.models import Case
from tests.doors.portal.conftest import TIMUR, page_of

pytestmark = pytest.mark.django_db
LAMP = "Lampu jalan mati sejak Senin, gelap sekali"


def reviewed(telling, text, **place):
    telling.story(text)
    telling.place(**place)
    telling.contact()
    return telling.at


def test_a_place_finer_than_the_kelurahan_is_asked_and_goes_to_the_address(telling, client):
    page = page_of(client.get(reviewed(telling, LAMP, region=TIMUR)))
    assert "Agar petugas langsung tahu" in page
    assert "Di sebelah mana persisnya?" in page
    assert "Kirim apa adanya" in page
    telling.send(tambah="1", kurang_spot="Depan balai RW 3")
    page = page_of(client.get(telling.at))
    assert "Depan balai RW 3" in page
    assert "Agar petugas" not in page
    telling.send()
    assert Case.objects.get().address == "Depan balai RW 3"


def test_sent_as_it_is_nothing_is_asked_again(telling, client):
    reviewed(telling, LAMP, region=TIMUR)
    telling.send(kurang_spot="")
    assert telling.at.startswith("/lapor/terima/")
    assert Case.objects.get().address == ""


def test_what_was_answered_and_sent_at_once_is_not_lost(telling):
    reviewed(telling, "Saya diminta uang waktu mengurus KTP")
    telling.send(kurang_who="Loket dua", kurang_when="Kemarin pagi")
    case = Case.objects.get()
    assert "Loket dua" in case.text
    assert "Kemarin pagi" in case.text


def test_who_does_not_know_is_not_asked_twice(telling, client):
    reviewed(telling, "Saya diminta uang waktu mengurus KTP")
    telling.send(tambah="1", kurang_who="", kurang_when="Kemarin")
    page = page_of(client.get(telling.at))
    assert "kurang_who" not in page
    assert "Kirim apa adanya" not in page


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lampu jalan mati di Jalan Melati nomor 4 sejak Senin", {}),
        (LAMP, {"location": "-2.995,120.005"}),
        (LAMP, {"region": TIMUR, "address": "Depan pasar"}),
        ("Usul taman bermain untuk anak-anak diberi tempat duduk", {}),
    ],
)
def test_whoever_tells_enough_is_asked_nothing(telling, client, text, place):
    page = page_of(client.get(reviewed(telling, text, **place)))
    assert "Agar petugas" not in page
    assert "Kirim laporan" in page


def test_a_question_is_not_asked_for_its_place(telling, client):
    telling.story("Apakah lampu jalan boleh dipasang sendiri", kind="information")
    telling.place()
    telling.contact()
    assert "Agar petugas" not in page_of(client.get(telling.at))


def test_a_very_long_answer_is_cut_and_not_refused(telling):
    reviewed(telling, LAMP, region=TIMUR)
    telling.send(kurang_spot="x" * 5000)
    assert Case.objects.get().address == "x" * 300
