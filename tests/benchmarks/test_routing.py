"""The routing is measured by what the two commands write, as somebody outside would read it."""

import numpy as np
import pytest

from benchmarks.triage.routing.measuring import Answers
from benchmarks.triage.routing.outside import merged, seen
from surga.core.triage.routing import load
from tests.core.triage.routing.conftest import sample


def test_place_offices_are_one_class_each():
    names = ["Kelurahan Pojok", "Kelurahan", "Kecamatan Kota", "Dinas Sosial", "Bagian Kelurahan"]
    assert [merged(name) for name in names] == [
        "Kelurahan", "Kelurahan", "Kecamatan", "Dinas Sosial", "Bagian Kelurahan",
    ]  # fmt: skip


def test_an_answer_that_was_never_right_counts_where_all_are_counted():
    answers = Answers(["a", "b"], [["a"], ["c"]], np.array([0.9, 0.1]))
    assert answers.macro_f1() == pytest.approx(1 / 2)
    assert answers.macro_f1_of_all() == pytest.approx(1 / 3)
    assert answers.automatic() == pytest.approx(1 / 2)


def test_the_commands_learn_the_past_and_tell_the_months_after(tmp_path):
    rows = sorted(sample(), key=lambda row: row["date"])
    past, then = rows[:130], rows[130:]
    found = seen(past, then, tmp_path / "model.npz")
    answers = found.answers
    assert load(tmp_path / "model.npz").learned["cases"] == len(past)
    assert len(answers.right) == len(answers.best) == len(answers.sure) == len(found.alone) == len(then)
    assert {len(set(best)) for best in answers.best} == {3}
    assert answers.accuracy() > 0.6
    assert answers.among_three() > answers.accuracy()
    assert set(answers.hit[found.alone]) <= {True}
    assert found.exact.all()
    asked = (tmp_path / "ask.jsonl").read_text(encoding="utf-8")
    assert not any(f'"{secret}"' in asked for secret in ("agency", "topic", "status"))
