"""Information first: a service is found, shown, doubted where it should be, and what is missing is noted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.hotlines.actions import save_hotline
from surga.core.hotlines.hotline import HotlineInfo
from surga.core.knowledge import queries
from surga.core.knowledge.actions import load_articles, save_article
from surga.core.knowledge.models import Article, Question
from tests.doors.portal.conftest import CITY, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def informed(city):
    queries.forget()
    load_articles(CITY, "system:setup")
    yield city
    queries.forget()


def change(slug, **fields):
    save_article("officer:1", replace(queries.kept_article(slug), **fields))


def test_all_articles_stand_under_their_themes(informed, client):
    page = page_of(client.get("/informasi"))
    assert page.index("Kartu, akta, dan surat") < page.index("Surat pengantar kelurahan")
    assert page.index("Usaha, izin, dan kerja") < page.index("Izin tenda di jalan")
    assert "Paling banyak dibaca" not in page
    assert 'href="/informasi"' in page_of(client.get("/"))


def test_a_search_in_everyday_words_leads_to_the_article(informed, client):
    page = page_of(client.get("/informasi", {"q": "nggawe surat pengantar piye"}))
    assert 'href="/informasi/surat-pengantar"' in page
    assert "izin-tenda" not in page
    assert not Question.objects.exists()


def test_an_article_says_everything_and_that_it_is_an_example(informed, client):
    page = page_of(client.get("/informasi/surat-pengantar"))
    for said in (
        "Surat dari RT",
        "Minta surat RT",
        "Gratis",
        "Kantor kelurahan",
        "08.00–14.00",
        "Dinas Umum",
    ):
        assert said in page
    assert "31 Desember 2030" in page
    assert "belum dipastikan oleh instansinya" in page
    assert "belum diperbarui" not in page


def test_a_confirmed_article_is_no_example(informed, client):
    page = page_of(client.get("/informasi/izin-tenda"))
    assert "belum dipastikan" not in page
    assert "Peraturan kota 1/2024" in page


def test_an_expired_article_warns(informed, client):
    change("surat-pengantar", valid_until=timezone.localdate() - timedelta(days=1))
    assert "belum diperbarui" in page_of(client.get("/informasi/surat-pengantar"))
    assert "Keterangan lama" in page_of(client.get("/informasi", {"q": "surat pengantar"}))
    assert "(lama)" in page_of(client.get("/informasi"))
    change("surat-pengantar", valid_until=timezone.localdate())
    assert "belum diperbarui" not in page_of(client.get("/informasi/surat-pengantar"))


def test_an_example_is_called_so_wherever_it_is_offered(informed, client):
    assert "belum dipastikan instansinya" in page_of(client.get("/informasi", {"q": "surat pengantar"}))
    assert page_of(client.get("/informasi")).count("(contoh)") == 1
    change("surat-pengantar", confirmed=True, source="Peraturan kota 2/2024")
    assert "belum dipastikan" not in page_of(client.get("/informasi", {"q": "surat pengantar"}))
    assert "(contoh)" not in page_of(client.get("/informasi"))


def test_a_hotline_says_which_of_its_articles_are_examples(informed, client):
    articles = ("surat-pengantar", "izin-tenda")
    info = HotlineInfo("posko", "Posko", timezone.localdate(), channels=("phone",), articles=articles)
    save_hotline(info, "system:test", new=True)
    assert page_of(client.get("/hotline/posko")).count("belum dipastikan instansinya") == 1


def test_english_reads_english_where_there_is_some(informed, browser_of):
    english = browser_of("en")
    page = page_of(english.get("/informasi/surat-pengantar"))
    assert "A letter from the kelurahan" in page
    assert "The details are in Indonesian." in page
    assert "not confirmed by the agency" in page
    assert "Cards, certificates and letters" in page_of(english.get("/informasi"))
    assert "surat-pengantar" in page_of(english.get("/informasi", {"q": "letter kelurahan"}))


@pytest.mark.parametrize("slug", ["tidak-ada", "x" * 300])
def test_an_unknown_article_is_not_found(informed, client, slug):
    assert client.get(f"/informasi/{slug}").status_code == 404


def test_one_that_was_switched_off_is_not_found(informed, client):
    change("surat-pengantar", active=False)
    assert client.get("/informasi/surat-pengantar").status_code == 404
    assert "Surat pengantar kelurahan" not in page_of(client.get("/informasi"))


def test_what_is_not_found_is_noted_once_and_can_be_asked(informed, client):
    for _again in range(3):
        page = page_of(client.get("/informasi", {"q": "kapan kolam renang buka, hub 081234567890"}))
    assert "Belum ada jawaban untuk itu" in page
    kept = Question.objects.get()
    assert (kept.text, kept.count) == ("kapan kolam renang buka, hub [telepon]", 1)
    page_of(
        Client(REMOTE_ADDR="10.1.1.1").get("/informasi", {"q": "kapan kolam renang buka, hub 081234567890"})
    )
    assert Question.objects.get().count == 2


def test_its_topic_says_who_should_answer(informed, client):
    client.get("/informasi", {"q": "aspal rusak didenda siapa"})
    assert Question.objects.get().agency_code == "umum"


@pytest.mark.parametrize("q", ["", " ", "abc", "\x00", "halo min", "bagaimana caranya"])
def test_what_says_nothing_is_not_noted(informed, client, q):
    assert client.get("/informasi", {"q": q}).status_code == 200
    assert not Question.objects.exists()


def test_a_look_without_reading_notes_nothing(informed, client):
    client.head("/informasi", {"q": "kolam renang"})
    client.head("/informasi/surat-pengantar")
    assert not Question.objects.exists()
    assert not Article.objects.exclude(read_count=0).exists()


def test_what_is_never_published_is_not_kept_and_help_is_offered(informed, client):
    page = page_of(client.get("/informasi", {"q": "kekerasan di rumah saya"}))
    assert not Question.objects.exists()
    assert "kami catat" not in page


def test_who_asks_without_end_is_still_answered_but_not_noted(informed, client, settings):
    settings.SURGA_PACE = {"not_found": (2, 600), "read": (1, 600)}
    for number in range(5):
        assert client.get("/informasi", {"q": f"kolam renang nomor{'abcde'[number]}"}).status_code == 200
    assert Question.objects.count() == 2
    for slug in ("surat-pengantar", "izin-tenda"):
        assert client.get(f"/informasi/{slug}").status_code == 200
    assert sum(Article.objects.values_list("read_count", flat=True)) == 1


def test_what_is_read_most_comes_first(informed, client):
    for _again in range(2):
        client.get("/informasi/izin-tenda")
    assert Article.objects.get(slug="izin-tenda").read_count == 1
    page = page_of(client.get("/informasi"))
    assert (
        page.index("Paling banyak dibaca")
        < page.index("Izin tenda di jalan")
        < page.index("Menurut keperluan")
    )


def test_asking_goes_on_as_a_request_for_information(informed, client):
    answer = client.post("/lapor", {"kind": "information", "text": "Kapan kolam renang buka?"})
    assert answer["Location"].endswith("/tempat")
    client.post(answer["Location"], {})
    at = answer["Location"].replace("tempat", "kontak")
    client.post(at, {})
    client.post(at.replace("kontak", "periksa"), {})
    case = Case.objects.get()
    assert (case.kind, case.text) == ("information", "Kapan kolam renang buka?")


def test_script_in_a_question_stays_text(informed, client):
    page = page_of(client.get("/informasi", {"q": "<script>alert(1)</script>"}))
    assert "<script>alert" not in page


def test_pages_ask_the_database_little(informed, client, django_assert_max_num_queries):
    client.get("/informasi")
    with django_assert_max_num_queries(5):
        client.get("/informasi")
    with django_assert_max_num_queries(4):
        client.get("/informasi", {"q": "surat pengantar"})
    with django_assert_max_num_queries(4):
        client.get("/informasi/surat-pengantar")


def test_without_a_city_a_page_says_so(db, client):
    assert client.get("/informasi").status_code == 503
    assert client.get("/informasi/ktp").status_code == 503


@pytest.mark.browser
def test_a_citizen_finds_an_article_and_ticks_what_they_have(informed, browser_page):
    browser_page.goto("/informasi")
    browser_page.get_by_role("searchbox").fill("surat pengatar")  # a letter is missing
    browser_page.get_by_role("button", name="Cari").click()
    browser_page.get_by_role("link", name="Surat pengantar kelurahan").click()
    browser_page.get_by_label("KTP").check()
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 360
    browser_page.get_by_label("Tanyakan, dan instansinya menjawab Anda").fill("Bisa diwakilkan?")
    browser_page.get_by_role("button", name="Tanyakan").click()
    browser_page.wait_for_url("**/tempat")
