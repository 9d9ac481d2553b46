"""The desk's page of articles and of the questions that none answers: by role, by agency, and nothing lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.knowledge import queries
from surga.core.knowledge.actions import load_articles, note_not_found, save_article
from surga.core.knowledge.models import Article, Question
from tests.doors.desk.conftest import CITY

pytestmark = pytest.mark.django_db
HOME, ASKED, NEW = "/meja/pengetahuan", "/meja/pengetahuan/pertanyaan", "/meja/pengetahuan/baru"
TOLD = {
    "title": "Kolam renang kota",
    "summary": "Buka setiap hari.",
    "requirements": "Tiket\n\nBaju renang\nTiket",
    "steps": "Beli tiket",
    "theme": "other",
    "agency": "umum",
    "topic": "surat",
    "words": "renang",
    "active": "on",
}


@pytest.fixture(autouse=True)
def _fresh():
    queries.forget()
    yield
    queries.forget()


@pytest.fixture
def informed(city):
    load_articles(CITY, "system:setup")
    save_article("officer:1", replace(queries.kept_article("izin-tenda"), agency="pengawas"))
    return city


def said(answer):
    return answer.content.decode()


def test_the_team_sees_all_and_a_liaison_its_own(informed, at):
    everything = said(at("coordinator").get(HOME))
    assert "Izin tenda di jalan" in everything
    assert "Surat pengantar kelurahan" in everything
    own = said(at("liaison").get(HOME))
    assert "Izin tenda di jalan" not in own
    assert "Surat pengantar kelurahan" in own


@pytest.mark.parametrize("role", ["operator", "verifier", "inspectorate", "executive"])
def test_other_roles_stay_outside(informed, at, role):
    client = at(role)
    note_not_found("kolam renang")
    for address in (HOME, ASKED, NEW, f"{HOME}/artikel/surat-pengantar"):
        assert client.get(address).status_code == 403
    assert client.post(NEW, TOLD).status_code == 403
    assert client.post(f"{ASKED}/{Question.objects.get().pk}", {"do": "dismiss"}).status_code == 403
    assert not Article.objects.filter(title=TOLD["title"]).exists()
    assert not Question.objects.get().dismissed


def test_a_new_article_is_written_and_found(informed, at):
    client = at("administrator")
    assert client.get(NEW).status_code == 200
    answer = client.post(NEW, TOLD, follow=True)
    assert "Artikel tersimpan: Kolam renang kota." in said(answer)
    kept = queries.article("kolam-renang-kota")
    assert kept.requirements == ("Tiket", "Baju renang")
    assert (kept.agency, kept.topics, kept.confirmed) == ("umum", ("surat",), False)
    assert queries.search("renang")[0].article.slug == "kolam-renang-kota"
    client.post(NEW, TOLD)
    assert queries.article("kolam-renang-kota-2") is not None


def test_a_changed_article_keeps_what_the_form_does_not_ask(informed, at):
    save_article("officer:1", replace(queries.kept_article("surat-pengantar"), topics=("surat", "jalan")))
    answer = at("coordinator").post(f"{HOME}/artikel/surat-pengantar", {**TOLD, "topic": "pungli"})
    assert answer.status_code == 302
    kept = queries.article("surat-pengantar")
    assert (kept.title, kept.topics, kept.steps) == (
        "Kolam renang kota",
        ("pungli", "jalan"),
        ("Beli tiket",),
    )


def test_switching_off_takes_it_from_the_public(informed, at, client):
    at("coordinator").post(f"{HOME}/artikel/surat-pengantar", {**TOLD, "active": ""})
    assert client.get("/informasi/surat-pengantar").status_code == 404
    assert "tidak ditampilkan" in said(at("administrator").get(HOME))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"title": ""}, "Bagian ini harus diisi."),
        ({"summary": " "}, "Bagian ini harus diisi."),
        ({"agency": "tidak-ada"}, "Pilih salah satu yang tersedia."),
        ({"theme": "tidak-ada"}, "Pilih salah satu yang tersedia."),
        ({"valid_until": "2026-02-30"}, "Tanggal itu tidak ada."),
        ({"confirmed": "on"}, "Tulis sumbernya"),
        ({"steps": "x" * 501}, "terlalu panjang"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(informed, at, change, word):
    answer = at("coordinator").post(NEW, {**TOLD, **change})
    assert answer.status_code == 422
    assert word in said(answer)
    assert "Baju renang" in said(answer)
    assert Article.objects.count() == 2


def test_a_liaison_writes_for_its_own_agency_only(informed, at):
    client = at("liaison")
    client.post(NEW, {**TOLD, "agency": "pengawas"})
    assert queries.article("kolam-renang-kota").agency == "umum"
    address = f"{HOME}/artikel/izin-tenda"
    assert client.get(address).status_code == 404
    assert client.post(address, TOLD).status_code == 404
    assert queries.article("izin-tenda").title == "Izin tenda di jalan"


def test_an_article_past_its_day_stands_first_and_is_counted(informed, at):
    yesterday = timezone.localdate() - timedelta(days=1)
    save_article("officer:1", replace(queries.kept_article("surat-pengantar"), valid_until=yesterday))
    page = said(at("coordinator").get(HOME))
    assert "1 artikel sudah lewat harinya" in page
    assert page.index("Surat pengantar kelurahan") < page.index("Izin tenda di jalan")
    assert "lewat harinya</span>" in page


def test_articles_can_be_searched(informed, at):
    page = said(at("coordinator").get(HOME, {"q": "nutup dalan"}))
    assert "Izin tenda di jalan" in page
    assert "Surat pengantar kelurahan" not in page


@pytest.fixture
def asked(informed):
    """What was asked: text → its key."""
    for text, agency, times in (
        ("kolam renang", "umum", 3),
        ("cuaca besok", "", 1),
        ("tenda biru", "pengawas", 2),
    ):
        for _again in range(times):
            note_not_found(text, agency)
    return {row.text: row.pk for row in Question.objects.all()}


def test_the_most_asked_stands_first(asked, at):
    page = said(at("coordinator").get(ASKED))
    assert page.index("kolam renang") < page.index("tenda biru") < page.index("cuaca besok")
    assert "3 kali" in page
    assert '<span class="count">3</span>' in said(at("administrator").get(HOME))


def test_a_liaison_sees_the_questions_of_its_agency(asked, at):
    client = at("liaison")
    page = said(client.get(ASKED))
    assert "kolam renang" in page
    assert "tenda biru" not in page
    assert "cuaca besok" not in page
    for text in ("tenda biru", "cuaca besok"):
        assert client.post(f"{ASKED}/{asked[text]}", {"do": "dismiss"}).status_code == 404
    assert Question.objects.filter(dismissed=True).count() == 0


def test_writing_the_article_answers_the_question(asked, at):
    client = at("coordinator")
    address = f"{NEW}?pertanyaan={asked['kolam renang']}"
    page = said(client.get(address))
    assert 'value="kolam renang"' in page
    assert "ditanyakan 3 kali" in page
    answer = client.post(address, TOLD, follow=True)
    assert "Artikel tersimpan" in said(answer)
    assert Question.objects.get(pk=asked["kolam renang"]).article.slug == "kolam-renang-kota"


def test_a_question_that_another_agency_has_fills_nothing_in(asked, at):
    page = said(at("liaison").get(f"{NEW}?pertanyaan={asked['tenda biru']}"))
    assert "tenda biru" not in page


@pytest.mark.parametrize("odd", ["x", "9" * 40, "9" * 17, "-1", "99999", "", "²"])
def test_an_odd_question_begins_an_empty_article(asked, at, odd):
    assert at("coordinator").get(f"{NEW}?pertanyaan={odd}").status_code == 200


@pytest.mark.parametrize("odd", ["9" * 40, "0"])
def test_a_question_that_is_none_is_not_found(asked, at, odd):
    assert at("coordinator").post(f"{ASKED}/{odd}", {"do": "dismiss"}).status_code == 404


def test_it_is_linked_to_an_article_which_learns_its_words(asked, at):
    at("coordinator").post(
        f"{ASKED}/{asked['tenda biru']}", {"do": "answered", "article": "Izin tenda di jalan"}
    )
    assert Question.objects.get(pk=asked["tenda biru"]).article.slug == "izin-tenda"
    assert "tenda biru" in queries.article("izin-tenda").words


def test_a_liaison_may_link_to_another_agencys_article_but_does_not_change_it(asked, at):
    at("liaison").post(f"{ASKED}/{asked['kolam renang']}", {"do": "answered", "article": "izin-tenda"})
    assert Question.objects.get(pk=asked["kolam renang"]).article.slug == "izin-tenda"
    assert "kolam renang" not in queries.article("izin-tenda").words


@pytest.mark.parametrize("named", ["", "Artikel lain", "\x00", "<script>"])
def test_linking_to_nothing_is_said_beside_the_question(asked, at, named):
    answer = at("coordinator").post(f"{ASKED}/{asked['cuaca besok']}", {"do": "answered", "article": named})
    assert answer.status_code == 422
    assert said(answer).count("Artikel itu tidak ada.") == 1
    assert "<script>alert" not in said(answer)
    assert Question.objects.get(pk=asked["cuaca besok"]).article is None


def test_one_that_needs_no_article_leaves_the_list(asked, at):
    client = at("coordinator")
    answer = client.post(f"{ASKED}/{asked['cuaca besok']}", {"do": "dismiss"}, follow=True)
    assert "Tidak perlu artikel" in said(answer)
    assert "cuaca besok" not in said(client.get(ASKED))
    assert client.post(f"{ASKED}/99999", {"do": "dismiss"}).status_code == 404
    assert client.get(f"{ASKED}/{asked['kolam renang']}").status_code == 405


def test_english_officers_read_english(asked, at):
    client = at("coordinator")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert "Asked and not found" in said(client.get(ASKED))
    assert "Service articles" in said(client.get(HOME))


def test_pages_ask_the_database_little(asked, at, django_assert_max_num_queries):
    client = at("coordinator")
    for address in (HOME, ASKED, f"{HOME}/artikel/izin-tenda"):
        client.get(address)
        with django_assert_max_num_queries(10):
            client.get(address)
