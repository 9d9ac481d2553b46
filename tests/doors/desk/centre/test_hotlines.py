"""Making a hotline at the desk, changing it, closing it; and its page as everybody sees it then."""

import pytest
from django.test import Client
from django.utils import timezone

from surga.core.hotlines.fields import Extra
from surga.core.hotlines.hotline import Reach
from surga.core.hotlines.queries import board_of, hotline, hotlines
from surga.events.models import Event

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Posko Banjir",
    "about": "Untuk rumah yang tergenang.",
    "opens_on": "2026-01-10",
    "channels": ["whatsapp", "phone"],
    "topics": ["jalan"],
    "script": "Tanyakan tinggi air.",
    "stale_hours": "6",
    "publishes": "on",
    "numbers-count": "3",
    "numbers-0-channel": "whatsapp",
    "numbers-0-value": "0812 0000 0001",
    "fields-count": "3",
    "fields-0-label": "Tinggi air (cm)",
    "fields-0-type": "number",
    "fields-0-least": "0",
    "fields-0-most": "400",
    "fields-0-required": "on",
    "fields-2-label": "Butuh apa",
    "fields-2-type": "choice",
    "fields-2-choices": "Perahu; Pompa ;Perahu",
    "board-count": "3",
    "board-0-place": "Balai Timur",
    "board-0-unit": "tempat mengungsi",
    "board-0-total": "40",
    "board-0-agency": "umum",
    "board-1-place": "Gudang",
    "board-1-unit": "selimut",
}


def test_one_made_at_the_desk_shows_its_page(at):
    coordinator = at("coordinator")
    answer = coordinator.post("/meja/hotline/baru", NEW)
    assert answer["Location"] == "/meja/hotline/posko-banjir"
    info = hotline("posko-banjir")
    assert info.numbers == (Reach("whatsapp", "0812 0000 0001"),)
    assert info.fields == (
        Extra("tinggi_air_cm", "Tinggi air (cm)", "number", True, least=0, most=400),
        Extra("butuh_apa", "Butuh apa", "choice", choices=("Perahu", "Pompa")),
    )
    assert [(line.place, line.total, line.agency) for line in board_of("posko-banjir")] == [
        ("Balai Timur", 40, "umum"),
        ("Gudang", None, ""),
    ]
    assert Event.objects.filter(
        name="ProfileChanged", actor=str(coordinator.actor), data__code="posko-banjir"
    ).exists()
    page = Client(headers={"accept-language": "id"}).get("/hotline/posko-banjir").content.decode()
    for said in ("Posko Banjir", "Buka sejak 10 Januari 2026", "https://wa.me/6281200000001", "Balai Timur"):
        assert said in page
    # What operators say stays inside.
    assert "Tanyakan tinggi air" not in page
    assert 'href="/hotline/posko-banjir"' in coordinator.get("/meja/hotline/posko-banjir").content.decode()


def test_saving_what_is_shown_changes_nothing(at):
    coordinator = at("coordinator")
    coordinator.post("/meja/hotline/baru", NEW)
    before, board = hotline("posko-banjir"), board_of("posko-banjir")
    filled = coordinator.get("/meja/hotline/posko-banjir").context["filled"]
    coordinator.post("/meja/hotline/posko-banjir", _typed(filled))
    after = hotline("posko-banjir")
    assert after.changed_at > before.changed_at
    assert (after.fields, after.numbers, after.topics) == (before.fields, before.numbers, before.topics)
    assert board_of("posko-banjir") == board


