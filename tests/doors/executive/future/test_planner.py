"""From candidates to a brief: picked, written, saved by itself, never over another's words, and read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.doors.executive.future.planner.money import rupiah
from surga.reactions.insight.models import Version, Writing
from surga.reactions.insight.queries import planning

PAGE = "/sie/depan/rencana"


@pytest.fixture
def mayor(at):
    return at("executive")


def begun(mayor, *picked):
    """The address at which a plan of these is written."""
    found = mayor.post(PAGE, {"pilih": picked or ("jalan*",)})
    assert found.status_code == 302
    return found.headers["Location"]


def sheet(address_or_version=1, **more):
    """What the form sends."""
    return {
        "versi": str(address_or_version), "judul": "Rencana", "tahun": "2027", "dari": "2026-01-01",
        "sampai": "2026-06-30", "pengantar": "", "topik-0": "jalan", "wilayah-0": "", "judul-0": "Tambal",
        "isi-0": "Menambal lubang", "anggaran-0": "1.500.000", "aksi": "simpan", **more,
    }  # fmt: skip


@pytest.mark.parametrize("role", ["verifier", "liaison", "operator", "inspectorate"])
def test_only_who_may_plan_is_let_in(at, role):
    assert at(role).get(PAGE).status_code == 403


def test_candidates_say_size_delay_and_who_must_act(mayor, case):
    case("answered")
    said = mayor.get(PAGE).content.decode()
    assert "Jalan" in said
    assert "Dinas Umum" in said
    assert "Belum ada data setahun sebelumnya." in said
    assert 'value="jalan*"' in said
    for order in ("jumlah", "naik", "terbuka"):
        assert mayor.get(f"{PAGE}?urut={order}").status_code == 200
    wrong = mayor.get(f"{PAGE}?urut=unknown&rinci=ya")
    assert wrong.status_code == 422
    said = wrong.content.decode()
    assert "Kami tidak mengenal urutan “unknown”. Yang tampil: menurut beban penundaan." in said
    assert "Kami tidak mengenal rincian “ya”. Yang tampil: semua wilayah bersama." in said
    assert "Jalan, per wilayah" in mayor.get(f"{PAGE}?rinci=1&topik=jalan").content.decode()


def test_no_plan_begins_with_other_days_than_were_meant(mayor, case):
    case("answered")
    wrong = mayor.post(f"{PAGE}?dari=kemarin", {"pilih": ["jalan*"]})
    assert wrong.status_code == 422
    assert "“kemarin” bukan tanggal." in wrong.content.decode()
    assert 'value="jalan*" checked' in wrong.content.decode()
    assert planning.plans() == []


def test_without_cases_it_says_so(mayor):
    assert (
        "Tidak ada laporan pada masa ini."
        in mayor.get(f"{PAGE}?dari=2019-01-01&sampai=2019-01-31").content.decode()
    )


def test_what_is_picked_becomes_a_plan(mayor, case):
    case("answered")
    address = begun(mayor, "jalan*", "surat*99.01.1001", "nichts*")
    (plan,) = planning.plans()
    assert [(each.topic, each.region) for each in plan.text.priorities] == [
        ("jalan", ""),
        ("surat", "99.01.1001"),
    ]
    assert plan.text.year == timezone.localdate().year + 1
    assert address == f"{PAGE}/{plan.id}/ubah"
    said = mayor.get(address).content.decode()
    assert "Surat pengantar · Timur" in said
    assert plan.text.title in mayor.get(PAGE).content.decode()


def test_a_plan_is_written_and_read_as_a_brief(mayor, case):
    case("answered")
    address = begun(mayor)
    assert mayor.post(address, sheet()).status_code == 302
    said = mayor.get(address.removesuffix("/ubah")).content.decode()
    assert "Tambal" in said
    assert "Menambal lubang" in said
    assert "Rp1.500.000" in said.replace("\u00a0", "").replace("Rp ", "Rp")
    assert "Masih naskah" in said
    assert "tidak semua orang melapor" in said


def test_what_stands_in_the_sheet_can_be_saved_again_in_english(mayor):
    address = begun(mayor)
    mayor.post(address, sheet())
    mayor.cookies["bahasa"] = "en"
    page = mayor.get(address).content.decode()
    assert 'value="Rp 1.500.000"' in page
    assert mayor.post(address, sheet(2, **{"anggaran-0": "Rp 1.500.000"})).status_code == 302
    assert planning.plans()[0].text.priorities[0].budget == 1_500_000


def test_it_saves_itself_and_tells_when_somebody_else_did(mayor):
    address = begun(mayor)
    first = mayor.post(address, sheet(1, aksi="otomatis"))
    assert first.json()["version"] == 2
    late = mayor.post(address, sheet(1, aksi="otomatis", judul="Lain"))
    assert (late.status_code, late.json()) == (409, {"stale": 2})
    wrong = mayor.post(address, sheet(2, aksi="otomatis", **{"anggaran-0": "banyak"}))
    assert wrong.status_code == 422
    assert "#anggaran-0" in wrong.json()["faults"]


def test_another_version_is_not_written_over_unseen_and_nothing_is_lost(mayor):
    address = begun(mayor)
    mayor.post(address, sheet(1, judul="Punya orang lain"))
    late = mayor.post(address, sheet(1, judul="Punya saya"))
    said = late.content.decode()
    assert late.status_code == 409
    assert 'value="Punya saya"' in said
    assert 'name="versi" value="2"' in said
    assert mayor.post(address, sheet(2, judul="Punya saya")).status_code == 302
    assert [one.content["title"] for one in Version.objects.order_by("number")][1:] == [
        "Punya orang lain",
        "Punya saya",
    ]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"judul": ""}, "Beri rencana ini judul."),
        ({"tahun": "x"}, "Tuliskan tahun, misalnya 2027."),
        ({"dari": "kemarin"}, "Tuliskan tanggalnya, misalnya 2026-01-31."),
        ({"sampai": "2025-01-01"}, "Tanggal akhir ada sebelum tanggal awal."),
        ({"anggaran-0": "1,5 juta"}, "Tulis dalam rupiah penuh, misalnya 150.000.000."),
        ({"anggaran-0": "9" * 17}, "Anggaran ini terlalu besar."),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays(mayor, told, said):
    found = mayor.post(begun(mayor), sheet(**told))
    assert found.status_code == 422
    page = found.content.decode()
    assert said in page
    assert "Menambal lubang" in page


def test_priorities_are_ordered_and_taken_out(mayor):
    address = begun(mayor, "jalan*", "surat*")
    more = {"topik-1": "surat", "wilayah-1": "", "judul-1": "Kedua"}
    mayor.post(address, sheet(1, aksi="naik-1", **more))
    assert [each.topic for each in planning.plans()[0].text.priorities] == ["surat", "jalan"]
    mayor.post(address, sheet(2, aksi="turun-0", **more))
    assert [each.topic for each in planning.plans()[0].text.priorities] == ["surat", "jalan"]
    mayor.post(address, sheet(3, aksi="buang-0", **more))
    assert [each.topic for each in planning.plans()[0].text.priorities] == ["surat"]
    mayor.post(address, sheet(4, aksi="buang-9", **more))
    assert len(planning.plans()[0].text.priorities) == 2


def test_a_finished_plan_stays_as_it_is_until_it_is_taken_up(mayor, case):
    case("answered")
    address = begun(mayor)
    done = mayor.post(address, sheet(aksi="selesai"))
    assert done.headers["Location"] == address.removesuffix("/ubah")
    said = mayor.get(done.headers["Location"]).content.decode()
    assert "angkanya seperti diketahui pada" in said
    assert "Buka lagi untuk diubah" in mayor.get(address).content.decode()
    assert mayor.post(address, sheet(3)).status_code == 409
    assert mayor.post(address, {"aksi": "buka"}).status_code == 302
    assert Writing.objects.get().ready_at is None


def test_there_is_no_page_of_a_plan_that_is_not(mayor):
    assert mayor.get(f"{PAGE}/99").status_code == 404
    assert mayor.get(f"{PAGE}/99/ubah").status_code == 404


def test_rupiah_are_shown_as_people_read_them(city):
    assert rupiah(None) == ""
    assert rupiah(1_500_000).replace("\u00a0", " ").replace("Rp ", "Rp") == "Rp1.500.000"


def test_the_year_follows_the_period(mayor, case):
    case("answered")
    last = (timezone.localdate() - timedelta(days=800)).isoformat()
    mayor.post(f"{PAGE}?dari=2020-01-01&sampai={last}", {"pilih": "jalan*"})
    assert planning.plans()[0].text.year == int(last[:4]) + 1
