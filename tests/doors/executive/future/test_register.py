"""Decisions are written down with their cases, changed with every version kept, and read by who may see SIE."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.reactions.insight.queries import planning

PAGE = "/sie/depan/keputusan"


@pytest.fixture
def mayor(at):
    return at("executive")


def told(**more):
    day = timezone.localdate() - timedelta(days=2)
    return {
        "title": "Tim tambal cepat", "decided_on": day.isoformat(), "by": "Wali Kota", "reason": "Banyak lubang",
        "topic": "jalan", "agency": "", "region": "", "codes": "", "days": "90", "version": "0", **more,
    }  # fmt: skip


def test_an_empty_register_says_what_it_is_for(mayor):
    said = mayor.get(PAGE).content.decode()
    assert "Belum ada keputusan yang dicatat dari laporan warga." in said
    assert "Catat keputusan" in said


def test_a_decision_is_written_down_with_its_cases(mayor, case):
    shown = case("answered")
    assert mayor.post(f"{PAGE}/baru", told(codes=f" {shown.code.lower()}, ")).headers["Location"] == PAGE
    said = mayor.get(PAGE).content.decode()
    assert "1 keputusan lahir dari laporan warga." in said
    assert "Tim tambal cepat" in said
    assert "Dari 1 laporan." in said
    assert "terlalu dini" in said


def test_a_decision_is_changed_and_its_history_stays(mayor):
    mayor.post(f"{PAGE}/baru", told())
    (one,) = planning.decisions()
    page = mayor.get(f"{PAGE}/{one.id}").content.decode()
    assert 'value="Tim tambal cepat"' in page
    mayor.post(f"{PAGE}/{one.id}", told(title="Lain", version="1"))
    assert "Diubah 1 kali." in mayor.get(PAGE).content.decode()
    late = mayor.post(f"{PAGE}/{one.id}", told(title="Saya", version="1"))
    assert late.status_code == 409
    assert 'value="Saya"' in late.content.decode()
    assert mayor.post(f"{PAGE}/{one.id}", told(title="Saya", version="2")).status_code == 302
    assert "Riwayat: 3 versi" in mayor.get(f"{PAGE}/{one.id}").content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": ""}, "Bagian ini harus diisi."),
        ({"codes": "RWJ-2501-AAAAA"}, "Tidak ada laporan dengan kode: RWJ-2501-AAAAA."),
        ({"topic": ""}, "Pilih sedikitnya satu: topik, instansi, atau wilayah."),
        ({"decided_on": "2199-01-01"}, "Tanggal ini belum tiba."),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays(mayor, more, said):
    found = mayor.post(f"{PAGE}/baru", told(**more))
    assert found.status_code == 422
    assert said in found.content.decode()
    assert "Banyak lubang" in found.content.decode()
    assert planning.decisions() == []


def test_who_may_see_reads_and_who_may_plan_writes(at, mayor):
    mayor.post(f"{PAGE}/baru", told(topic="", agency="umum"))
    mayor.post(f"{PAGE}/baru", told(topic="", agency="pengawas", title="Bukan milik dinas"))
    liaison = at("liaison")
    said = liaison.get(PAGE).content.decode()
    assert "Tim tambal cepat" in said
    assert "Bukan milik dinas" not in said
    assert "Catat keputusan" not in said
    assert liaison.get(f"{PAGE}/baru").status_code == 403
    assert at("operator").get(PAGE).status_code == 403
    assert mayor.get(f"{PAGE}/999").status_code == 404


def test_it_speaks_english(mayor):
    mayor.post(f"{PAGE}/baru", told())
    mayor.cookies["bahasa"] = "en"
    said = mayor.get(PAGE).content.decode()
    assert "1 decision came from citizens’ cases." in said
    assert "too early to see its effect" in said
