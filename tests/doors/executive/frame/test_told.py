"""Every page of SIE says at its top what was wrong in its address, and is shown all the same; a file is not made."""

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surga.doors.executive.frame.period import mistakes


def shown(found):
    """The sentences of the summary at the top of a page."""
    box = re.search(r'<div class="summary-errors" role="alert".*?</div>', found.content.decode(), re.DOTALL)
    return (
        [unescape(re.sub("<.*?>", "", each)) for each in re.findall(r"<li>(.*?)</li>", box.group(0))]
        if box
        else []
    )


@pytest.fixture
def mayor(at):
    return at("executive")


#: Address, and the page's own words.
PAGES = (
    ("/sie",),
    ("/sie/tingkat",),
    ("/sie/kanal",),
    ("/sie/temuan/naik",),
    ("/sie/depan/keputusan",),
    ("/sie/kertas",),
    ("/sie/temuan", "ukuran", "semua"),
    ("/sie/peta", "bulan", "ukuran", "petak"),
    ("/sie/instansi", "urut", "instansi"),
    ("/sie/kepuasan", "survei"),
    ("/sie/depan", "seri"),
    ("/sie/depan/rencana", "urut", "rinci"),
    ("/sie/laporan", "angka", "menurut", "nilai", "hanya", "sesudah"),
    ("/sie/laporan.csv", "angka", "nilai", "dari"),
    ("/sie/pantau", "simpan"),
    ("/sie/ruang", "per"),
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([(path, word) for path, *own in PAGES for word in own]), st.text(max_size=30))
def test_any_text_in_a_word_of_any_page_is_shown_or_told(mayor, place, text):
    path, word = place
    found = mayor.get(path, {word: text})
    said = text.strip()
    number = word == "sesudah" and said.isascii() and said.isdigit() and len(said) < 19
    if not said or number or (word, said) in {("semua", "1"), ("rinci", "1")}:
        assert found.status_code == 200
        return
    # No other text of hypothesis' own is a word that we know.
    assert found.status_code == 422
    assert mistakes.quoted(text) in unescape(found.content.decode()) or path.endswith(".csv")


@pytest.mark.parametrize("path", [each for each, *_more in PAGES if each != "/sie/laporan.csv"])
def test_every_page_says_it_at_its_top_and_is_shown(at, path):
    found = at("executive").get(f"{path}?dari=kemarin&utm_source=surat")
    assert found.status_code == 422
    (said,) = shown(found)
    assert said.startswith("“kemarin” bukan tanggal. Yang tampil: ")
    assert "<h1" in found.content.decode()
    assert "dari=kemarin" not in "".join(re.findall(r'href="([^"]*)"', found.content.decode()))


def test_the_form_is_open_and_keeps_what_was_typed(at):
    said = at("executive").get("/sie?dari=2099-01-01&topik=x&periode=7").content.decode()
    assert "data-sie-filter open>" in said
    assert '<a href="#sie-dari">Tanggal 1 Jan 2099 belum tiba.' in said
    field = re.search(r'<input id="sie-dari"[^>]*>', said).group(0)
    assert 'value="2099-01-01"' in field
    assert 'aria-invalid="true" aria-describedby="sie-dari-salah"' in field
    assert re.search(r'id="sie-dari-salah">.*?<span>Tanggal 1 Jan 2099 belum tiba.</span>', said)
    assert 'id="sie-topik-salah"' in said
    turned = at("coordinator").get("/sie?dari=2026-02-05&sampai=2026-01-02").content.decode()
    assert re.findall(r'name="(?:dari|sampai)" value="([^"]*)"', turned) == ["2026-02-05", "2026-01-02"]
    assert "data-sie-filter>" in at("verifier").get("/sie").content.decode()


def test_where_there_is_no_field_nothing_leads_to_one(at):
    (said,) = shown(at("executive").get("/sie/pantau?dari=kemarin"))
    assert "kemarin" in said
    assert "#sie-dari" not in at("executive").get("/sie/pantau?dari=kemarin").content.decode()
    assert "#sie-instansi" not in at("liaison").get("/sie?instansi=x").content.decode()


def test_sending_the_form_again_loses_nothing_that_is_chosen(at):
    said = at("executive").get("/sie?wilayah=99.01").content.decode()
    assert re.search(r'<option value="99.01" selected>Kecamatan [^<]+</option>', said)


def test_it_speaks_english(at):
    client = at("executive")
    client.cookies["bahasa"] = "en"
    assert shown(client.get("/sie?per=kemarin&topik=x")) == [
        "“kemarin” is not a date. Shown instead: the state of now.",
        "We do not know the topic “x”. Shown instead: all topics.",
    ]


def test_a_liaison_is_told_whose_figures_these_are(at):
    found = at("liaison").get("/sie?instansi=pengawas")
    assert found.status_code == 200
    assert "Akun Anda melihat Dinum saja, jadi itulah yang tampil." in found.content.decode()
    for quiet in ("", "instansi=umum"):
        assert "Akun Anda melihat" not in at("liaison").get(f"/sie?{quiet}").content.decode()


@pytest.mark.parametrize(
    "path", ["/sie/laporan.csv", "/sie/kertas/pekan.pdf", "/sie/kertas/instansi/umum.xlsx"]
)
def test_a_file_is_not_made(at, path):
    found = at("executive").get(f"{path}?dari=kemarin")
    assert found.status_code == 422
    assert found.headers["Content-Type"].startswith("text/html")
    assert "“kemarin” bukan tanggal. Berkasnya belum dibuat." in found.content.decode()


def test_a_mistake_is_told_beyond_a_redirect(at):
    found = at("executive").get("/sie/instansi?instansi=umum&dari=kemarin", follow=True)
    assert found.redirect_chain[0][0] == "/sie/instansi/umum?dari=kemarin"
    assert found.status_code == 422
    found = at("liaison").get("/sie/instansi?instansi=pengawas", follow=True)
    assert "Akun Anda melihat Dinum saja" in found.content.decode()


def test_a_view_is_kept_without_what_was_wrong_and_says_what_became_wrong(at):
    client = at("executive")
    said = client.get("/sie/peta?petak=kecil&topik=x&bulan=x&periode=90").content.decode()
    assert 'href="/sie/pantau?simpan=%2Fsie%2Fpeta%3Fperiode%3D90%26petak%3Dkecil"' in said
    # An address kept long ago, when the city still had the topic.
    client.post("/sie/pantau/tampilan", {"name": "Lama", "address": "/sie?topik=bekas"})
    assert '<a href="/sie?topik=bekas">Lama</a>' in client.get("/sie/pantau").content.decode()
    assert shown(client.get("/sie?topik=bekas")) == [
        "Kami tidak mengenal topik “bekas”. Yang tampil: semua topik."
    ]


def test_only_a_page_of_ours_can_be_kept(at):
    assert at("executive").get("/sie/pantau?simpan=%2Fsie%2Fpeta%3Fperiode%3D90").status_code == 200
    for other in ("https://contoh.id", "/siesta", "/sie/" + "a" * 600):
        assert at("executive").get("/sie/pantau", {"simpan": other}).status_code == 422
