"""Whatever stands in an answer is read as well as it can be, and what is odd about it is said."""

import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.channels.port.gateway import ROLES, STANDINGS, STEPS, Report
from surga.channels.sp4n import words
from surga.channels.sp4n.inbound import UNTOLD, bodies_of, page_of, report_of, topics_of
from surga.channels.sp4n.reading import is_tracking_id, told_time
from surga.core.intake.message import KINDS
from tests.channels.mutations import STRANGE, mutated
from tests.channels.sp4n.account import NOW, WIB, recorded

REPORT = recorded("report.json")["report"]
PAGE = recorded("reports.json")


def read(**changed: Any) -> Report:
    odd: list[str] = []
    found = report_of({**REPORT, **changed}, NOW, odd)
    assert found is not None
    assert odd == []
    return found


def without(name: str) -> Report:
    found = report_of({key: value for key, value in REPORT.items() if key != name}, NOW, [])
    assert found is not None
    return found


def check(report: Report) -> None:
    """What every reader may rely on."""
    assert is_tracking_id(report.id)
    assert report.standing in STANDINGS
    assert report.kind in (*KINDS, "unknown")
    for at in (report.created_at, report.updated_at, *(step.at for step in report.steps or ())):
        assert at.tzinfo is not None
        assert at == UNTOLD or datetime(2010, 12, 31, tzinfo=UTC) < at <= NOW + timedelta(hours=1)
    for step in report.steps or ():
        assert step.id
        assert step.kind in (*STEPS, "unknown")
        assert step.role in (*ROLES, "unknown")
    assert (report.lat is None) == (report.lon is None)
    assert len({step.id for step in report.steps or ()}) == len(report.steps or ())
    for each in fields(report):
        value = getattr(report, each.name)
        if isinstance(value, str):
            value.encode()
            assert "\x00" not in value


@given(st.data())
def test_no_mutated_report_crashes_the_reader(data: st.DataObject) -> None:
    changed = mutated(data, REPORT)
    odd: list[str] = []
    found = report_of(changed, NOW, odd)
    if found is None:
        assert odd
    else:
        check(found)


@given(st.data())
def test_no_mutated_page_spoils_its_neighbours(data: st.DataObject) -> None:
    changed = mutated(data, mutated(data, PAGE["reports"], keep_length=True), keep_length=True)
    found = page_of({**PAGE, "reports": changed}, 1, NOW)
    for report in found.reports:
        check(report)
    assert len(found.reports) + len(found.skipped) >= len(changed)
    whole = [row for row in changed if row in PAGE["reports"]]
    assert {row["trackingid"] for row in whole} <= {report.id for report in found.reports}


@given(st.data())
def test_no_mutated_list_crashes_the_readers(data: st.DataObject) -> None:
    page_of(data.draw(st.dictionaries(st.sampled_from(["reports", "pages", "page"]), STRANGE)), 1, NOW)
    answer = mutated(data, recorded("agencies.json"))
    for body in bodies_of(answer if isinstance(answer, dict) else {}, NOW, "3571"):
        assert body.id
        assert body.level in {"city", "neighbour", "province", "centre", ""}
    topics = mutated(data, recorded("topics.json"))
    assert all(topic.id for topic in topics_of(topics if isinstance(topics, list) else [], NOW))


@pytest.mark.parametrize(
    ("name", "value", "note"),
    [
        ("judul", None, "judul: null"),
        ("judul", 7, "judul: a number"),
        ("judul", ["x"], "judul: no text"),
        ("status", "menunggu konfirmasi", "status: unknown word 'menunggu konfirmasi'"),
        ("status", "", "status: empty"),
        ("status", "x" * 900, f"status: unknown word '{'x' * 40}'"),
        ("klasifikasi", "pengadaan RAPS", "klasifikasi: unknown word 'pengadaan raps'"),
        ("created_at", "kemarin", "created_at: not a time"),
        ("created_at", "0001-01-01 00:00:00", "created_at: a time that cannot be"),
        ("updated_at", "9999-12-31 23:59:59", "updated_at: a time that cannot be"),
        ("updated_at", "2022-06-17T01:00:00Z", "updated_at: a time written otherwise"),
        ("auto_close_at", "2032-07-01 08:00:00", "auto_close_at: a time that cannot be"),
        ("tanggal_kejadian", "15-06-2022", "tanggal_kejadian: not a date"),
        ("tanggal_kejadian", "2092-06-15", "tanggal_kejadian: a date that cannot be"),
        ("lat", "utara", "lat: not on earth"),
        ("lat", "nan", "lat: not on earth"),
        ("lon", "181", "lon: not on earth"),
        ("anonim", "ya", "anonim: neither 0 nor 1"),
        ("isi", "x" * 10_001, "isi: longer than 10000 characters, cut"),
        ("transaksiid", 123, "transaksiid: a number"),
        ("attachments", "foto.jpg", "attachments: no list"),
        ("attachments", [None], "attachments[0]: no object"),
        ("streams", {}, "streams: no list"),
        ("streams", [{"streamid": None}], "streams[0].streamid: no usable id, not heard"),
        ("streams", [{"type": "eskalasi"}], "streams[0].type: unknown word 'eskalasi'"),
        ("streams", [{"role": "ombudsman"}], "streams[0].role: unknown word 'ombudsman'"),
    ],
)
def test_what_is_odd_is_said(name, value, note) -> None:
    found = read(**{name: value})
    check(found)
    assert note in found.odd


