"""The map: its finding, its shades, its months, its hot spots, and who sees what."""

import json
import re

import pytest
from django.test import override_settings

from surga.core.agencies import queries as agencies
from surga.core.agencies.models import ProfileState
from surga.doors.executive.places.map import views
from surga.project.configuration.policy import Tiles

PAGE = "/sie/peta"


@pytest.fixture
def mayor(at):
    return at("executive")


def seen(client, query=""):
    found = client.get(f"{PAGE}?{query}")
    assert found.status_code == 200, found
    return found.content.decode()


def shade(page, code):
    return re.search(rf'class="area shade-(\w+)[^"]*" data-region="{code}"', page)[1]


def confirm(**more):
    """Lets the profile say what the residents are."""
    row = ProfileState.objects.get()
    told = {"source": "BPS", "year": 2024, "parts": "counted", "confirmed": True, **more}
    row.settings = {**row.settings, "population": told}
    row.save()
    agencies.forget()


def test_an_empty_city_says_so(mayor):
    said = seen(mayor)
    assert "Tidak ada laporan dengan kelurahan pada masa ini." in said
    assert "Tidak ada laporan dengan titik pada masa ini." in said
    assert "penduduk tiap kelurahan belum diisi" in said


def test_without_residents_the_map_counts(mayor, filled):
    said = seen(mayor)
    assert "<h1>Terbanyak dari Timur: 12 laporan, 80% dari semuanya.</h1>" in said
    assert shade(said, "99.01.1002") == "few"
    assert shade(said, "99.01.1001") in "1234"
    assert "n = 15, 1 tanpa kelurahan" in said
    assert "ukuran=jumlah" not in said


def test_with_confirmed_residents_it_says_who_stands_out(mayor, filled, people):
    people(1000, 20000)
    confirm()
    said = seen(mayor)
    assert "<h1>Timur melapor 12 per 1.000 penduduk, kota 0,67.</h1>" in said
    assert "Penduduk 2024. Sumber: BPS." in said
    assert "di atas" in said
    assert "belum cukup data" in said
    assert "Jumlah laporan menurut kelurahan" in seen(mayor, "ukuran=jumlah")


def test_where_nothing_stands_out_it_says_that(mayor, filled, people):
    people(10000, 1000)
    confirm()
    assert "Tidak ada kelurahan yang menonjol lebih dari kebetulan" in seen(mayor)


def test_guessed_residents_lead_no_headline_and_are_said_to_be_guessed(mayor, filled, people):
    people(100, 20000)
    confirm(parts="area", confirmed=False)
    said = seen(mayor)
    assert "<h1>Terbanyak dari Timur" in said
    assert "perkiraan menurut luas, belum dikonfirmasi" in said
    confirm(confirmed=False)
    assert "Penduduk 2024, belum dikonfirmasi. Sumber: BPS." in seen(mayor)


def test_a_place_leads_to_its_cases(mayor, filled):
    said = seen(mayor)
    links = re.findall(r'<a href="(/sie/laporan\?[^"]*nilai=99\.01\.1001)" tabindex="-1"><path', said)
    assert len(links) == 1
    assert "angka=cases" in links[0]
    assert "menurut=region" in links[0]
    # The same link in the table, for those who do not point.
    assert said.count(links[0]) >= 2


def test_months_are_pages_without_a_script(mayor, filled):
    said = seen(mayor)
    steps = json.loads(re.search(r'<script id="peta-bulan" type="application/json">(.*?)</script>', said)[1])
    keys = [step["key"] for step in steps["steps"]]
    assert keys[0] == ""
    assert len(keys) == 3
    assert 'rel="prev"' not in said
    later = re.search(r'href="([^"]*)" rel="next"', said)[1].replace("&amp;", "&")
    assert f"bulan={keys[1]}" in later
    month = seen(mayor, later.lstrip("?"))
    assert "2 laporan: terlalu sedikit untuk membandingkan kelurahan." in month
    assert 'rel="prev"' in month
    last = seen(mayor, f"bulan={keys[2]}")
    assert "Terbanyak dari Timur: 12 laporan" in last
    assert 'rel="next"' not in last
    assert f'value="{len(keys) - 1}"' in last


