"""The page of shortcomings and strengths, as a mayor reads it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest


def page(client, query=""):
    found = client.get(f"/sie/temuan?{query}")
    assert found.status_code == 200
    return found.content.decode()


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(said, begin):
    return re.search(rf'<section[^>]*aria-labelledby="{begin}".*?</section>', said, re.DOTALL).group(0)


def test_the_worst_and_the_best_are_told_with_their_evidence(at, contrast):
    said = page(at("executive"))
    assert "<h1>Paling perlu dibenahi: Jalan (Kec. Hulu). Paling baik: Surat pengantar (Dinum).</h1>" in said
    worst = plain(part(said, "kurang"))
    assert "Jalan Kec. Hulu" in worst
    assert "0% ditindaklanjuti dalam 5 hari kerja; kota 63,2%." in worst
    assert "sedikitnya 19 hari lebih lama" in worst
    assert "n 30, selang 95% 20 – 20" in worst
    assert "Median 20 hari sampai tindak lanjut pertama; kota" in worst
    best = plain(part(said, "unggul"))
    assert "Jalan Dinum" in best
    assert "poin lebih tinggi" in best
    assert "Kel. Timur" not in worst + best
    assert "1 pasangan topik dan instansi punya kurang dari 5 laporan" in plain(said)


def test_a_topic_of_several_agencies_is_judged_as_a_whole(at, tell, summed):
    tell(40, "surat", answered=0.2)
    for ago, agency in ((40, "umum"), (50, "kec-hulu"), (60, "kel-timur")):
        tell(6, agency=agency, answered=20, ago=ago)
    summed()
    worst = part(page(at("executive")), "kurang")
    # Of six cases each nobody is told of by name.
    assert "Jalan semua instansi" in plain(worst)
    assert "n 18" in plain(worst)
    assert "Kec. Hulu" not in worst
    assert "menurut=topic&amp;nilai=jalan" in worst


def test_each_leads_to_exactly_its_cases(at, contrast):
    client = at("executive")
    href = (
        re.search(r'href="(/sie/laporan[^"]*)"', part(page(client), "kurang")).group(1).replace("&amp;", "&")
    )
    asked = parse_qs(urlsplit(href).query)
    assert asked["nilai"] == ["jalan*kec-hulu"]
    assert client.get(href).status_code == 200
    assert contrast["slow"][0] in client.get(href).content.decode()


def test_with_too_few_cases_nothing_is_judged(at, tell, summed):
    tell(2, agency="kec-hulu", answered=20)
    tell(2, answered=0.2)
    summed()
    said = page(at("executive"))
    assert "<h1>Terlalu sedikit laporan untuk dinilai.</h1>" in said
    assert "Tidak ada yang di bawah kota lebih dari kebetulan." in said
    assert (
        page(at("verifier"), "dari=2019-01-01&sampai=2019-02-01").count("Belum ada laporan pada masa ini.")
        == 1
    )


@pytest.mark.parametrize(
    ("word", "cell"),
    [
        ("jumlah", "32"),
        ("tepat", "▼ lebih buruk dari kota: 0%"),
        ("waktu", "▼ lebih buruk dari kota: 20"),
        ("buka-lagi", "0%"),
    ],
)
def test_the_matrix_shows_one_measure_at_a_time(at, contrast, word, cell):
    table = re.search(r"<table.*?</table>", page(at("executive"), f"ukuran={word}"), re.DOTALL).group(0)
    heads = [plain(head) for head in re.findall(r"<th scope=\"col\".*?</th>", table)]
    assert heads == ["Topik", "Semua instansi", "Dinum", "Kec. Hulu", "Kel. Timur"]
    row = re.search(r'<tr role="row"><th scope="row" role="rowheader">Jalan.*?</tr>', table, re.DOTALL).group(
        0
    )
    cells = [plain(each) for each in re.findall(r"<td.*?</td>", row, re.DOTALL)]
    assert cells[2].startswith(cell)
    assert cells[3] == "–"


def test_of_one_agency_nothing_is_said_of_all(at, contrast):
    said = page(at("executive"), "instansi=umum")
    table = re.search(r"<table.*?</table>", said, re.DOTALL).group(0)
    assert [plain(head) for head in re.findall(r"<th scope=\"col\".*?</th>", table)] == ["Topik", "Dinum"]
    assert len(re.findall("<td", table)) == len(re.findall(r'scope="row"', table))
    assert "Kota: " not in said
    assert "Kota: " in page(at("verifier"), "")


def test_growth_is_marked_only_where_it_is_more_than_chance(at, tell, summed):
    tell(30, ago=10)
    tell(5, ago=100)
    tell(6, "surat", ago=10)
    tell(5, "surat", ago=100)
    summed()
    said = page(at("executive"), "ukuran=tumbuh&periode=90")
    rows = dict(re.findall(r'role="rowheader">(\w+).*?</th>(.*?)</tr>', said, re.DOTALL))
    assert plain(rows["Jalan"]).startswith("↑ naik lebih dari kebetulan: +500% 2,3")
    assert "naik lebih dari kebetulan" not in rows["Surat"]
    assert "find-muted" in rows["Surat"]
    # Without a period before nothing has grown.
    assert "naik lebih" not in plain(
        re.search(r"<tbody.*?</tbody>", page(at("executive"), "ukuran=tumbuh"), re.DOTALL)[0]
    )


def test_as_of_a_past_day_only_what_was_known_then_counts(at, contrast):
    from datetime import timedelta

    from django.utils import timezone

    day = (timezone.now() - timedelta(days=62)).date().isoformat()
    said = page(at("executive"), f"per={day}&ukuran=jumlah")
    row = re.search(r'role="rowheader">Jalan.*?</tr>', said, re.DOTALL).group(0)
    assert [plain(each) for each in re.findall(r"<td.*?</td>", row, re.DOTALL)] == ["2", "2"]


def test_a_liaison_reads_of_the_own_agency_alone(at, contrast):
    said = page(at("liaison", "umum"), "instansi=kec-hulu&semua=1")
    assert "Kec. Hulu" not in re.search(r"<main.*?</main>", said, re.DOTALL).group(0)
    assert "Jalan" in said
    # And yet beside the city.
    assert "kota 63,2%" in plain(said)


def test_in_english_and_for_whom_it_is(at, contrast):
    client = at("executive")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    said = page(client)
    assert "Most in need of mending: Roads (Kec. Hulu). Best: Letters (Dinum)." in said
    assert at("operator").get("/sie/temuan").status_code == 403


def test_more_cases_ask_no_more_questions(at, contrast, tell, summed, django_assert_max_num_queries):
    client = at("executive")
    page(client)
    with django_assert_max_num_queries(30):
        page(client)