def test_what_is_missing_is_said() -> None:
    for name in REPORT.keys() - {"trackingid", "streams"}:
        found = without(name)
        check(found)
        assert f"{name}: missing" in found.odd
    assert without("streams").odd == ()
    assert without("streams").steps is None


def test_unknown_keys_are_no_oddity() -> None:
    assert read(x_baru=1, x_daftar=[]).odd == ()


def test_words_of_persons_are_in_no_note() -> None:
    found = read(isi={"Sri": "0811"}, judul=["Sri Contoh"], created_at="Sri Contoh", lat="Sri Contoh")
    assert "Sri" not in "".join(found.odd)


@pytest.mark.parametrize(
    "told", [None, "", "LP-9165816", 9165816, 165816, "12345", "12345678901", "９１６５８１６", {}, True]
)
def test_an_unusable_id_leaves_the_report_out_and_says_so(told) -> None:
    odd: list[str] = []
    assert report_of({**REPORT, "trackingid": told}, NOW, odd) is None
    assert odd
    page = page_of({**PAGE, "reports": [{**REPORT, "trackingid": told}, *PAGE["reports"]]}, 3, NOW)
    assert len(page.reports) == 2
    assert page.skipped[0].startswith("page 3, row 1: trackingid: ")


def test_an_unusable_id_is_the_one_that_was_asked_for() -> None:
    for told in (None, 165816, "LP-0165816"):
        found = report_of({**REPORT, "trackingid": told}, NOW, [], asked="0165816")
        assert found is not None
        assert found.id == "0165816"
        assert any(note.startswith("trackingid: ") for note in found.odd)


def test_noughts_stay() -> None:
    assert read(trackingid="0012345").id == "0012345"


def test_a_step_comes_once_however_often_and_in_whatever_order_it_is_told() -> None:
    streams = REPORT["streams"]
    assert read(streams=[*reversed(streams), *streams]).steps == read().steps


def test_a_time_that_is_not_told_pulls_no_cursor() -> None:
    assert read(updated_at=None).updated_at == datetime(2022, 6, 16, 10, 11, 12, tzinfo=WIB)
    assert read(created_at="").created_at == datetime(2022, 6, 17, 8, tzinfo=WIB)
    assert read(updated_at="", created_at="").updated_at == UNTOLD
    late = told_time(NOW + timedelta(minutes=10))
    assert read(updated_at=late).updated_at == NOW + timedelta(minutes=10)
    assert read(updated_at=told_time(NOW + timedelta(hours=2))).updated_at < NOW


def test_who_may_ask_to_be_hidden_is_hidden() -> None:
    assert [read(rahasia=told).secret for told in ("0", "", None, 0, False)] == [False] * 5
    assert [read(rahasia=told).secret for told in ("1", 1, True, "ya", [], {"a": 1}, 1.0)] == [True] * 7
    assert read(anonim="x").anonymous


@pytest.mark.parametrize(
    ("told", "kind", "oversight"),
    [
        ("Berkadar Pengawasan", "complaint", True),
        ("tidak_berkadar  pengawasan", "complaint", False),
        ("Aspirasi", "aspiration", False),
        ("", "complaint", False),
        ("whistle blowing system", "complaint", True),
    ],
)
def test_classes(told, kind, oversight) -> None:
    found = read(klasifikasi=told)
    assert (found.kind, found.oversight, found.odd) == (kind, oversight, ())


def test_the_table_speaks_only_our_words() -> None:
    assert set(words.STANDINGS.values()) == set(STANDINGS) - {"unknown"}
    assert set(words.STEPS.values()) == set(STEPS)
    assert set(words.ROLES.values()) == set(ROLES)
    assert set(words.KINDS.values()) == set(KINDS)
    assert {words.STANDINGS[theirs]: theirs for theirs in words.STATUSES.values()} == dict(words.STATUSES)
    for table in (words.STANDINGS, words.STEPS, words.ROLES, words.KINDS, words.LEVELS):
        assert all(words.fold(word) == word for word in table)


def test_what_came_is_kept() -> None:
    assert json.loads(read(x_baru="é").raw) == {**REPORT, "x_baru": "é"}
