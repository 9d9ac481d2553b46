"""One look reads once, and says the same as many; what is gathered in columns is what each case gives."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surga.reactions.insight import models
from surga.reactions.insight.actions.folding import fold
from surga.reactions.insight.actions.noting import touch_of
from surga.reactions.insight.queries import Where, expect, figure, one_look
from surga.reactions.insight.queries.counted import kept
from surga.reactions.insight.rules.known.columns import Codes, parts, rows_of, split, stayed
from surga.reactions.insight.rules.known.contributions import Cell, Spread, summed
from surga.reactions.insight.rules.known.facts import FIELDS, Fact
from surga.reactions.insight.rules.known.touches import counted, touched, touched_parts
from surga.reactions.insight.rules.measures import MEASURES
from tests.reactions.insight.lives import Lives
from tests.reactions.insight.test_rebuilding import lived

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
WHERE = Where(topic="jalan")
ASKED = [(name, by, where) for name in MEASURES for by in ("all", "agency", "topic*agency", "month")
         for where in (Where(), WHERE)]  # fmt: skip


def all_of_them() -> list[object]:
    return [figure(name, by=by, where=where).rows for name, by, where in ASKED]


def test_a_look_says_the_same_with_fewer_questions() -> None:
    lived(31, 150)
    with CaptureQueriesContext(
        connection,
    ) as many:
        before = all_of_them()
    with CaptureQueriesContext(connection) as few, one_look():
        assert all_of_them() == before
        # In any order, and again.
        assert [figure(name, by=by, where=where).rows for name, by, where in reversed(ASKED)] == before[::-1]
    assert len(few) * 3 < len(many)


def test_what_is_expected_is_read_at_once() -> None:
    lived(34, 80)
    names, by = ("reopened", "rating", "within_5_working_days"), "topic*agency"
    with one_look(), CaptureQueriesContext(connection) as one_by_one:
        told = [figure(name, by=by).rows for name in names]
    with one_look(), CaptureQueriesContext(connection) as at_once:
        expect(names, by)
        assert [figure(name, by=by).rows for name in names] == told
    assert len(at_once) < len(one_by_one)
    # Outside of a look it is said to nobody.
    expect(names, by)
    assert [figure(name, by=by).rows for name in names] == told


def test_a_look_is_of_one_moment_and_ends() -> None:
    lives = Lives(32)
    lives.go_on(40)
    lived(33, 60)
    with one_look():
        before = figure("cases", by="all")
        with one_look():
            lived(34, 60)
            assert figure("cases", by="all") == before
        again = figure("cases", by="all")
        assert again == before
    assert figure("cases", by="all").n > before.n


@pytest.mark.parametrize("seed", [41, 42])
def test_columns_give_what_each_case_gives(seed: int) -> None:
    lived(seed, 250)
    while fold():
        pass
    facts = [Fact(*row) for row in models.Fact.objects.filter(known_to=models.NOW).values_list(*FIELDS)]
    codes, told = Codes(), summed(facts, [1] * len(facts), kept.clock())
    cells: dict[Cell, list[int]] = {}
    spreads: dict[Spread, list[int]] = {}
    for part in parts(rows_of(facts, codes, kept.clock()), stayed(facts, codes), codes, kept.clock()):
        words = list(codes.numbers)

        def cell(name: int, rollup: str = part.rollup, grain: str = part.grain) -> Cell:
            period, key, other, hidden = split(name)
            return Cell(rollup, grain, period, words[key], words[other], hidden)  # noqa: B023  # used at once

        cells |= {
            cell(name): sums for name, sums in zip(part.names.tolist(), part.sums.tolist(), strict=True)
        }
        times = np.split(part.times, np.cumsum(part.counts)[:-1]) if part.counts.size else []
        for name, band, some in zip(part.of.tolist(), part.bands.tolist(), times, strict=True):
            spreads[Spread(cell(name), band)] = some.tolist()
    assert cells == {name: sums.tolist() for name, sums in told.cells.items()}
    assert spreads == {name: sorted(both[0]) for name, both in told.spreads.items() if both[0]}


def test_columns_give_what_each_contact_gives() -> None:
    lived(43, 200)
    touches = [touch_of(fact) for fact in models.ContactFact.objects.all()]
    assert touches
    touches += [touches[0]._replace(article="ktp", informed=True), touches[0]._replace(article="ktp")]
    codes, told = Codes(), counted(touches, [1] * len(touches))
    found: dict[Cell, list[int]] = {}
    for part in touched_parts(touched(touches, codes)):
        words = list(codes.numbers)
        for name, sums in zip(part.names.tolist(), part.sums.tolist(), strict=True):
            period, key, other, hidden = split(name)
            found[Cell(part.rollup, part.grain, period, words[key], words[other], hidden)] = sums
    assert found == {name: sums.tolist() for name, sums in told.items()}


def test_codes_have_room() -> None:
    codes = Codes()
    codes.numbers |= {str(n): n for n in range(1, 2**20)}
    with pytest.raises(OverflowError):
        codes.of("one more")
