"""`/survei` and `/ikm`: nine questions without scripts, and what the units publish."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from surga.core.agencies.queries import city as the_city
from surga.core.people.access import system
from surga.doors.portal.browsing.surveying import publishing
from surga.project.configuration.messaging import WhatsApp
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.actions import AnswerDraft, RoundDraft
from surga.reactions.surveys.models import Answer
from surga.reactions.surveys.queries import CODES, ELEMENTS
from surga.reactions.surveys.tokens import token_of

TEAM = system("test")
MARCH = datetime(2026, 3, 10, 3, tzinfo=UTC)


@pytest.fixture
def hold(city):
    def one(unit="", given=(), first=date(2026, 1, 1), last=date(2026, 6, 30), **more):
        made = actions.open_round(actions.make_round(RoundDraft(unit, first, last, **more), TEAM).id, TEAM)
        actions.record_many(made.id, [(s, MARCH + timedelta(hours=n)) for n, s in enumerate(given)], TEAM)
        return made

    return one


@pytest.fixture
def publish(hold):
    def one(*args, **more):
        info = hold(*args, **more)
        actions.close_round(info.id, TEAM)
        return actions.publish_round(info.id, TEAM)

    return one


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def once_of(response):
    return re.search(r'name="once" value="([^"]+)"', response.content.decode())[1]


def filled(response, **more):
    return dict.fromkeys(CODES, "3") | {"once": once_of(response)} | more


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_invited_person_answers_once(hold, browser_of, language):
    info = hold("umum", walk_in=False)
    path = f"/survei/{token_of(actions.invite(info.id, 'whatsapp', 'system:test'))}"
    browser = browser_of(language)
    page = browser.get(path)
    assert page.status_code == 200
    for element in ELEMENTS:
        said = text_of(page).replace("&#x27;", "'")
        assert element.question(language) in said
        assert all(word(language) in said for word in element.answers)
    assert page.content.decode().count('type="radio"') == 36
    sent = browser.post(path, filled(page, comment="Loketnya lama", age="26-40", cost=""))
    assert (sent.status_code, sent.url) == (302, f"/survei/selesai?u={info.code}")
    row = Answer.objects.get()
    assert (row.way, row.time, row.cost, row.comment, row.age) == (
        "whatsapp",
        3,
        None,
        "Loketnya lama",
        "26-40",
    )
    thanks = text_of(browser.get(sent.url))
    assert ("Terima kasih" if language == "id" else "Thank you") in thanks
    assert "?lagi=1" not in browser.get(sent.url).content.decode()
    # The same form again is the same answer; the link itself is used up.
    assert browser.post(path, filled(page)).status_code == 302
    again = browser.get(path)
    assert again.status_code == 410
    assert ("sudah diisi" if language == "id" else "has been used") in text_of(again)
    assert Answer.objects.count() == 1


def test_a_second_form_of_a_used_link_is_told_so(hold, browser_of):
    info = hold()
    path = f"/survei/{token_of(actions.invite(info.id, 'web', 'system:test'))}"
    here, there = browser_of(), browser_of()
    mine, theirs = here.get(path), there.get(path)
    assert here.post(path, filled(mine)).status_code == 302
    assert there.post(path, filled(theirs)).status_code == 410
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "status"), [("/survei/abc", 404), ("/survei/u/abc234", 404), ("/survei/u/%00", 404)]
)
def test_links_and_codes_we_did_not_make_say_so(city, browser_of, path, status):
    page = browser_of().get(path)
    assert page.status_code == status
    assert "/survei" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("state", ["draft", "closed", "published"])
def test_a_survey_that_takes_no_answers_says_why(hold, browser_of, state):
    info = hold(given=[(3,) * 9] * 5)
    path = f"/survei/{token_of(actions.invite(info.id, 'web', 'system:test'))}"
    if state == "draft":
        made = actions.make_round(RoundDraft("umum", date(2026, 1, 1), date(2026, 6, 30)), TEAM)
        path = f"/survei/u/{made.code}"
    else:
        actions.close_round(info.id, TEAM)
    if state == "published":
        actions.publish_round(info.id, TEAM)
    page = browser_of().get(path)
    assert page.status_code == 410
    said = {"draft": "belum dibuka", "closed": "diumumkan setelah dihitung", "published": "Lihat hasilnya"}
    assert said[state] in text_of(page)


def test_a_round_by_invitation_alone_sends_walk_ins_away(hold, browser_of):
    info = hold(walk_in=False)
    for path in (f"/survei/u/{info.code}", f"/survei/u/{info.code}/poster"):
        assert browser_of().get(path).status_code in {403, 404}


def test_by_the_code_one_answers_and_is_asked_before_a_second_time(hold, browser_of):
    info, browser = hold(), browser_of()
    path = f"/survei/u/{info.code}"
    page = browser.get(f"{path}?lewat=qr")
    sent = browser.post(f"{path}?lewat=qr", filled(page))
    assert sent.url == f"/survei/selesai?u={info.code}&tamu=1"
    assert "Orang lain mau mengisi" in text_of(browser.get(sent.url))
    again = browser.get(f"{path}?lewat=qr")
    assert "sudah diisi di perangkat ini" in text_of(again)
    assert "?lagi=1&amp;lewat=qr" in again.content.decode()
    page = browser.get(f"{path}?lagi=1")
    assert browser.post(f"{path}?lagi=1", filled(page)).status_code == 302
    assert list(Answer.objects.order_by("id").values_list("way", flat=True)) == ["qr", "web"]
    # Another browser is another person.
    assert "sudah diisi" not in text_of(browser_of().get(path))


def test_what_was_chosen_stays_when_something_is_wrong(hold, browser_of):
    info, browser = hold(), browser_of()
    path = f"/survei/u/{info.code}"
    page = browser.get(path)
    empty = browser.post(path, {"once": once_of(page), "comment": "Sudah saya tulis"})
    assert empty.status_code == 422
    assert "Jawab paling sedikit satu pertanyaan" in text_of(empty)
    assert "Sudah saya tulis" in text_of(empty)
    assert once_of(empty) == once_of(page)
    wrong = browser.post(path, filled(page, time="9", sex="m", cost="4"))
    assert wrong.status_code == 422
    body = wrong.content.decode()
    assert 'name="cost" value="4" checked' in body
    assert 'href="#id_time' in body
    assert not Answer.objects.exists()


def test_a_round_closed_while_one_typed_is_told(hold, browser_of):
    info, browser = hold(), browser_of()
    page = browser.get(f"/survei/u/{info.code}")
    actions.close_round(info.id, TEAM)
    assert browser.post(f"/survei/u/{info.code}", filled(page)).status_code == 410


def test_a_database_that_fails_keeps_what_was_typed(hold, browser_of, monkeypatch):
    from django.db import OperationalError

    def fail(*_args):
        raise OperationalError("database is locked")

    info, browser = hold(), browser_of()
    page = browser.get(f"/survei/u/{info.code}")
    monkeypatch.setattr(actions, "answer", fail)
    failed = browser.post(f"/survei/u/{info.code}", filled(page, comment="Jangan hilang"))
    assert failed.status_code == 503
    assert "Jangan hilang" in text_of(failed)


def test_who_answers_without_end_is_slowed(hold, browser_of, settings):
    settings.SURGA_PACE = {"survey": (1, 600)}
    info, browser = hold(), browser_of()
    page = browser.get(f"/survei/u/{info.code}")
    assert browser.post(f"/survei/u/{info.code}", filled(page)).status_code == 302
    assert browser.post(f"/survei/u/{info.code}", filled(page)).status_code == 429


def test_the_code_of_a_poster_can_be_typed(hold, browser_of):
    info, browser = hold(), browser_of()
    assert browser.get("/survei").status_code == 200
    assert browser.get(f"/survei?kode={info.code.upper()}+").url == f"/survei/u/{info.code}"
    wrong = browser.get("/survei?kode=zzzzzz")
    assert wrong.status_code == 404
    assert 'value="zzzzzz"' in wrong.content.decode()


def test_the_poster_draws_the_way_to_the_survey(hold, browser_of):
    info = hold("umum")
    page = browser_of().get(f"/survei/u/{info.code}/poster")
    body = page.content.decode()
    assert page.status_code == 200
    assert '<svg viewBox="0 0 ' in body
    assert info.code.upper() in body
    assert "style=" not in body[body.index("poster-code") : body.index("poster-typed")]
    assert "WhatsApp" not in body


@pytest.mark.parametrize(("language", "word"), [("id", ""), ("en", " EN")])
def test_the_poster_says_what_to_write_where_somebody_hears_it(
    hold, browser_of, settings, monkeypatch, language, word
):
    info = hold("umum")
    settings.WHATSAPP = WhatsApp("100", "t", "s", "v", "https://graph.example/v23.0")
    city = replace(the_city(), settings={"contact": {"whatsapp": "0851-0000-0000"}})
    monkeypatch.setattr(publishing, "city", lambda fresh=True: city)
    said = text_of(browser_of(language).get(f"/survei/u/{info.code}/poster"))
    assert f"0851-0000-0000. SURVEI {info.code.upper()}{word} " in said


def test_a_published_round_is_read_by_everybody(publish, browser_of):
    given = [(3,) * 9] * 13 + [(4,) * 8 + (None,)] * 12
    info = publish(
        "umum",
        given,
        population=100,
        handed_out=50,
        follow_up="Buka hari Sabtu.",
        weight_mode=queries.PRINTED,
    )
    told = queries.publication(info)
    said = text_of(browser_of().get("/ikm/umum/2026-s1"))
    assert f"{told.index.converted}".replace(".", ",") in said
    for words in (
        "Dinas Umum, semester I 2026", "Dinilai oleh 25 orang", "(13 menjawab kesembilannya)", "perlu 80 jawaban",
        "50% (25 dari 50 yang diminta)", "0,11 untuk setiap unsur", "Buka hari Sabtu.", "Selang 95 %",
    ):  # fmt: skip
        assert words in said, words
    for element in ELEMENTS:
        assert element.name("id") in said
    assert "Paling lemah: Penanganan pengaduan" in said
    listed = text_of(browser_of("en").get("/ikm"))
    assert "half-year I of 2026" in listed
    assert "25 people answered" in listed


def test_small_groups_are_hidden(hold, browser_of):
    info = hold()
    for turn in range(12):
        about = {"age": "26-40", "sex": "f" if turn else "m", "education": ""}
        actions.answer(info.id, AnswerDraft((3,) * 9, "", about), "web")
    actions.close_round(info.id, TEAM)
    actions.publish_round(info.id, TEAM)
    said = text_of(browser_of().get("/ikm/kota/2026-s1"))
    assert "Perempuan disembunyikan Laki-laki disembunyikan" in said
    assert "26–40 tahun 12" in said
    # Nobody said anything of it: no table of noughts.
    assert "Pendidikan" not in said


def test_what_changed_is_said_with_its_doubt(publish, browser_of):
    publish(given=[(3,) * 9] * 13 + [(4,) * 9] * 12, first=date(2025, 7, 1), last=date(2025, 12, 31))
    publish(given=[(3,) * 9] * 49 + [(4,) * 9] * 51)
    said = text_of(browser_of().get("/ikm/kota/2026-s1"))
    assert "87,75" in said
    assert "Mutu B, kinerja Baik" in said
    assert "Dari 3,48 (semester II 2025) menjadi 3,51: selisih sekecil ini bisa jadi kebetulan." in said


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(3, 4, "Naik dari 3,00"), (4, 3, "Turun dari 4,00")],
)
def test_a_change_beyond_chance_is_called_one(publish, browser_of, before, after, words):
    publish(given=[(before,) * 9] * 6, first=date(2025, 7, 1), last=date(2025, 12, 31))
    publish(given=[(after,) * 9] * 6)
    assert words in text_of(browser_of().get("/ikm/kota/2026-s1"))


def test_an_index_without_an_element_is_none(publish, browser_of):
    publish(given=[(4,) * 8 + (None,)] * 5)
    assert "belum dapat dihitung" in text_of(browser_of().get("/ikm/kota/2026-s1"))
    assert "Belum dapat dihitung" in text_of(browser_of().get("/ikm"))


@pytest.mark.parametrize("path", ["/ikm/kota/2026-s1", "/ikm/umum/2026", "/ikm/tidak-ada/2026-s1"])
def test_nothing_unpublished_can_be_read(hold, browser_of, path):
    hold(given=[(3,) * 9] * 5)
    page = browser_of().get(path)
    assert page.status_code == 404
    assert "3,00" not in text_of(page)
    assert "Belum ada hasil yang terbit" in text_of(browser_of().get("/ikm"))
