"""What an address says wrongly is told, and nothing that it says rightly is lost by it."""

from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from surga.core.agencies.queries import city as city_now
from surga.core.people.access import Actor
from surga.doors.executive.frame import scope as scopes
from surga.doors.executive.frame.period import mistakes
from surga.doors.executive.frame.period.names import EARLIEST, LATEST, NAMES
from surga.doors.executive.frame.scope import ALL_WORDS, WORDS, scope_of

TODAY = date(2026, 3, 10)


@pytest.fixture
def _today(city, monkeypatch):
    monkeypatch.setattr(scopes.timezone, "now", lambda: datetime(2026, 3, 9, 22, tzinfo=UTC))


def told(query, actor=None, path="/sie"):
    """The scope of an address, and the sentences that are said about it."""
    request = RequestFactory().get(f"{path}?{query}")
    return scope_of(request, actor), [said for _href, said in mistakes.told(request, ALL_WORDS)]


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("dari=kemarin", "“kemarin” bukan tanggal. Yang tampil: 11 Mar 2025 – 10 Mar 2026."),
        (
            "sampai=2021-02-30",
            "Tanggal “2021-02-30” tidak ada di kalender. Yang tampil: 11 Mar 2025 – 10 Mar 2026.",
        ),
        ("dari=1066-01-01", "Tanggal 1 Jan 1066 terlalu lama. Yang tampil: 11 Mar 2025 – 10 Mar 2026."),
        ("sampai=2300-01-01", "Tanggal 1 Jan 2300 terlalu jauh. Yang tampil: 11 Mar 2025 – 10 Mar 2026."),
        ("dari=2026-03-11", "Tanggal 11 Mar 2026 belum tiba. Yang tampil: 11 Mar 2025 – 10 Mar 2026."),
        ("per=2026-03-11", "Tanggal 11 Mar 2026 belum tiba. Yang tampil: keadaan sekarang."),
        ("per=x", "“x” bukan tanggal. Yang tampil: keadaan sekarang."),
        (
            "per=2025-12-31&dari=2026-01-05",
            (
                "Tanggal 5 Jan 2026 ada sesudah 31 Des 2025, hari terakhir yang diketahui."
                " Yang tampil: 1 Jan 2025 – 31 Des 2025."
            ),
        ),
        (
            "dari=2026-02-01&sampai=2026-01-05",
            "Awalnya, 1 Feb 2026, ada sesudah akhirnya, 5 Jan 2026. Yang tampil: 5 Jan 2026 – 1 Feb 2026.",
        ),
        ("periode=xyz", "Kami tidak mengenal masa “xyz”. Yang tampil: 11 Mar 2025 – 10 Mar 2026."),
        ("instansi=tidak-ada", "Kami tidak mengenal instansi “tidak-ada”. Yang tampil: semua instansi."),
        ("topik=%00", "Kami tidak mengenal topik “?”. Yang tampil: semua topik."),
        ("wilayah=%E2%80%AEx", "Kami tidak mengenal wilayah “x”. Yang tampil: semua wilayah."),
        ("kanal=fax", "Kami tidak mengenal kanal “fax”. Yang tampil: semua kanal."),
        ("tingkat=dunia", "Kami tidak mengenal tingkat “dunia”. Yang tampil: semua tingkat."),
        ("jenis=" + "a" * 200, f"Kami tidak mengenal jenis “{'a' * 39}…”. Yang tampil: semua jenis."),
    ],
)
def test_one_sentence_says_what_is_wrong_and_what_is_shown_instead(query, said):
    assert told(query)[1] == [said]


@pytest.mark.usefixtures("_today")
def test_what_was_right_stays_in_force():
    scope, said = told("dari=2026-01-01&sampai=kemarin&topik=jalan&kanal=fax&per=x")
    assert (scope.from_, scope.to, scope.as_of) == (date(2026, 1, 1), TODAY, None)
    assert (scope.where.topic, scope.where.channel) == ("jalan", "")
    assert len(said) == 3
    assert scope.address() == "dari=2026-01-01&sampai=2026-03-10&topik=jalan"
    # What is shown instead of two words is said once.
    assert told("dari=a&sampai=b")[1][0] == "“a” bukan tanggal."
    assert told("periode=7&dari=a")[0].period == "7"


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize(
    "query",
    [
        "",
        "dari=&sampai=&per=&periode=&instansi=&topik=%20",
        "utm_source=surat&angka=apa",
        "sampai=2026-12-31",
        "per=2026-03-10",
        "wilayah=99.01",
        "dari=1990-01-01",
        "dari=x&dari=2026-01-01",
    ],
)
def test_no_mistake(query):
    assert told(query)[1] == []


@pytest.mark.usefixtures("_today")
def test_what_only_old_cases_carry_is_known(monkeypatch):
    assert told("topik=bekas")[1]
    counted = []
    monkeypatch.setattr(
        "surga.doors.executive.frame.period.codes.insight.figure",
        lambda name, *, by, where: counted.append(where) or type("Figure", (), {"n": 1})(),
    )
    scope, said = told("topik=bekas")
    assert (scope.where.topic, said) == ("bekas", [])
    assert counted[0].chosen() == {"topic": "bekas"}


@pytest.mark.usefixtures("_today")
def test_a_closed_agency_is_known(monkeypatch):
    closed = {
        code: type(each)(**{**vars(each), "active": False}) for code, each in city_now().agencies.items()
    }
    monkeypatch.setitem(vars(city_now()), "agencies", closed)
    assert told("instansi=umum")[1] == []


@pytest.mark.usefixtures("_today")
def test_an_agency_that_is_none_is_told_to_a_liaison_too():
    scope, said = told("instansi=tidak-ada", Actor("officer", "1", "liaison", agency="umum"))
    assert scope.where.agency == "umum"
    assert said == ["Kami tidak mengenal instansi “tidak-ada”. Yang tampil: Dinum."]
    assert told("instansi=-", Actor("officer", "1", "liaison"))[1] == []


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def understood(word, text):
    """Said anew: whether a word of the address means anything, alone in it."""
    text, here = text.strip(), city_now()
    if not text:
        return True
    if word in WORDS:
        known = {
            "instansi": here.agencies,
            "topik": here.topics,
            "wilayah": {"99.01", "99.01.1001", "99.01.1002"},
            "kanal": {*"web api whatsapp telegram phone visit email sms sp4n letter other".split()},
            "tingkat": {*"kelurahan kecamatan opd city province centre neighbour".split()},
            "jenis": {"complaint", "aspiration", "information"},
        }
        return text in known[word]
    if word == "periode":
        return text in NAMES
    day = _day(text)
    return day is not None and EARLIEST <= day <= (LATEST if word == "sampai" else TODAY)


words = st.sampled_from(ALL_WORDS)
texts = st.one_of(
    st.text(max_size=90),
    st.dates(date(1900, 1, 1), date(2300, 1, 1)).map(date.isoformat),
    st.sampled_from(
        ["umum", "jalan", "99.01.1002", "web", "opd", "complaint", "7", "tahun-ini", "2026-W01-1", "20260101"]
    ),
)


@pytest.mark.usefixtures("_today")
@given(words, texts)
def test_it_is_told_exactly_when_it_is_not_understood(word, text):
    request = RequestFactory().get("/sie", {word: text})
    scope = scope_of(request)
    assert (word not in mistakes.noted(request)) is understood(word, text)
    assert EARLIEST <= scope.from_ <= scope.to <= TODAY
    again = RequestFactory().get(f"/sie?{scope.address()}")
    assert scope_of(again) == scope
    assert not mistakes.noted(again)
