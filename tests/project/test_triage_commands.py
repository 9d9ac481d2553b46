"""`surga train` and `surga triage` from the shell: what they print, write, refuse and leave alone."""

import importlib.util
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone

from surga.project.commands import surga
from surga.reactions.triage.models import Verdict
from surga.reactions.triage.queries import trainings

_SAMPLE = Path(__file__).parents[1] / "core/triage/routing/conftest.py"


def run(*words):
    return CliRunner().invoke(surga, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A trained model and the file it was trained from."""
    spec = importlib.util.spec_from_file_location("sample", _SAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("triage")
    (folder / "cases.jsonl").write_text("\n".join(json.dumps(row) for row in module.sample()))
    done = run("train", folder / "cases.jsonl", "--model", folder / "m")
    assert done.exit_code == 0, done.output
    assert "cases 160, 2024-01-01 to 2024-12" in done.output
    assert "is now in" in done.output
    return folder


def test_a_file_is_judged_line_by_line(folder):
    rows = [
        {"id": "a", "text": "pju mati, hubungi 0812 3456 7890", "kelurahan": "Duku", "date": "2025-01-01"},
        {"id": 7, "text": "kabel listrik putus di jalan"},
        {"id": None, "text": None},
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    done = run(
        "triage", "--model", folder / "m", "--input", folder / "in.jsonl", "--output", folder / "out.jsonl"
    )
    assert done.exit_code == 0, done.output
    said = [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]
    assert [one["id"] for one in said] == ["a", 7, None]
    assert said[0]["agency"] == said[0]["best"][0] == "Dinas Perhubungan"
    assert said[0]["masked"] == "pju mati, hubungi [telepon]"
    assert (said[0]["urgent"], said[1]["urgent"]) == (False, True)
    wanted = {"id", "agency", "confidence", "best", "topic", "level", "urgent", "masked"}
    assert all(wanted <= set(one) and len(one["best"]) == 3 and 0 <= one["confidence"] <= 1 for one in said)


def test_a_bad_line_leaves_nothing_half_done(folder):
    (folder / "bad.jsonl").write_text('{"id": 1, "text": "a"}\nnonsense\n')
    done = run(
        "triage", "--model", folder / "m", "--input", folder / "bad.jsonl", "--output", folder / "bad.out"
    )
    assert done.exit_code == 1
    assert "line 2" in done.output
    assert not list(folder.glob("*bad.out*"))


def test_one_text_is_answered_with_reasons(folder):
    done = run("triage", "--model", folder / "m", "KABEL LISTRIK PUTUS di jalan, pju mati")
    assert "DANGER      wires: hubungi 112 sekarang" in done.output
    assert "words: " in done.output


def test_a_city_without_history_starts_from_words_and_its_table(folder):
    done = run("triage", "--city", "kediri", "petugas kelurahan pungli")
    assert "Inspektorat" in done.output
    assert "rule        pengawasan" in done.output
    assert "cold start" in done.output


def test_the_table_stands_above_a_model(folder):
    done = run("triage", "--city", "kediri", "--model", folder / "m", "pju mati")
    assert "Dinas Perhubungan" in done.output


def test_training_again_compares_and_keeps_the_old_one(folder):
    before = (folder / "m").read_bytes()
    again = run("train", folder / "cases.jsonl", "--model", folder / "m")
    assert "cannot be compared on new cases" in again.output
    assert "these 0 would move" in again.output
    kept = list(folder.glob("m.*"))
    assert [one.read_bytes() for one in kept] == [before]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["train", "nowhere.jsonl"], "nowhere.jsonl"),
        (["triage"], "Give either a text"),
        (["triage", "a", "--input", "b"], "Give either a text"),
        (["triage", "a", "--watch"], "Give either a text"),
        (["triage", "--model", __file__, "a"], "not a model"),
    ],
)
def test_what_cannot_be_used_is_said(words, said, tmp_path):
    done = run(*words)
    assert done.exit_code != 0
    assert said in done.output + str(done.exception)


def test_a_training_for_the_city_is_noted_and_one_beside_it_is_not(folder, settings, tmp_path):
    settings.TRIAGE_MODEL = tmp_path / "routing.npz"
    for _ in range(2):
        assert run("train", folder / "cases.jsonl").exit_code == 0
    run("train", folder / "cases.jsonl", "--model", tmp_path / "beside")
    last, first = trainings()
    assert (last.cases, last.changed, last.last_month > 0, last.moved) == (160, True, True, 0)
    assert (first.held, first.moves) == (0, ())


@pytest.mark.django_db
def test_how_it_stands_is_printed():
    Verdict.objects.bulk_create(
        Verdict(
            case_id=n, at=timezone.now(), by="model", confidence=0.9, agency="umum", right=n < 10, among=True
        )
        for n in range(40)
    )
    said = run("triage", "--watch").output
    assert "judged      40 cases in 30 days, 40 of them by a model" in said
    assert "promised    90.0%, kept 10 of 40 (25.0%)" in said
    assert "DRIFT" in said
    assert "  umum: right 10 of 40" in said


@pytest.mark.django_db
def test_nothing_to_watch_is_no_fault():
    said = run("triage", "--watch").output
    assert "right       0 of 0 of those that were settled" in said
    assert "DRIFT" not in said


@pytest.mark.django_db
def test_without_verified_cases_there_is_nothing_to_learn_from(tmp_path):
    done = run("train", "--model", tmp_path / "m")
    assert done.exit_code == 1
    assert "0 cases can be learned from" in done.output
