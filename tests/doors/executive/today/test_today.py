"""The first page of SIE, as a mayor reads it."""

import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone


def page(client, query=""):
    found = client.get(f"/sie?{query}")
    assert found.status_code == 200
    return found.content.decode()


def heading(said):
    return re.sub(r"<[^>]+>", "", re.search(r"<h1>(.*?)</h1>", said, re.DOTALL).group(1)).strip()


def cards(said):
    """Finding → the card."""
    found = re.findall(r'<article class="card sie-card.*?</article>', said, re.DOTALL)
    return {re.search(r"<h2>(.*?)</h2>", one).group(1): one for one in found}


def test_it_begins_with_what_a_person_would_say(at, lived):
    said = page(at("executive"))
    assert (
        heading(said)
        == "Dalam 7 hari terakhir masuk 3 laporan, terbanyak jalan, paling sering di Barat. Kini 2 lewat batas."
    )
    assert "menurut=topic&amp;nilai=jalan" in said
    assert "hanya=terlambat" in said


def test_a_topic_without_a_place_that_stands_out_is_said_alone(at, live, settle):
    for region in ("99.01.1001", "99.01.1002"):
        for _ in range(2):
            live(region=region)
    settle()
    assert heading(page(at("executive"))) == (
        "Dalam 7 hari terakhir masuk 4 laporan, terbanyak jalan. Tidak ada yang lewat batas."
    )


def test_one_case_is_most_of_nothing(at, live, settle):
    live(region="99.01.1001")
    settle()
    assert (
        heading(page(at("executive"))) == "Dalam 7 hari terakhir masuk 1 laporan. Tidak ada yang lewat batas."
    )


def test_an_empty_city_has_a_page_too(at):
    said = page(at("executive"))
    assert heading(said) == "Dalam 7 hari terakhir tidak ada laporan masuk. Tidak ada yang lewat batas."
    assert "Riwayatnya belum cukup panjang" in said
    assert "Belum ada laporan yang ditindaklanjuti pada masa ini." in said
    assert "Tidak ada laporan yang terbuka." in said


def test_each_card_has_its_number_its_n_and_its_way_to_the_cases(at, lived):
    found = cards(page(at("executive"), "periode=90"))
    came = found["Sekitar 0,5 laporan masuk setiap minggu."]
    assert 'sie-number">6<' in came
    assert "n = 6;" in came
    assert "angka=cases" in came
    late = found["2 laporan lewat 5 hari kerja tanpa tindak lanjut."]
    assert "tone-brick" in late
    assert "Surat pengantar: 1" in late
    assert "Semua yang terbuka" in late
    assert 'sie-number">33%<' in found["33% ditindaklanjuti dalam 5 hari kerja."]
    pace = found["Ditindaklanjuti dalam rata-rata 0,0 hari kerja, di bawah batas nasional 5."]
    assert "Masih terbuka" in pace
    assert "batas 5" in pace


def test_what_waits_longest_stands_there_and_what_may_not_be_seen_without_its_words(at, lived):
    said = page(at("executive"))
    assert f"/meja/laporan/{lived['late']}" in said
    assert lived["hidden"] not in said
    assert "Laporan yang tidak boleh Anda lihat" in said


def test_as_known_on_a_day_it_tells_of_that_day(at, lived):
    day = (timezone.now() - timedelta(days=35)).date().isoformat()
    said = page(at("executive"), f"per={day}&periode=90")
    assert re.match(
        r"Dalam 7 hari sampai \d+ \w+ \d+ masuk 1 laporan\. Saat itu 1 lewat batas\.", heading(said)
    )
    assert "Terlama menunggu" not in said
    before = (timezone.now() - timedelta(days=200)).date().isoformat()
    assert "tidak ada laporan masuk" in heading(page(at("verifier"), f"per={before}"))


def test_a_liaison_reads_of_the_own_agency_alone(at, lived):
    said = page(at("liaison"), "instansi=pengawas")
    assert heading(said).endswith("Kini 1 lewat batas.")
    assert "kontak" not in "".join(cards(said))


def test_a_long_period_is_drawn_by_weeks_and_by_months(at, lived):
    client = at("executive")
    assert "Laporan masuk per hari" in page(client, "periode=30")
    assert "Laporan masuk per minggu" in page(client, "periode=90")
    assert "Laporan masuk per bulan" in page(client, "dari=1990-01-01")


def test_it_asks_no_more_questions_of_more_cases(at, lived, live, settle):
    client = at("executive")
    page(client)
    with CaptureQueriesContext(connection) as few:
        page(client, "periode=90")
    for n in range(12):
        live(ago=n, region="99.01.1001")
    settle()
    with CaptureQueriesContext(connection) as many:
        page(client, "periode=90")
    # More topics and places to compare are no more questions; more days with exact times are few.
    assert len(few) < 60
    assert len(many) <= len(few) + 8
