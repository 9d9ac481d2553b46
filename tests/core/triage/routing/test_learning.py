"""Cases to learn from, versions, and the change from old to new only when it is better."""

import json
from dataclasses import replace

import numpy as np
import pytest

from surga.core.triage.routing import load
from surga.core.triage.routing.learning.changing import compared, put_in_place, versions
from surga.core.triage.routing.learning.corpus import CasesUnusable, corpus_of, rows_of, seeds_for
from surga.core.triage.routing.learning.fitting import version_of
from surga.core.triage.routing.learning.mixing import NEVER, Tried, calibration_error, fitted, threshold
from surga.core.triage.routing.model import Mixing


def case(text, agency, day="2024-01-01", **more):
    return {"text": text, "agency": agency, "date": day, **more}


def enough():
    return [case(f"jalan rusak {n} a{n}", "PU") for n in range(20)] + [
        case(f"air mati {n} b{n}", "PDAM") for n in range(20)
    ]


def test_repetitions_and_what_is_empty_are_left_out():
    rows = [
        *enough(),
        case("Air mati 1 B1!", "PDAM"),
        case("", "PU"),
        case("air", ""),
        case("x", None),
        case("y", "Rare"),
    ]
    corpus = corpus_of(rows)
    assert len(corpus.cases) == 40
    assert corpus.left_out == {
        "the same text again": 1, "no text": 1, "no agency": 2, "agency with too few cases": 1,
    }  # fmt: skip


def test_cases_are_in_order_of_time():
    rows = [dict(row, date=f"2024-{12 - number % 12:02d}-01") for number, row in enumerate(enough())]
    days = [one.day for one in corpus_of(rows).cases]
    assert days == sorted(days)


@pytest.mark.parametrize("rows", [[], enough()[:20], enough()[:3], [case("a", "b")] * 100])
def test_too_few_cases_are_refused_with_a_sentence(rows):
    with pytest.raises(CasesUnusable, match="needed"):
        corpus_of(rows)


@pytest.mark.parametrize("line", ["[1]", "{", "null", "nonsense", "[" * 100_000])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(case("a", "b")) + "\n\n" + line + "\n")
    with pytest.raises(CasesUnusable, match="line 3"):
        list(rows_of(path))


def test_what_is_no_text_is_named(tmp_path):
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(CasesUnusable, match="UTF-8"):
        list(rows_of(path))


def test_the_same_cases_make_the_same_version(rows, learnt):
    cases = corpus_of(rows).cases
    assert version_of(cases) == learnt.model.version
    assert version_of(cases[:-1]) != learnt.model.version


def test_the_threshold_keeps_the_wanted_precision():
    sure = np.linspace(0, 1, 1000, dtype=np.float32)
    hit = np.arange(1000) % 5 > 0
    hit[600:] = True
    line = threshold(sure, hit, 0.95)
    assert hit[sure >= line].mean() >= 0.95
    assert hit[sure >= line - 0.1].mean() < 0.95
    assert threshold(sure, np.zeros(1000, bool), 0.95) == NEVER


def test_the_lean_chooses_the_second_and_third_and_never_the_first():
    scores = np.array([[3, 2, 0, 1], [0, 0, 0, 9]], np.float32)
    assert Mixing(own=1).ranked(scores).tolist() == [[0, 1, 3, 2], [3, 0, 1, 2]]
    assert Mixing(own=1, lean=(0, 0, 8, 0)).ranked(scores).tolist() == [[0, 2, 1, 3], [3, 2, 0, 1]]


def test_an_agency_that_was_right_more_often_than_its_scores_say_is_leaned_to():
    draw = np.random.default_rng(0)
    scores = draw.normal(size=(400, 4)).astype(np.float32)
    right = np.where(draw.random(400) < 0.5, 2, scores.argmax(axis=1))
    trial = Tried(scores, np.zeros((400, 0)), np.zeros((0, 4)), np.full(400, 9), right)
    mixing = fitted([trial])
    assert max(mixing.lean) == mixing.lean[2] > 0.5
    among = np.mean([truth in row for truth, row in zip(right, mixing.ranked(scores)[:, :3], strict=True)])
    assert among > np.mean(
        [truth in row for truth, row in zip(right, Mixing().ranked(scores)[:, :3], strict=True)]
    )


def test_calibration_error_is_the_distance_from_promise_to_truth():
    hit = np.arange(100) % 10 > 0
    assert calibration_error(np.full(100, 0.9, np.float32), hit) == pytest.approx(0, abs=1e-6)
    assert calibration_error(np.full(100, 0.6, np.float32), hit) == pytest.approx(0.3, abs=1e-6)


def older(model, last):
    return replace(model, learned={**model.learned, "last": last})


def test_an_old_model_that_knows_less_gives_way(learnt):
    swapped = replace(older(learnt.model, "2024-01-01"), labels=learnt.model.labels[::-1])
    found = compared(replace(learnt, held=learnt.held * 3, said=learnt.said * 3), swapped)
    assert found.held == 3 * len(learnt.held)
    assert found.new > found.old
    assert found.better
    assert found.moved > 0
    assert found.drifted


def test_an_old_model_that_is_as_good_stays(learnt):
    held = replace(learnt, held=learnt.held * 3, said=tuple("nobody" for _ in learnt.held * 3))
    assert not compared(held, older(learnt.model, "2024-01-01")).better


def test_months_that_the_old_model_has_seen_decide_nothing(learnt):
    found = compared(learnt, learnt.model)
    assert found.held == 0
    assert found.better
    assert found.moved == 0


def test_earlier_versions_are_kept_beside(learnt, tmp_path):
    path = tmp_path / "routing.npz"
    for number in range(8):
        put_in_place(replace(learnt.model, version=f"v{number}"), path)
    assert load(path).version == "v7"
    assert sorted(load(one).version for one in versions(path)) == ["v2", "v3", "v4", "v5", "v6"]


def test_offices_learn_from_our_own_texts_by_their_names():
    labels = [
        "Badan Penanggulangan Bencana Daerah",
        "Dinas Lingkungan Hidup, Kebersihan",
        "@kelurahan",
        "Bagian Antah Berantah",
    ]
    owners = {seed.agency for seed in seeds_for(labels)}
    assert owners == set(labels[:3])
    assert all(seed.label == seed.agency and not seed.topic for seed in seeds_for(labels))
    assert seeds_for([]) == []
