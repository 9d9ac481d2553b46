"""The register's lists: what is found, in which order, page by page, the same on both databases."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from surga.core.cases.models import Case
from surga.events import relay
from surga.reactions.register import queries, tally
from surga.reactions.register.models import PublicCase, place_of
from surga.reactions.register.queries import CursorBroken, search, summary
from surga.reactions.register.search import roots_of

START = datetime(2025, 6, 2, 1, 0, tzinfo=UTC)


def add(number: int, text: str = "", **more: object) -> str:
    """A row of the register, made directly, the higher the number the newer."""
    received = more.pop("received_at", START + timedelta(hours=number))
    assert isinstance(received, datetime)
    row = {
        "code": f"RWJ-2506-{number:05}",
        "case_id": number,
        "place": place_of(received, number),
        "kind": "complaint",
        "status": "closed",
        "title": text[:100],
        "text": text,
        "channel": "web",
        "received_at": received,
        "published_at": received,
        "search_text": roots_of(text),
        **more,
    }
    return str(PublicCase.objects.create(**row).code)


def found(q: str = "", **filters: object) -> list[int]:
    return [case.case_id for case in search(q, **filters).items]  # type: ignore[arg-type]  # the tests' own filters


@pytest.fixture
def four(city: None) -> None:
    add(1, "Jalan rusak di depan pasar", topic_code="jalan", region_code="99.01.1001", agency_code="umum")
    add(2, "Penerangan jalan mati", topic_code="jalan", region_code="99.01.1002", status="forwarded")
    add(
        3,
        "Memperbaiki saluran dan jalan yang rusak",
        topic_code="surat",
        agency_code="umum",
        status="resolved",
    )
    add(
        4, "Pelayanan surat pengantar lambat", topic_code="surat", region_code="99.01.1001", status="answered"
    )
    tally.recount()


@pytest.mark.usefixtures("four")
def test_newest_first() -> None:
    assert found() == [4, 3, 2, 1]
    assert [case.case_id for case in queries.newest(2)] == [4, 3]


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("q", "ids"),
    [
        ("jalan", [3, 2, 1]),
        ("JALAN rusak", [3, 1]),
        ("rusak jalan", [3, 1]),
        ("terang", [2]),
        ("penerangan", [2]),
        ("perbaikan", [3]),
        ("layanan", [4]),
        ("kucing", []),
        ("jalan kucing", []),
        ("  ", [4, 3, 2, 1]),
        ("!?", []),
        ("🚧", []),
        ("jalan 🚧", [3, 2, 1]),
    ],
)
def test_words_are_found_in_any_form_and_order(q: str, ids: list[int]) -> None:
    assert found(q) == ids


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"topic": "jalan"}, [2, 1]),
        ({"agency": "umum"}, [3, 1]),
        ({"status": "closed"}, [1]),
        ({"region": "99.01.1001"}, [4, 1]),
        ({"region": "99.01"}, [4, 2, 1]),
        ({"topic": "jalan", "region": "99.01", "status": "forwarded"}, [2]),
        ({"q": "jalan", "topic": "surat"}, [3]),
        ({"topic": "tidak-ada"}, []),
        ({"topic": "' OR 1=1 --"}, []),
        ({"agency": "\x00"}, []),
        ({"status": "\ud800"}, []),
        ({"region": "x" * 1_000_000}, []),
    ],
)
def test_filters_narrow(filters: dict[str, object], ids: list[int]) -> None:
    assert found(**filters) == ids
    assert summary(**filters).total == len(ids)  # type: ignore[arg-type]  # the tests' own filters


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    "q",
    [
        '"',
        "'",
        '"jalan',
        "jalan AND",
        "NOT jalan",
        "jalan*",
        "jalan OR NEAR(rusak",
        "title:jalan",
        "-jalan",
        "(jalan",
        "jalan & | ! rusak:*",
        "jalan\x00rusak",
        "\ud800jalan",
        "<script>alert(1)</script>",
        "'; DROP TABLE register_publiccase; --",
        "jalan " * 200_000,
        "x" * 1_000_000,
        "\u202ejalan",
        "a b c d e f g h i j k l m n o p",
        "%_\\",
    ],
)
def test_no_question_is_too_odd(q: str) -> None:
    search(q)
    summary(q)
    assert found("jalan") == [3, 2, 1]


@pytest.mark.usefixtures("four")
def test_operators_are_words() -> None:
    assert found("jalan* (rusak)") == [3, 1]
    assert found('"jalan" -rusak') == [3, 1]


def test_days_are_whole_days_of_the_city(city: None) -> None:
    # 17:00 UTC is midnight in Jakarta.
    add(1, received_at=datetime(2025, 6, 2, 16, 59, 59, tzinfo=UTC))
    add(2, received_at=datetime(2025, 6, 2, 17, 0, 0, tzinfo=UTC))
    add(3, received_at=datetime(2025, 6, 3, 16, 59, 59, tzinfo=UTC))
    assert found(from_=date(2025, 6, 3)) == [3, 2]
    assert found(to=date(2025, 6, 2)) == [1]
    assert found(from_=date(2025, 6, 3), to=date(2025, 6, 3)) == [3, 2]
    assert found(from_=date.min, to=date.max) == [3, 2, 1]
    assert found(from_=date.max) == found(to=date.min) == []


@pytest.mark.parametrize("q", ["", "lubang"])
def test_pages_show_every_case_once_even_when_new_ones_come(city: None, q: str) -> None:
    for number in range(1, 26):
        add(number, "lubang", received_at=START + timedelta(hours=number // 5))
    seen: list[int] = []
    cursor = ""
    while True:
        page = search(q, cursor=cursor, limit=4)
        seen += [case.case_id for case in page.items]
        add(100 + len(seen), "lubang")
        if not page.next:
            break
        cursor = page.next
    assert seen == list(range(25, 0, -1))


@pytest.mark.parametrize("cursor", ["x", "1.5", "9" * 30, "١٢", "\x00", "-", "1" * 1_000_000])
def test_a_cursor_from_elsewhere_is_refused(city: None, cursor: str) -> None:
    with pytest.raises(CursorBroken):
        search(cursor=cursor)


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(("limit", "length"), [(0, 1), (-5, 1), (3, 3), (10**9, 4)])
def test_a_limit_is_kept_in_bounds(limit: int, length: int) -> None:
    assert len(search(limit=limit).items) == length


@pytest.mark.usefixtures("four")
def test_the_summary_counts_what_is_found() -> None:
    everything = summary()
    assert (everything.total, everything.answered, everything.resolved, everything.closed) == (4, 1, 1, 1)
    assert everything.done == 2
    assert summary("jalan rusak").by_status == {"closed": 1, "resolved": 1}
    assert queries.counts_by_region() == {"99.01.1001": 2, "99.01.1002": 1}
    assert queries.counts_by_region("jalan") == {"99.01.1001": 1, "99.01.1002": 1}


@pytest.mark.usefixtures("four")
def test_every_way_of_writing_keeps_the_index_in_step() -> None:
    PublicCase.objects.filter(case_id=1).update(search_text=roots_of("kucing"))
    assert (found("kucing"), found("pasar")) == ([1], [])
    row = PublicCase.objects.get(case_id=2)
    row.search_text, row.place = roots_of("kucing liar"), place_of(START - timedelta(days=1), 2)
    PublicCase.objects.bulk_create(
        [row], update_conflicts=True, update_fields=["search_text", "place"], unique_fields=["code"]
    )
    assert (found("kucing"), found("mati")) == ([1, 2], [])
    PublicCase.objects.filter(case_id=1).delete()
    assert found("kucing") == [2]
    PublicCase.objects.all().delete()
    assert found("jalan") == found("kucing") == []
    add(1, "jalan")
    assert found("jalan") == [1]


def test_a_real_case_is_found_by_its_words_its_code_and_its_place(publish: Callable[..., Case]) -> None:
    case = publish("Lampu di gang kami padam")
    relay.drain()
    for q in ("lampu padam", case.code, case.code.lower(), "timur lampu", "roads lampu"):
        assert [each.code for each in search(q).items] == [case.code], q
    assert search("Wulan").items == []
    found_case = queries.public_case(f"  {case.code.lower().replace('-', ' ')} ")
    assert found_case is not None
    assert found_case.code == case.code
    assert queries.public_case("x" * 1_000_000) is queries.public_case("\x00") is None


@pytest.mark.usefixtures("four")
def test_a_page_takes_two_queries(django_assert_max_num_queries: Callable[[int], object]) -> None:
    search(region="99.01")  # reads the regions, once for the process
    with django_assert_max_num_queries(2):  # type: ignore[attr-defined]  # pytest-django's fixture has no exported type
        search("jalan", region="99.01", topic="jalan")


@pytest.mark.usefixtures("four")
def test_the_first_page_goes_by_an_index() -> None:
    """No sorting and no reading of the whole table: the same few steps for a thousand rows and for a million."""
    explained = str(PublicCase.objects.order_by("-place")[:51].explain())
    if connection.vendor == "sqlite":
        assert "USING INDEX" in explained
        assert "TEMP B-TREE" not in explained
        by_topic = str(PublicCase.objects.filter(topic_code="jalan").order_by("-place")[:51].explain())
        assert "public_by_topic" in by_topic
        assert "TEMP B-TREE" not in by_topic


def test_places_go_by_the_second_then_by_the_case(city: None) -> None:
    later = START + timedelta(seconds=1)
    assert place_of(START, 1) < place_of(START, 2) < place_of(later, 1)
    for far in (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)):
        assert -(2**63) <= place_of(far, 2**40) < 2**63
