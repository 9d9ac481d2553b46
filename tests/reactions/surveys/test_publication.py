"""What a unit publishes, and the figure of it: as known at any date, small groups hidden."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from surga.reactions.insight.queries import figure
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.actions import AnswerDraft
from surga.reactions.surveys.queries.publication import suppressed
from surga.reactions.surveys.rules import score

from .conftest import MARCH, TEAM, Hold

FULL = (3, 4, 3, 4, 3, 4, 3, 4, 3)


def test_a_publication_says_everything(hold: Hold) -> None:
    given_ = [(3,) * 9] * 6 + [(4,) * 8 + (None,)] * 4
    info = hold("umum", given_, population=100, handed_out=20, follow_up="Dua loket lagi.")
    actions.answer(info.id, AnswerDraft((4,) * 9), "qr")
    told = queries.publication(info)
    assert told.index == score.index_of(Counter([*given_, (4,) * 9]), score.EXACT, 100)
    assert (told.index.n, told.index.complete) == (11, 7)
    assert told.response == queries.Response(asked=20, answered=10, unasked=1)
    assert told.response.rate == 0.5
    assert told.needed == 80
    assert (told.city, told.follow_up, told.before, told.change) == (
        "Kota Rawajaya",
        "Dua loket lagi.",
        None,
        None,
    )
    assert [(each.code, each.unanswered) for each in told.index.elements][-1] == ("complaints", 4)
    # One person by QR: hidden, and with it the next smallest, so that it cannot be worked out.
    assert [n for _name, n in told.ways.rows] == [0, None, 0, None]
    assert [group.unsaid for group in told.people] == [11, 11, 11]


def test_kediri_s_two_indices_are_b_and_may_be_noise(hold: Hold) -> None:
    first = [(3,) * 9] * 13 + [(4,) * 9] * 12  # 3.48
    second = [(3,) * 9] * 49 + [(4,) * 9] * 51  # 3.51
    before = hold(given=first, first=date(2025, 7, 1), last=date(2025, 12, 31))
    actions.close_round(before.id, TEAM)
    now = hold(given=second)
    told = queries.publication(now)
    assert told.index.value == Fraction(351, 100)
    assert told.index.converted == Decimal("87.75")
    assert told.index.band is not None
    assert told.index.band.quality == "B"
    assert told.before == queries.round_by_id(before.id)
    assert told.before_index is not None
    assert told.before_index.converted == Decimal("87.00")
    assert told.change is not None
    assert (told.change.difference, told.change.verdict) == (Fraction(3, 100), "noise")


def test_the_round_before_is_compared_by_the_same_weights(hold: Hold) -> None:
    before = hold(given=[(4,) * 9] * 5, first=date(2025, 1, 1), last=date(2025, 12, 31))
    actions.close_round(before.id, TEAM)
    now = hold(given=[(4,) * 9] * 5, weight_mode=queries.PRINTED)
    told = queries.publication(now)
    assert told.change is not None
    assert (told.change.difference, told.change.verdict) == (0, "noise")
    assert queries.indices_of([before, now])[before.id].value == 4
    assert queries.indices_of([before, now], mode=queries.PRINTED)[before.id].value == Fraction(396, 100)


def test_only_a_closed_round_of_the_same_unit_is_the_one_before(hold: Hold) -> None:
    hold(given=[FULL], first=date(2025, 7, 1), last=date(2025, 12, 31))
    closed = hold("umum", [FULL], first=date(2025, 7, 1), last=date(2025, 12, 31))
    actions.close_round(closed.id, TEAM)
    assert queries.publication(hold()).before is None


def test_what_was_known_stays_what_was_known(hold: Hold) -> None:
    info = hold(given=[(3,) * 9] * 4)
    then = timezone.now()
    earlier = queries.publication(info, then)
    in_march = queries.publication(info, MARCH + timedelta(hours=1, minutes=30))
    assert in_march.index.n == 2
    actions.answer(info.id, AnswerDraft((1,) * 9, "Lambat sekali"), "web")
    sheet = actions.type_in(info.id, AnswerDraft((1,) * 9), TEAM)
    actions.take_back(sheet, TEAM)
    assert queries.publication(info, then) == earlier
    assert queries.publication(info, in_march.as_of) == in_march
    assert queries.publication(info).index.n == 5


def test_more_sheets_than_were_handed_out_give_no_rate(hold: Hold) -> None:
    response = queries.response_of(hold(given=[FULL] * 3, handed_out=2))
    assert (response.asked, response.answered, response.rate) == (2, 3, None)
    assert queries.response_of(hold("umum", [FULL])).rate is None


def test_invitations_count_by_the_day_they_were_answered(hold: Hold) -> None:
    from surga.reactions.surveys.tokens import token_of

    info = hold()
    sent = [actions.invite(info.id, "web", "system:test") for _ in range(4)]
    assert queries.response_of(info) == queries.Response(4, 0, 0)
    actions.answer_invitation(token_of(sent[0]), AnswerDraft(FULL))
    assert queries.response_of(info) == queries.Response(4, 1, 0)
    assert queries.response_of(info, MARCH) == queries.Response(0, 0, 0)


def test_comments_are_shown_masked_weakest_first_and_not_of_a_few(hold: Hold) -> None:
    info = hold()
    for turn in range(4):
        actions.answer(info.id, AnswerDraft((2, 4, 4, 4, 4, 4, 4, 4, 4), f"Saran {turn}"), "web")
    assert queries.publication(info).comments == ()
    assert queries.words_on(info, "requirements") == ()
    actions.answer(info.id, AnswerDraft((1, 4, 4, 4, 4, 4, 4, 4, 4), "Telepon 081234567890"), "web")
    actions.answer(info.id, AnswerDraft((3, 4, 4, 4, 4, 4, 4, 4, 4), "Sudah baik"), "web")
    told = queries.publication(info)
    assert told.comments[0] == "Telepon [telepon]"
    assert len(told.comments) == 6
    assert queries.words_on(info, "requirements", limit=2) == ("Telepon [telepon]", "Saran 3")
    assert queries.words_on(info, "time") == ()


@given(st.lists(st.integers(0, 40), min_size=2, max_size=7))
def test_no_hidden_number_can_be_worked_out_from_the_total(counts: list[int]) -> None:
    shown = suppressed(counts)
    hidden = [count for count, seen in zip(counts, shown, strict=True) if seen is None]
    assert all(seen == count for count, seen in zip(counts, shown, strict=True) if seen is not None)
    assert all(seen is None for count, seen in zip(counts, shown, strict=True) if 0 < count < 5)
    others = [seen for seen in shown if seen]
    assert not hidden or len(hidden) > 1 or not others
    assert not hidden or sum(hidden) >= 5 or not others
    if not any(0 < count < 5 for count in counts):
        assert shown == counts


def test_the_figure_is_that_of_the_answers_by_every_group(hold: Hold) -> None:
    hold(given=[(3,) * 9, (4,) * 9])
    unit = hold("umum", [(2,) * 9] * 2)
    actions.record_many(unit.id, [((1,) * 9, datetime(2026, 3, 31, 17, tzinfo=UTC))], TEAM, way="web")
    n, rows = queries.ikm_rows(date(2026, 1, 1), date(2026, 12, 31))
    # The last one was given at midnight of 1 April in the city.
    assert (n, [(row.by, row.value, row.n) for row in rows]) == (
        5,
        [("2026-03", 2.75, 4), ("2026-04", 1.0, 1)],
    )
    assert [(r.by, r.value, r.n) for r in queries.ikm_rows(by="agency")[1]] == [
        ("", 3.5, 2),
        ("umum", 5 / 3, 3),
    ]
    assert [(r.by, r.n) for r in queries.ikm_rows(by="channel")[1]] == [("paper", 4), ("web", 1)]
    assert [(r.by, r.n) for r in queries.ikm_rows(by="all", agency="umum", channel="paper")[1]] == [("", 2)]
    assert queries.ikm_rows(to=date(2026, 3, 31))[0] == 4
    assert queries.ikm_rows(date(2026, 4, 1))[0] == 1
    assert queries.ikm_rows(by="topic") == (0, [])
    assert queries.ikm_rows(as_of=MARCH)[0] == 2


def test_the_figure_of_the_executive_is_the_survey_s(hold: Hold) -> None:
    hold(given=[(3,) * 9, (4,) * 9])
    found = figure("ikm", date(2026, 1, 1), date(2026, 12, 31), "all")
    assert (found.n, [(row.by, row.value, row.n) for row in found.rows]) == (2, [("", 3.5, 2)])
    assert found.rows[0].low == pytest.approx(1.0)
    assert found.rows[0].high == 4
    assert "PermenPANRB 14/2017" in found.definition
    stars = figure("rating", date(2026, 1, 1), date(2026, 12, 31), "all")
    assert [row.n for row in stars.rows if row.n] == []
