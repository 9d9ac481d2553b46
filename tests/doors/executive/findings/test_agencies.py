"""Agencies, like with like."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.cases.models import Case


def get(client, address):
    found = client.get(address)
    assert found.status_code == 200
    return found.content.decode()


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows(said):
    """Agency → its cells."""
    found = re.findall(r'role="rowheader">(.*?)</th>(.*?)</tr>', said, re.DOTALL)
    return {
        plain(name): [plain(each) for each in re.findall(r"<td.*?</td>", row, re.DOTALL)]
        for name, row in found
    }


def test_each_is_held_against_its_own_mix(at, contrast):
    said = get(at("executive"), "/sie/instansi")
    assert "1 instansi lebih lambat dan 1 lebih cepat dari yang diharapkan" in plain(said)
    found = rows(said)
    assert list(found) == ["Dinum", "Kec. Hulu"]  # by name; those of few cases stand below
    assert found["Kec. Hulu"][0].startswith("32 0,6 tiap pekan")
    assert found["Kec. Hulu"][2] == "0% 0% – 10,7% n 32"
    assert re.match(
        r"▼ lebih buruk dari yang diharapkan: 0× 0× – 0,\d+× diharapkan \d+(,\d)?%", found["Kec. Hulu"][3]
    )
    assert found["Dinum"][3].startswith("▲ lebih baik dari yang diharapkan:")
    assert "1 instansi dengan kurang dari 5 laporan" in plain(said)
    assert "Kel. Timur" in plain(said)
    assert "find-wide" in said


def test_a_place_is_said_only_where_n_allows(at, contrast, tell, summed):
    said = get(at("executive"), "/sie/instansi?urut=tempat")
    assert list(rows(said)) == ["Dinum", "Kec. Hulu"]
    assert "Menurut tempat" in said
    assert [cells[5] for cells in rows(said).values()] == ["1", "2"]
    said = get(at("executive"), f"/sie/instansi?sampai={(timezone.now() - timedelta(days=80)).date()}")
    assert "Tidak ada tempat" in said
    assert "Menurut tempat" not in said


def test_a_liaison_goes_to_the_own_page_and_opens_no_other(at, contrast):
    client = at("liaison", "umum")
    assert client.get("/sie/instansi").headers["Location"].startswith("/sie/instansi/umum")
    assert client.get("/sie/instansi?instansi=kec-hulu").headers["Location"].startswith("/sie/instansi/umum")
    assert client.get("/sie/instansi/kec-hulu").status_code == 403
    said = get(client, "/sie/instansi/umum")
    assert "Dinas Umum" in said
    assert "Semua instansi</a>" not in said
    assert contrast["slow"][0] not in said


def test_whoever_filters_by_an_agency_goes_to_its_page(at, contrast):
    client = at("executive")
    assert (
        client.get("/sie/instansi?instansi=umum&periode=90").headers["Location"]
        == "/sie/instansi/umum?periode=90"
    )
    found = client.get("/sie/instansi/kec-hulu?instansi=umum")
    assert found.headers["Location"].startswith("/sie/instansi/umum")
    assert client.get("/sie/instansi/tidak-ada").status_code == 404
    assert at("operator").get("/sie/instansi/umum").status_code == 403


def test_the_page_of_an_agency_tells_what_to_ask(at, contrast):
    said = get(at("executive"), "/sie/instansi/kec-hulu")
    text = plain(said)
    assert re.search(r"Tepat waktu 0%, di bawah \d+(,\d)?% yang diharapkan untuk campuran topiknya\.", text)
    assert "32 laporan, 0,6 tiap pekan;" in text
    assert re.search(
        r"2 dari 32 laporan terbuka sudah|32 dari 32 laporan terbuka sudah lebih dari 30 hari", text
    )
    assert "Mengapa Jalan lebih lambat daripada di instansi lain (0%, lainnya 100% (n 22))?" in text
    assert f'href="/meja/laporan/{contrast["open"][-1]}"' in said
    assert re.search(rf"yang tertua {contrast['open'][-1]}\. Kapan selesai\?", text)
    assert rows(said)["Jalan"][1].startswith("▼ lebih buruk dari instansi lain: 0%")
    assert re.search(r"sie/laporan\?[^\"]*instansi=kec-hulu", said)


def test_an_open_case_that_one_may_not_see_is_there_without_its_words(at, tell, summed):
    hidden = tell(1, "pungli", "pengawas", ago=40, answered=None)
    summed()
    said = get(at("executive"), "/sie/instansi/pengawas")
    assert "Paling lama terbuka" in said
    assert "Laporan yang tidak boleh Anda lihat" in said
    assert "/meja/laporan/" not in said
    assert hidden


def test_the_good_one_is_asked_how(at, contrast):
    text = plain(get(at("executive"), "/sie/instansi/umum"))
    assert "Apa yang membuat Jalan lebih cepat daripada di instansi lain? Dapatkah ditiru?" in text
    assert re.search(r"Tepat waktu 100%, di atas \d+(,\d)?% yang diharapkan", text)


def test_what_improved_is_told_beyond_chance(at, tell, summed):
    tell(20, ago=120, answered=25)
    tell(20, ago=45, answered=0.2)
    summed()
    text = plain(get(at("executive"), "/sie/instansi/umum?periode=90"))
    assert "Membaik: Semua topik: tepat waktu dari 0% menjadi 100%" in text
    assert "Membaik: Semua topik: median dari 25 hari menjadi 0,2 hari" in text
    assert "Memburuk:" not in text


def test_quality_is_asked_after(at, contrast):
    Case.objects.filter(agency="kec-hulu").update(stars=1)
    text = plain(get(at("executive"), "/sie/instansi/kec-hulu"))
    assert "Mutu jawaban" in text or "Pelapor memberi" in text


def test_as_of_a_past_day_the_backlog_is_not_shown(at, contrast):
    day = (timezone.now() - timedelta(days=20)).date().isoformat()
    text = plain(get(at("executive"), f"/sie/instansi/kec-hulu?per={day}"))
    assert "hanya dapat ditunjukkan untuk keadaan sekarang" in text
    assert "Paling lama terbuka" not in text
    assert f"per {timezone.now().year}" in text or ", per " in text


def test_an_agency_without_cases_has_a_page(at, contrast):
    text = plain(get(at("executive"), "/sie/instansi/kel-barat"))
    assert "Belum cukup laporan untuk dibandingkan." in text
    assert "Tidak ada laporan yang terbuka." in text
    assert "Belum ada laporan pada instansi mana pun." in plain(
        get(at("executive"), "/sie/instansi?dari=2019-01-01&sampai=2019-02-01")
    )


@pytest.mark.parametrize(("address", "most"), [("/sie/instansi", 26), ("/sie/instansi/umum", 46)])
def test_it_asks_a_bounded_number_of_questions(at, contrast, django_assert_max_num_queries, address, most):
    client = at("executive")
    get(client, address)
    with django_assert_max_num_queries(most):
        get(client, address)