def test_an_emptied_row_is_gone_and_a_renamed_field_keeps_its_key(at):
    coordinator = at("coordinator")
    coordinator.post("/meja/hotline/baru", NEW)
    typed = _typed(coordinator.get("/meja/hotline/posko-banjir").context["filled"])
    typed |= {"fields-0-label": "Setinggi apa", "fields-1-label": "", "fields-1-choices": ""}
    typed |= {"board-1-place": "", "board-1-unit": "", "numbers-0-value": ""}
    assert coordinator.post("/meja/hotline/posko-banjir", typed).status_code == 302
    info = hotline("posko-banjir")
    assert [(field.key, field.label) for field in info.fields] == [("tinggi_air_cm", "Setinggi apa")]
    assert info.numbers == ()
    assert [line.place for line in board_of("posko-banjir")] == ["Balai Timur"]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "harus diisi"),
        ({"name": "!!!"}, "slug", "hanya huruf kecil"),
        ({"slug": "Posko Banjir"}, "slug", "hanya huruf kecil"),
        ({"slug": "baru"}, "slug", "sudah dipakai"),
        ({"opens_on": "besok"}, "opens_on", "Tanggal itu tidak ada"),
        ({"closes_on": "2026-01-09"}, "closes_on", "Hari terakhir"),
        ({"channels": []}, "channels", "satu kanal"),
        ({"channels": ["asap"]}, "channels", "Kanal itu tidak dikenal"),
        ({"topics": ["gaib"]}, "topics", "Topik itu tidak dikenal"),
        ({"stale_hours": "0"}, "stale_hours", "di luar batas"),
        ({"numbers-0-channel": "asap"}, "numbers-0-channel", "Pilih salah satu"),
        ({"fields-0-least": "500"}, "fields-0-label", "di luar batas"),
        ({"fields-2-choices": "Perahu"}, "fields-2-label", "dua pilihan"),
        ({"fields-2-label": ""}, "fields-2-label", "harus diisi"),
        ({"fields-0-key": "K E Y"}, "fields-0-label", "diawali huruf"),
        ({"board-1-unit": ""}, "board-1-unit", "harus diisi"),
        (
            {"board-1-place": "balai timur", "board-1-unit": "Tempat Mengungsi"},
            "board-1-place",
            "sudah ada di papan",
        ),
        ({"board-0-agency": "gaib"}, "board-0-agency", "Pilih salah satu"),
        ({"board-0-total": "-1"}, "board-0-total", "di luar batas"),
        ({"board-0-total": "banyak"}, "board-0-total", "angka"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_typed_is_lost(at, typed, field, said):
    answer = at("coordinator").post("/meja/hotline/baru", {**NEW, **typed})
    assert answer.status_code == 422
    assert hotlines() == []
    wrong = answer.context["wrong"]
    assert set(wrong) == {field}
    assert said in str(wrong[field])
    page = answer.content.decode()
    assert f'href="#id_{field}"' in page
    for kept in (
        "Tanyakan tinggi air.",
        "0812 0000 0001",
        "Butuh apa" if "fields-2-label" not in typed else "Perahu",
    ):
        assert kept in page


def test_more_rows_are_given_without_script_and_nothing_is_saved(at):
    answer = at("coordinator").post("/meja/hotline/baru", {**NEW, "name": "", "more": "board"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="board-5-place"' in page
    assert 'name="numbers-3-value"' not in page
    assert "Balai Timur" in page
    assert "harus diisi" not in page
    assert hotlines() == []


@pytest.mark.parametrize("count", ["", "x", "-1", "9999", "٣"])
def test_an_odd_count_of_rows_does_no_harm(at, count):
    assert at("coordinator").post("/meja/hotline/baru", {**NEW, "board-count": count}).status_code == 302


def test_a_taken_address_is_refused_and_an_unknown_hotline_is_not_there(at, flood):
    coordinator = at("coordinator")
    answer = coordinator.post("/meja/hotline/baru", NEW)
    assert (answer.status_code, set(answer.context["wrong"])) == (422, {"slug"})
    for address in ("/meja/hotline/gaib", "/meja/hotline/gaib/papan"):
        assert coordinator.get(address).status_code == 404
    assert coordinator.post("/meja/hotline/gaib/tutup").status_code == 404


def test_closing_makes_today_the_last_day(at, flood):
    coordinator = at("coordinator")
    assert "Tutup hari ini" in coordinator.get("/meja/hotline/posko-banjir").content.decode()
    assert coordinator.get("/meja/hotline/posko-banjir/tutup").status_code == 405
    coordinator.post("/meja/hotline/posko-banjir/tutup")
    assert hotline("posko-banjir").closes_on == timezone.localdate()
    assert "Tutup hari ini" not in coordinator.get("/meja/hotline/posko-banjir").content.decode()


@pytest.mark.parametrize("role", ["operator", "liaison", "verifier", "executive"])
def test_only_who_runs_hotlines_makes_and_closes_them(at, flood, role):
    client = at(role)
    for address in ("baru", "posko-banjir"):
        assert client.get(f"/meja/hotline/{address}").status_code == 403
        assert client.post(f"/meja/hotline/{address}", NEW).status_code == 403
    assert client.post("/meja/hotline/posko-banjir/tutup").status_code == 403
    assert (len(hotlines()), hotline("posko-banjir").closes_on) == (1, None)


def test_pages_ask_little_of_the_database(at, flood, django_assert_max_num_queries):
    coordinator = at("coordinator")
    for address in ("", "/posko-banjir", "/baru", "/posko-banjir/papan"):
        with django_assert_max_num_queries(10):
            assert coordinator.get(f"/meja/hotline{address}").status_code == 200


def _typed(filled):
    """What a browser sends for the page as it is shown."""
    sent = {}
    for rows in filled.rows:
        sent[f"{rows.prefix}-count"] = str(rows.count)
    for form in (filled.main, *(row for rows in filled.rows for row in rows.forms)):
        for bound in form:
            value = bound.value()
            if isinstance(value, bool):
                value = "on" if value else None
            if value not in (None, "", []):
                sent[bound.html_name] = value if isinstance(value, list) else str(value)
    return sent
