"""Channels and services: four things apart, what is sought in each part of the period, and what has no answer."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from surga.core.knowledge.models import Article, Question
from surga.doors.executive.frame.scope import Scope
from surga.doors.executive.places.ways import seeking
from surga.doors.executive.places.ways.channels import trend_card
from surga.reactions.insight.queries.places import asked
from tests.reactions.insight.places.test_asked import told as told

PAGE = "/sie/kanal"


@pytest.fixture
def mayor(at):
    return at("executive")


def seen(client, query=""):
    found = client.get(f"{PAGE}?{query}")
    assert found.status_code == 200, found
    return found.content.decode()


def test_an_empty_city_says_so(mayor):
    said = seen(mayor)
    assert "Tidak ada kontak dan tidak ada laporan pada masa ini." in said
    assert "Belum ada pertanyaan pada masa ini" in said
    assert "Semua yang dicari ada jawabannya" in said
    assert "Belum ada kontak yang dijawab dengan artikel" in said


def test_cases_and_reporters_are_counted_apart(mayor, case, settle):
    case(reporter_phone="081234567890")
    case(reporter_phone="081234567890", channel="whatsapp", text="Lampu mati di jalan baru")
    case(reporter_phone="081234567891", text="Surat saya belum jadi")
    settle()
    said = seen(mayor)
    assert "Laporan: perkara yang diikuti sampai selesai" in said
    assert "Pelapor: orang yang berbeda" in said
    assert "nilai=whatsapp" in said
    assert "Dari 3 " in said


def test_an_agencys_page_has_no_contacts(at, filled):
    said = seen(at("liaison"))
    assert "dengan saringan ini hanya laporan dan pelapor yang dihitung" in said
    assert "Kontak: setiap telepon" not in said
    assert "Dari 15 laporan, 100% lewat" in said


def test_what_is_sought_is_told_for_each_part(mayor, put, settle, told):
    put(kind="information", topic="surat", ago=2)
    put(kind="information", topic="jalan", ago=200)
    settle()
    told("surat")
    told("surat")
    said = seen(mayor)
    assert "Paling dicari: Surat" in said
    assert "3 dari 4 pertanyaan" in said
    assert "2 kontak dijawab langsung, 1 permintaan informasi menjadi laporan" in said
    assert "angka=services" in said


def test_what_was_not_found_names_who_should_write(at, mayor, city):
    now = timezone.now()
    kept = {"first_at": now, "last_at": now}
    Question.objects.create(digest="a", text="jam buka <kantor>", count=7, agency_code="umum", **kept)
    Question.objects.create(digest="b", text="cara mengurus makam", agency_code="", **kept)
    said = seen(mayor)
    assert "2 pertanyaan belum ada jawabannya" in said
    assert "jam buka &lt;kantor&gt;" in said
    assert "ditulis oleh Dinum" in said
    assert "belum jelas siapa yang menulis" in said
    assert "cara mengurus makam" not in seen(at("liaison"))


def test_articles_that_answered(mayor, told, city):
    Article.objects.create(slug="ktp", title="Mengurus KTP", summary="x", changed_at=timezone.now())
    told(article_slug="ktp")
    told(article_slug="dulu-ada")
    said = seen(mayor)
    assert "dulu-ada" in said
    assert "1 kontak" in said


def test_too_many_reporters_are_not_counted(mayor, filled, monkeypatch):
    monkeypatch.setattr(asked, "MOST", 3)
    assert "pelapornya tidak dihitung selagi Anda menunggu" in seen(mayor)


def scope(from_, to):
    return Scope(date.fromisoformat(from_), date.fromisoformat(to))


@pytest.mark.parametrize(
    ("from_", "to", "names"),
    [
        ("2020-03-05", "2022-02-01", ["2020", "2021", "2022"]),
        ("2021-02-10", "2021-09-30", ["Jan – Mar 2021", "Apr – Jun 2021", "Jul – Sep 2021"]),
        ("2021-12-20", "2022-01-10", ["Desember 2021", "Januari 2022"]),
    ],
)
def test_a_period_has_years_quarters_or_months(from_, to, names):
    whole = scope(from_, to)
    found = list(seeking.parts_of(whole))
    assert [name for name, _part in found] == names
    assert (found[0][1].from_, found[-1][1].to) == (whole.from_, whole.to)
    for (_a, before), (_b, after) in pairwise(found):
        assert after.from_ - before.to == timedelta(days=1)


def test_a_trend_needs_three_months_and_has_no_holes(put, settle, city):
    today = timezone.now().date()
    year = Scope(today - timedelta(days=364), today)
    put(ago=2)
    settle()
    assert trend_card(year, "cases") is None
    for ago in (200, 201, 202):
        put(ago=ago, channel="whatsapp")
    for ago, channel in enumerate(("phone", "visit", "email"), start=3):
        put(ago=ago, channel=channel)
    settle()
    card = trend_card(year, "cases")
    assert card is not None
    assert len(card.chart.rows) >= 6
    assert "lainnya" in card.chart.head
    assert sum(int(cell) for row in card.chart.rows for cell in row[1:]) == 7


def test_the_page_asks_the_database_a_few_times_only(mayor, filled, django_assert_max_num_queries):
    seen(mayor)
    with django_assert_max_num_queries(30):
        seen(mayor)


def test_only_those_of_sie_come_in(at):
    assert at("operator").get(PAGE).status_code == 403
