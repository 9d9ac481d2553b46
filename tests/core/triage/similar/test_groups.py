"""Campaigns, repeat writers and spam: put together, never thrown away."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.triage.similar.groups import Writing, campaigns, connected, looks_like_spam, repeat_writers

AT = datetime(2026, 2, 1)
PAIRS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=40)


def test_fifty_alike_are_a_campaign_and_forty_nine_are_not() -> None:
    groups = connected([*pairwise(range(50)), *pairwise(range(100, 149))])
    assert [len(group) for group in groups] == [50, 49]
    assert campaigns(groups) == [tuple(range(50))]


@given(PAIRS, st.randoms())
def test_groups_hold_everybody_once_in_any_order(pairs: list[tuple[int, int]], mix: object) -> None:
    groups = connected(pairs)
    cases = [case for group in groups for case in group]
    assert sorted(cases) == sorted({case for pair in pairs for case in pair})
    assert connected(reversed(pairs)) == groups
    assert all(any({one, other} <= set(group) for group in groups) for one, other in pairs)


def test_five_in_a_week_by_one_writer_are_seen_together() -> None:
    often = [Writing(day, "a", AT + timedelta(days=day)) for day in range(5)]
    seldom = [Writing(10 + week, "b", AT + timedelta(weeks=2 * week)) for week in range(9)]
    nobody = [Writing(50 + number, "", AT) for number in range(9)]
    assert repeat_writers([*seldom, *nobody, *reversed(often)]) == {"a": (0, 1, 2, 3, 4)}


def test_a_writer_with_two_bursts_has_both_and_not_what_lies_between() -> None:
    days = [0, 0, 1, 1, 2, 30, 60, 60, 60, 61, 62]
    writings = [Writing(case, "a", AT + timedelta(days=day)) for case, day in enumerate(days)]
    assert repeat_writers(writings) == {"a": (0, 1, 2, 3, 4, 6, 7, 8, 9, 10)}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Daftar slot gacor maxwin hari ini https://contoh.example/abc", "link"),
        ("bonus deposit scatter cuan tanpa rugi", "selling"),
        ("🙏🙏", "empty"),
        ("tes " * 12, "repeated"),
        (
            "Lampu padam di sini https://maps.app.goo.gl/abc mohon bonus perhatian, daftar lengkap terlampir",
            "",
        ),
        ("Ada judi slot online di warung gang 3, bagaimana cara daftar pengaduan ke https://lapor.go.id", ""),
        ("obat di puskesmas habis, jasa parkir tidak murah", ""),
        ("路灯坏了三天没有人修", ""),
    ],
)
def test_what_looks_like_spam(text: str, why: str) -> None:
    assert looks_like_spam(text) == why