def test_a_month_that_is_none_is_the_whole_period(mayor, filled):
    for said, why in (
        ("1999-01", "Januari 1999 tidak ada di dalam masa ini. Yang tampil: seluruh masa."),
        ("x", "Kami tidak mengenal bulan “x”. Yang tampil: seluruh masa."),
        ("2026-13", "Kami tidak mengenal bulan “2026-13”."),
    ):
        wrong = mayor.get(f"/sie/peta?bulan={said}")
        assert wrong.status_code == 422
        assert "Terbanyak dari Timur: 12 laporan" in wrong.content.decode()
        assert why in wrong.content.decode()


def test_hot_spots_are_told_with_what_was_left_out(mayor, filled):
    coarse, fine = seen(mayor), seen(mayor, "petak=kecil")
    assert coarse.count('<polygon points="') == 1
    assert "1 petak lebih ramai daripada yang dapat dijelaskan kebetulan: 12 laporan." in fine
    assert "cell-hot" in fine
    assert "12 laporan dengan titik, tiap perkara sekali" in coarse
    assert "dibandingkan dengan asal semua laporan" in seen(mayor, "topik=jalan")
    assert "petak lebih ramai untuk topik ini" not in seen(mayor, "topik=jalan")


def test_a_topic_that_lies_apart_is_told_so(mayor, filled, put, settle):
    for _ in range(10):
        put("99.01.1002", topic="surat", lat=-2.995, lon=119.992)
    settle()
    said = seen(mayor, "topik=surat&petak=kecil")
    assert "1 petak lebih ramai untuk topik ini daripada untuk laporan lain: 10 laporan." in said


def test_the_chosen_region_stands_out_and_the_others_stay(mayor, filled):
    said = seen(mayor, "wilayah=99.01.1002")
    assert 'area-on" data-region="99.01.1002"' in said
    assert "Terbanyak dari Timur: 12 laporan" in said


def test_what_was_known_then(mayor, filled):
    said = seen(mayor, "per=2020-01-01&dari=2019-01-01")
    assert "Tidak ada laporan dengan kelurahan pada masa ini." in said
    assert "Letak titik menurut keadaan kini." in said


def test_only_those_of_sie_come_in_and_a_liaison_sees_the_own(at, filled):
    assert at("operator").get(PAGE).status_code == 403
    assert "Terbanyak dari Timur: 12" in seen(at("liaison"))
    assert "Tidak ada laporan dengan kelurahan" in seen(at("liaison", "pengawas"), "instansi=umum")


def test_the_page_asks_the_database_a_few_times_only(mayor, filled, django_assert_max_num_queries):
    seen(mayor)
    with django_assert_max_num_queries(20):
        seen(mayor)


def test_it_speaks_english_too(mayor, filled):
    said = mayor.get(PAGE, headers={"accept-language": "en"}).content.decode()
    assert "Most come from Timur: 12 cases, 80% of all." in said


def test_tiles_are_drawn_only_where_a_server_is_named(mayor, filled):
    assert "<image" not in seen(mayor)
    with override_settings(TILES=Tiles("https://tiles.example.org/{z}/{x}/{y}.png", "© Pemilik peta")):
        said = seen(mayor)
    hrefs = re.findall(r'<image href="(https://tiles\.example\.org/\d+/\d+/\d+\.png)"', said)
    assert 2 <= len(hrefs) <= 60
    assert "© Pemilik peta" in said


def test_a_cell_leads_to_its_cases_and_counts_those_one_may_not_see(at, mayor, filled, put, settle):
    secret = put(text="Dipukul di rumah", lat=-2.995, lon=120.005, confidential=True, oversight=True)
    settle()
    address = re.search(r'href="(/sie/peta/petak/\w+\?[^"]*)"', seen(mayor))[1].replace("&amp;", "&")
    said = mayor.get(address).content.decode()
    assert "13 laporan di petak sekitar Timur" in said
    assert said.count("/meja/laporan/") >= 12
    liaison = at("liaison").get(address).content.decode()
    assert secret.code not in liaison
    assert "laporan lain tidak boleh Anda lihat" in liaison


@pytest.mark.parametrize("cell", ["x", "888d853b35fffff", "878d853b3ffffff", "0"])
def test_a_cell_that_the_map_would_not_show_is_not_there(mayor, filled, cell):
    assert mayor.get(f"/sie/peta/petak/{cell}").status_code == 404


def test_a_long_list_says_how_much_is_older(mayor, filled, monkeypatch):
    monkeypatch.setattr(views, "SHOWN", 5)
    address = re.search(r'href="(/sie/peta/petak/\w+\?[^"]*)"', seen(mayor))[1].replace("&amp;", "&")
    assert "7 laporan yang lebih lama tidak ditampilkan" in mayor.get(address).content.decode()
