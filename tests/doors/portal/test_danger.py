"""A danger is told to whoever writes of it, at once, with a script and without one; and the report goes on."""

import logging

import pytest

from surga.core.cases.models import Case
from tests.doors.portal.conftest import TIMUR, page_of

pytestmark = pytest.mark.django_db
WIRE = "Kabel listrik putus dan menjuntai di depan SD Timur, masih keluar percikan api"
CALM = "Lampu jalan di depan pasar mati sejak Senin"


def test_while_typing_the_page_is_told_whom_to_call_and_why(client, city):
    page = page_of(client.post("/lapor/dengar", {"text": WIRE}))
    assert "Ini terdengar berbahaya. Hubungi 112 sekarang." in page
    assert 'href="tel:112"' in page
    assert "Anda menulis tentang" in page
    assert "dahulukan" in page


def test_calm_words_say_nothing(client, city):
    page = page_of(client.post("/lapor/dengar", {"text": CALM}))
    assert 'data-heard="alarm"></div>' in page
    assert "tel:" not in page


@pytest.mark.parametrize("text", ["", " ", "😀" * 4000, "\x00\ud800", "<b>kebakaran</b> \"'&"])
def test_whatever_is_typed_is_answered(client, city, text):
    answer = client.post("/lapor/dengar", {"text": text.encode("utf-8", "replace").decode()})
    assert answer.status_code == 200
    assert "<b>" not in page_of(answer)


def test_only_a_page_of_ours_may_ask_and_only_by_post(browser_of, city):
    assert browser_of(enforce_csrf_checks=True).post("/lapor/dengar", {"text": WIRE}).status_code == 403
    assert browser_of().get("/lapor/dengar").status_code == 405


def test_who_asks_without_end_is_no_longer_answered_and_loses_nothing(client, city, settings):
    settings.SURGA_PACE = {"listen": (2, 600)}
    answers = [client.post("/lapor/dengar", {"text": CALM}).status_code for _ in range(4)]
    assert answers == [200, 200, 204, 204]


def test_what_is_typed_stands_in_no_log(client, city, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post("/lapor/dengar", {"text": f"Zebrapita {WIRE}"})
    assert "Zebrapita" not in caplog.text


def test_without_a_script_the_next_step_says_it_and_so_does_every_page_after(telling, client):
    telling.story(WIRE)
    assert telling.at.endswith("/tempat")
    for values in ({"region": TIMUR}, {}, {}):
        assert "Hubungi 112 sekarang" in page_of(client.get(telling.at))
        telling.send(**values)
    assert telling.at.startswith("/lapor/terima/")
    page = page_of(client.get(telling.at))
    assert "Hubungi 112 sekarang" in page
    assert "sudah kami terima dan kami dahulukan" in page
    case = Case.objects.get()
    assert case.danger
    assert "Hubungi 112 sekarang" in page_of(client.get(f"/lacak/{case.code}"))


def test_the_public_is_not_alarmed_by_what_somebody_else_told(telling, browser_of):
    telling.story(WIRE)
    telling.place()
    telling.contact()
    telling.send()
    page = page_of(browser_of().get(f"/lacak/{Case.objects.get().code}"))
    assert "Ini terdengar berbahaya" not in page


def test_a_calm_report_has_no_alarm_anywhere(telling, client):
    telling.story(CALM)
    for _ in range(3):
        assert "Ini terdengar berbahaya" not in page_of(client.get(telling.at))
        telling.send()
    assert "Ini terdengar berbahaya" not in page_of(client.get(telling.at))


def test_in_english_too(browser_of, city):
    page = page_of(browser_of("en").post("/lapor/dengar", {"text": WIRE}))
    assert "This sounds dangerous. Call 112 now." in page
    assert "You wrote about" in page


def test_the_citys_own_number_is_called(client, city, monkeypatch):
    monkeypatch.setitem(city.settings["contact"], "emergency", "0354 119")
    assert "Hubungi 0354 119 sekarang" in page_of(client.post("/lapor/dengar", {"text": WIRE}))
