"""Times and numbers as people read them, in both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from surga.doors.look.templatetags import moments, shapes

AT = datetime(2026, 6, 19, 7, 5, tzinfo=UTC)


def test_a_moment_is_told_in_the_citys_time() -> None:
    assert moments.full(AT) == "Jumat, 19 Juni 2026 14.05 WIB"
    assert moments.full(AT.isoformat()) == "Jumat, 19 Juni 2026 14.05 WIB"
    with translation.override("en"):
        assert moments.full(AT) == "Friday, 19 June 2026 14:05 WIB"


def test_a_day_is_the_day_in_the_city() -> None:
    late = datetime(2026, 6, 19, 17, 30, tzinfo=UTC)
    assert moments.day(late) == "Sabtu, 20 Juni 2026"
    assert moments.day(date(2026, 6, 19)) == "Jumat, 19 Juni 2026"
    assert moments.short(late) == "20 Jun 2026"
    assert moments.hour(late) == "00.30 WIB"


@pytest.mark.parametrize("nothing", [None, "", "besok", 5])
def test_nothing_is_told_as_nothing(nothing: object) -> None:
    for tell in (moments.full, moments.day, moments.short, moments.hour, moments.ago, moments.due):
        assert tell(nothing) == ""


def test_how_long_ago() -> None:
    now = timezone.now()
    assert moments.ago(now - timedelta(days=3, minutes=1)) == "3 hari yang lalu"
    assert moments.ago(now) == "baru saja"
    with translation.override("en"):
        assert moments.ago(now - timedelta(days=3, minutes=1)) == "3 days ago"


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1234.5, "1.234,5", "1,234.5"),
        (0, "0", "0"),
        ("12", "12", "12"),
        (3.999, "4", "4"),
        (None, "", ""),
        ("x", "x", "x"),
    ],
)
def test_numbers_in_both_languages(value: object, indonesian: str, english: str) -> None:
    assert moments.number(value) == indonesian
    with translation.override("en"):
        assert moments.number(value) == english


def test_fixed_places_and_the_unknown() -> None:
    assert moments.number(4, 1) == "4,0"
    assert moments.number(float("nan")) == "–"


def test_a_clock_says_by_when_and_how_long() -> None:
    assert "3 hari kerja lagi" in shapes.clock(AT, "resolution", False, 3, False)
    assert "clock-soon" in shapes.clock(AT, "resolution", False, 0, False)
    late = shapes.clock(AT, "resolution", True, -2, False)
    assert "clock-late" in late
    assert "status-overdue" in late
    assert "menunggu pelapor" in shapes.clock(AT, "resolution", False, 3, True)
    assert shapes.clock(None, "resolution", False, None, False) == ""


def test_the_year_stands_only_where_it_is_another() -> None:
    assert moments.due(datetime(2019, 6, 19, tzinfo=UTC)) == "19 Jun 2019"
    assert moments.due(timezone.localtime().replace(month=6, day=19, hour=3)) == "19 Jun"
