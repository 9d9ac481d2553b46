"""Making, changing, closing hotlines; boards that agencies keep."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from surga.core.hotlines.actions import (
    BoardChangedError,
    RefusedError,
    close_hotline,
    save_board_row,
    save_hotline,
    update_board,
    version_of,
)
from surga.core.hotlines.fields import Extra
from surga.core.hotlines.hotline import BoardLine, HotlineInfo, Reach
from surga.core.hotlines.queries import board_of, hotline, hotlines
from surga.events.models import Event

pytestmark = pytest.mark.usefixtures("small_city")
FLOOD = HotlineInfo(
    slug="posko-banjir",
    name="Posko Banjir",
    name_en="Flood post",
    about="Untuk warga yang rumahnya tergenang.",
    opens_on=date(2026, 1, 10),
    numbers=(Reach("whatsapp", "0812 0000 0001"), Reach("phone", "(0354) 000001")),
    channels=("whatsapp", "phone"),
    topics=("jalan",),
    script="Tanyakan tinggi air.",
    fields=(Extra("tinggi", "Tinggi air (cm)", "number", True, least=0, most=400),),
    articles=("posko",),
    stale_hours=6,
)
BOARD = (BoardLine("Balai Timur", "tempat mengungsi", 40, agency="umum"), BoardLine("SD Barat", "selimut"))


def made(**changes: object) -> HotlineInfo:
    save_hotline(replace(FLOOD, **changes), "officer:1", new=True, board=BOARD)  # type: ignore[arg-type]
    found = hotline(FLOOD.slug)
    assert found is not None
    return found


def told(name: str) -> list[dict[str, object]]:
    rows = Event.objects.filter(name=name, actor="officer:1").order_by("id")
    return [row.data for row in rows]


def test_what_was_saved_is_read_and_recorded() -> None:
    found = made()
    assert replace(found, id=0, changed_at=None) == FLOOD
    assert [(line.place, line.total, line.free, line.agency) for line in board_of(FLOOD.slug)] == [
        ("Balai Timur", 40, None, "umum"),
        ("SD Barat", None, None, ""),
    ]
    assert told("ProfileChanged") == [{"what": "hotline", "code": "posko-banjir"}]
    assert (found.label(), found.label("en")) == ("Posko Banjir", "Flood post")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"slug": "Posko"}, "slug", "slug_invalid"),
        ({"slug": ""}, "slug", "slug_invalid"),
        ({"slug": "x" * 61}, "slug", "slug_invalid"),
        ({"slug": "baru"}, "slug", "slug_taken"),
        ({"name": " \x00"}, "name", "name_empty"),
        ({"name": "x" * 121}, "name", "text_too_long"),
        ({"closes_on": date(2026, 1, 9)}, "closes_on", "period_invalid"),
        ({"channels": ()}, "channels", "channels_empty"),
        ({"topics": ("jalan", "gaib")}, "topics", "topic_unknown"),
        ({"numbers": (Reach("phone", "1"), Reach("phone", " "))}, "numbers-1", "name_empty"),
        ({"fields": (FLOOD.fields[0], FLOOD.fields[0])}, "fields-1", "field_twice"),
        ({"stale_hours": 0}, "stale_hours", "number_range"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    changes: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        made(**changes)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert hotlines() == []
    assert not told("ProfileChanged")


def test_a_new_one_takes_no_others_place_and_only_a_known_one_is_changed() -> None:
    made()
    with pytest.raises(RefusedError, match="slug_taken"):
        save_hotline(replace(FLOOD, name="Lain"), "officer:1", new=True)
    with pytest.raises(RefusedError, match="hotline_unknown"):
        save_hotline(replace(FLOOD, slug="lain"), "officer:1")
    save_hotline(replace(FLOOD, name="Posko Air"), "officer:1")
    assert [one.name for one in hotlines()] == ["Posko Air"]
    assert len(board_of(FLOOD.slug)) == 2


def test_open_from_its_first_day_to_its_last() -> None:
    made(closes_on=date(2026, 1, 20))
    for day, is_open in (("09", False), ("10", True), ("20", True), ("21", False)):
        on = date.fromisoformat(f"2026-01-{day}")
        assert [one.slug for one in hotlines(open_on=on)] == ["posko-banjir"] * is_open
    close_hotline(FLOOD.slug, date(2026, 1, 15), "officer:1")
    assert hotlines(open_on=date(2026, 1, 16)) == []
    with pytest.raises(RefusedError, match="period_invalid"):
        close_hotline(FLOOD.slug, date(2026, 1, 9), "officer:1")
    with pytest.raises(RefusedError, match="hotline_unknown"):
        close_hotline("lain", date(2026, 1, 9), "officer:1")
    with_nul = hotline("posko\0")
    assert with_nul is None


def test_an_agency_says_how_much_is_free() -> None:
    made()
    row = board_of(FLOOD.slug)[0]
    update_board(row.id, 12, 45, " penuh  siang ini ", "officer:1", seen=version_of(row.updated_at))
    fresh = board_of(FLOOD.slug)[0]
    assert (fresh.free, fresh.total, fresh.note) == (12, 45, "penuh siang ini")
    assert told("BoardUpdated") == [{"hotline": "posko-banjir", "row_id": row.id}]
    assert fresh.updated_at is not None
    assert not fresh.stale(fresh.updated_at + timedelta(hours=6), 6)
    assert fresh.stale(fresh.updated_at + timedelta(hours=6, seconds=1), 6)
    assert row.stale(timezone.now(), 6)


def test_who_comes_second_is_told_and_overwrites_nothing() -> None:
    made()
    row = board_of(FLOOD.slug)[0]
    update_board(row.id, 12, 40, "", "officer:1", seen="")
    with pytest.raises(BoardChangedError):
        update_board(row.id, 3, 40, "", "officer:2", seen="")
    assert board_of(FLOOD.slug)[0].free == 12


@pytest.mark.parametrize(
    ("free", "total", "code"),
    [(5, 4, "free_too_many"), (-1, 4, "number_range"), (1, 10**9, "number_range")],
)
def test_more_than_there_is_cannot_be_free(free: int, total: int, code: str) -> None:
    made()
    row = board_of(FLOOD.slug)[0]
    with pytest.raises(RefusedError, match=code):
        update_board(row.id, free, total, "", "officer:1")
    with pytest.raises(RefusedError, match="row_unknown"):
        update_board(row.id + 99, 1, 2, "", "officer:1")
    assert not told("BoardUpdated")


def test_a_changed_board_keeps_what_was_said_of_lines_that_stay() -> None:
    made()
    first, second = board_of(FLOOD.slug)
    update_board(first.id, 12, 40, "", "officer:1")
    swapped = (
        replace(second, place=first.place, unit=first.unit),
        replace(first, place=second.place, unit=second.unit),
        BoardLine("Balai Barat", "tempat mengungsi"),
    )
    save_hotline(FLOOD, "officer:1", board=swapped)
    assert [(line.id, line.place, line.free) for line in board_of(FLOOD.slug)][:2] == [
        (second.id, "Balai Timur", None),
        (first.id, "SD Barat", 12),
    ]
    save_hotline(FLOOD, "officer:1", board=[first])
    assert [(line.id, line.free) for line in board_of(FLOOD.slug)] == [(first.id, 12)]


@pytest.mark.parametrize(
    ("lines", "field", "code"),
    [
        ([BoardLine("A", "x"), BoardLine("a ", "X")], "board-1", "row_twice"),
        ([BoardLine("A", "x", agency="gaib")], "board-0", "agency_unknown"),
        ([BoardLine("A", "")], "board-0", "name_empty"),
    ],
)
def test_a_board_that_cannot_be_is_refused(lines: list[BoardLine], field: str, code: str) -> None:
    made()
    before = board_of(FLOOD.slug)
    with pytest.raises(RefusedError) as refused:
        save_hotline(FLOOD, "officer:1", board=lines)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert board_of(FLOOD.slug) == before


def test_one_line_can_be_added_and_a_line_of_another_board_is_not_taken() -> None:
    made()
    row = save_board_row(FLOOD.slug, BoardLine("Gudang", "perahu", 3, 2), "officer:1")
    added = board_of(FLOOD.slug)[-1]
    assert (added.id, added.free) == (row, 2)
    assert added.updated_at is not None
    save_hotline(replace(FLOOD, slug="lain"), "officer:1", new=True, board=[replace(added, place="Pos")])
    assert [line.place for line in board_of(FLOOD.slug)][-1] == "Gudang"
    assert [(line.place, line.id == row) for line in board_of("lain")] == [("Pos", False)]
