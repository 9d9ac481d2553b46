"""A period in an address, and as one says it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.reactions.surveys.rules.periods import said_of, slug_of


@pytest.mark.parametrize(
    ("first", "last", "slug", "said"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "2026", "tahun 2026"),
        (date(2026, 1, 1), date(2026, 6, 30), "2026-s1", "semester I 2026"),
        (date(2026, 7, 1), date(2026, 12, 31), "2026-s2", "semester II 2026"),
        (date(2026, 4, 1), date(2026, 6, 30), "2026-t2", "triwulan II 2026"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02", "Februari 2024"),
        (date(2023, 2, 1), date(2023, 2, 28), "2023-02", "Februari 2023"),
        # No part of a year that has a name.
        (date(2026, 2, 1), date(2026, 4, 30), "2026-02-01--2026-04-30", "1 Februari 2026 – 30 April 2026"),
        (date(2026, 1, 2), date(2026, 6, 30), "2026-01-02--2026-06-30", "2 Januari 2026 – 30 Juni 2026"),
        (date(2025, 7, 1), date(2026, 6, 30), "2025-07-01--2026-06-30", "1 Juli 2025 – 30 Juni 2026"),
    ],
)
def test_a_period_has_one_slug_and_one_name(first: date, last: date, slug: str, said: str) -> None:
    assert slug_of(first, last) == slug
    assert said_of(first, last).id == said


def test_it_is_said_in_english_too() -> None:
    assert said_of(date(2026, 1, 1), date(2026, 6, 30)).en == "half-year I of 2026"
    assert said_of(date(2026, 5, 1), date(2026, 5, 31)).en == "May 2026"
    assert said_of(date(2026, 1, 1), date(2026, 12, 31)).en == "year 2026"
    assert said_of(date(2026, 10, 1), date(2026, 12, 31)).en == "quarter IV of 2026"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.integers(0, 400))
def test_different_periods_have_different_slugs(first: date, one: int, other: int) -> None:
    slugs = {slug_of(first, first + timedelta(days=days)) for days in (one, other)}
    assert len(slugs) == len({one, other})
    assert all(len(slug) <= 24 for slug in slugs)
