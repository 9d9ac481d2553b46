"""`/sie/kepuasan`: the index with what defends it, like with like, and the stars apart."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from surga.core.people.access import system
from surga.doors.executive.satisfaction.cards import two
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.actions import AnswerDraft, RoundDraft

TEAM = system("test")
MARCH = datetime(2026, 3, 10, 3, tzinfo=UTC)
YEAR = "dari=2026-01-01&sampai=2026-12-31"


@pytest.fixture
def hold(city):
    def one(unit="", given=(), first=date(2026, 1, 1), last=date(2026, 6, 30), *, closed=True, **more):
        made = actions.open_round(actions.make_round(RoundDraft(unit, first, last, **more), TEAM).id, TEAM)
        actions.record_many(made.id, [(s, MARCH + timedelta(hours=n)) for n, s in enumerate(given)], TEAM)
        return actions.close_round(made.id, TEAM) if closed else made

    return one


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_finding_stands_first_then_what_defends_it(at, hold):
    hold(given=[(3,) * 9] * 13 + [(4,) * 9] * 12, first=date(2025, 7, 1), last=date(2025, 12, 31))
    info = hold(given=[(3,) * 9] * 49 + [(4,) * 8 + (None,)] * 51, population=1000, handed_out=200)
    page = at("executive").get(f"/sie/kepuasan?{YEAR}")
    said = text_of(page)
    assert page.status_code == 200
    value = two(queries.index_of(info).converted)
    assert f"100 orang menilai pelayanan Kota Rawajaya baik: {value} dari 100, semester I 2026." in said
    for words in ("1/9, tepat", "50% (100/200)", "278", "51 jawaban dikosongkan", "PermenPANRB 14/2017"):
        assert words in said, words
    assert "Paling lemah: Penanganan pengaduan, saran, dan masukan, lalu Persyaratan." in said
    assert "selisih sekecil ini bisa jadi kebetulan" in said
    assert f"/sie/kepuasan/{info.id}/jawaban" in page.content.decode()


def test_the_survey_is_never_mixed_with_the_stars(at, hold, case):
    hold(given=[(3,) * 9] * 6)
    said = text_of(at("executive").get(f"/sie/kepuasan?{YEAR}"))
    stars = said[said.index("Bintang laporan", said.index("Yang paling lemah")) :]
    assert "Belum ada pelapor yang memberi bintang" in stars
    assert "75,00" not in stars


def test_stars_are_shown_on_their_own_scale(at, city, monkeypatch):
    from surga.doors.executive.satisfaction import cards
    from surga.reactions.insight.queries import Figure, FigureRow

    rows = [FigureRow("", 4.5, 10, 4.1, 5.2)]
    monkeypatch.setattr(cards, "figure", lambda name, *_args, **_more: Figure(name, MARCH, "", {}, 10, rows))
    said = text_of(at("executive").get("/sie/kepuasan"))
    assert "4,50 dari 5 bintang" in said
    assert "4,10 – 5,00" in said
    assert "Bukan IKM" in said


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(3, 4, "Naik dari 3,00"), (4, 3, "Turun dari 4,00"), (3, 3, "Dari 3,00")],
)
def test_a_change_is_called_what_it_is(at, hold, before, after, words):
    hold(given=[(before,) * 9] * 6, first=date(2025, 7, 1), last=date(2025, 12, 31))
    hold(given=[(after,) * 9] * 6, weight_mode=queries.EXACT)
    said = text_of(at("executive").get(f"/sie/kepuasan?{YEAR}"))
    assert said.count(words) >= 2


def test_one_answer_says_too_little_of_a_change(at, hold):
    hold(given=[(3,) * 9], first=date(2025, 7, 1), last=date(2025, 12, 31))
    hold(given=[(4,) * 9] * 6)
    said = text_of(at("executive").get(f"/sie/kepuasan?{YEAR}"))
    assert "terlalu sedikit untuk menilai" in said
    assert "Selang 95% dari 100" in said


def test_printed_weights_are_named_and_rounds_drawn_by_the_same(at, hold):
    before = hold(given=[(4,) * 9] * 6, first=date(2025, 7, 1), last=date(2025, 12, 31))
    hold(given=[(4,) * 9] * 6, weight_mode=queries.PRINTED)
    said = text_of(at("executive").get(f"/sie/kepuasan?{YEAR}"))
    assert "0,11, tercetak; paling tinggi 99" in said
    assert "Dari 3,96 (semester II 2025) menjadi 3,96" in said
    assert "semester II 2025 3,96" in said
    alone = text_of(at("executive").get(f"/sie/kepuasan?survei={before.id}"))
    assert "Belum ada survei sebelumnya" in alone


def test_units_are_compared_with_their_like_by_name(at, hold):
    hold("umum", [(2,) * 9] * 6)
    hold("kel-barat", [(4,) * 9] * 6)
    info = hold("kel-timur", [(3,) * 9] * 6)
    said = text_of(at("executive").get(f"/sie/kepuasan?{YEAR}&survei={info.id}"))
    assert "2 unit sejenis pada masa yang sama." in said
    alike = said[said.index("2 unit sejenis") :]
    assert alike.index("Kel. Barat") < alike.index("Kel. Timur")
    assert "Dinum" not in alike


def test_of_many_surveys_one_is_chosen_from_a_list(at, hold):
    for month in range(1, 9):
        last = date(2026, month + 1, 1) - timedelta(days=1)
        info = hold("umum", [(3,) * 9] * 5, first=date(2026, month, 1), last=last)
    page = at("coordinator").get(f"/sie/kepuasan?{YEAR}&survei={info.id}").content.decode()
    assert f'<option value="{info.id}" selected>' in page
    assert 'name="dari" value="2026-01-01"' in page


def test_comments_on_the_weakest_are_masked(at, hold):
    info = hold(closed=False)
    for turn in range(5):
        draft = AnswerDraft(
            (1, 4, 4, 4, 4, 4, 4, 4, 4), f"Syaratnya berubah-ubah {turn}, telepon 081234567890"
        )
        actions.answer(info.id, draft, "qr")
    said = text_of(at("executive").get("/sie/kepuasan"))
    assert "Syaratnya berubah-ubah 4, telepon [telepon]" in said
    assert "081234567890" not in said
    rows = text_of(at("executive").get(f"/sie/kepuasan/{info.id}/jawaban"))
    assert "5 jawaban untuk Kota Rawajaya" in rows
    assert "Kode QR di loket 1 4 4 4 4 4 4 4 4 Syaratnya" in rows
    assert "081234567890" not in rows


def test_as_of_a_day_only_what_was_known_then_counts(at, hold):
    info = hold(given=[(3,) * 9] * 30, closed=False)
    early = text_of(at("executive").get(f"/sie/kepuasan?{YEAR}&per=2026-03-10"))
    assert "13 orang menilai" in early
    assert "30 orang menilai" in text_of(at("executive").get(f"/sie/kepuasan?{YEAR}"))
    rows = at("executive").get(f"/sie/kepuasan/{info.id}/jawaban?{YEAR}&per=2026-03-10")
    assert "13 jawaban untuk" in text_of(rows)


def test_a_liaison_reads_of_their_own_agency_alone(at, hold):
    own, other = hold("umum", [(3,) * 9] * 5), hold("pengawas", [(4,) * 9] * 5)
    city = hold("", [(4,) * 9] * 5)
    desk = at("liaison")
    said = text_of(desk.get(f"/sie/kepuasan?{YEAR}&survei={other.id}"))
    assert "Dinas Umum" in said
    assert "unit sejenis" not in said
    assert desk.get(f"/sie/kepuasan/{own.id}/jawaban").status_code == 200
    for info in (other, city):
        assert desk.get(f"/sie/kepuasan/{info.id}/jawaban").status_code == 403


def test_where_nothing_was_asked_the_page_says_so(at, hold):
    assert "Belum ada survei kepuasan pada masa ini." in text_of(at("executive").get("/sie/kepuasan"))
    info = hold(given=[(None,) * 8 + (4,)], closed=False)
    said = text_of(at("executive").get(f"/sie/kepuasan?{YEAR}"))
    assert "belum dapat dihitung: baru 1 orang menjawab" in said
    empty = hold("umum")
    assert "Belum ada jawaban" in text_of(at("executive").get(f"/sie/kepuasan/{empty.id}/jawaban"))
    assert "Belum ada jawaban" in text_of(at("executive").get(f"/sie/kepuasan?survei={empty.id}"))
    assert info.state == "open"


def test_who_may_not_see_sie_sees_no_satisfaction(at, client, hold):
    info = hold()
    for path in ("/sie/kepuasan", f"/sie/kepuasan/{info.id}/jawaban"):
        assert at("operator").get(path).status_code == 403
        assert client.get(path).status_code == 302
    assert at("executive").get("/sie/kepuasan/999999/jawaban").status_code == 404


def test_it_is_said_in_english_too(at, hold):
    hold(given=[(3,) * 9] * 6)
    page = at("executive").get(f"/sie/kepuasan?{YEAR}", headers={"accept-language": "en"})
    assert "6 people rate the service of Kota Rawajaya as not good enough: 75.00 of 100" in text_of(page)
