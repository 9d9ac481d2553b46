"""``surga similar``: a table in, its pairs out."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from surga.project.commands import surga

ROWS = [
    {
        "id": "k2",
        "text": "Lampu jalan di gang 4 padam",
        "kelurahan": "Pojok",
        "address": "Jl Penanggungan gang 4",
    },
    {
        "id": 1,
        "text": "lampu jalan di gang 4 padam!",
        "kelurahan": "Pojok",
        "address": "Jl Penanggungan gang 4",
    },
    {"id": "k3", "text": "KTP saya belum jadi", "kelurahan": "Betet", "date": "2026-01-01"},
]


def run(tmp_path: Path, lines: list[str], *more: str) -> tuple[int, str, Path]:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    done = CliRunner().invoke(surga, ["similar", "--input", str(source), "--output", str(target), *more])
    return done.exit_code, done.output, target


def test_pairs_are_written_with_the_ids_as_they_came(tmp_path: Path) -> None:
    code, said, target = run(tmp_path, [json.dumps(row) for row in ROWS])
    assert code == 0
    assert said.startswith("3 reports, 1 pairs from a score of 0.55 on")
    (pair,) = map(json.loads, target.read_text().splitlines())
    assert {pair["a"], pair["b"]} == {"k2", 1}
    assert pair["score"] == 1.0


def test_an_empty_table_has_no_pairs(tmp_path: Path) -> None:
    code, said, target = run(tmp_path, [])
    assert (code, target.read_text()) == (0, "")
    assert said.startswith("0 reports, 0 pairs")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('{"text": "tanpa nomor"}', "it has no id"),
        ("[1]", "not a JSON object"),
        ('{"id": true}', "it has no id"),
    ],
)
def test_a_bad_line_is_named_and_leaves_nothing(tmp_path: Path, line: str, sentence: str) -> None:
    code, said, target = run(tmp_path, [json.dumps(ROWS[0]), line])
    assert code != 0
    assert sentence in said
    assert "2" in said
    assert list(tmp_path.iterdir()) == [tmp_path / "in.jsonl"]
    assert not target.exists()


def test_the_threshold_can_be_given(tmp_path: Path) -> None:
    assert "0 pairs" in run(tmp_path, [json.dumps(ROWS[0]), json.dumps(ROWS[2])], "--least", "0.9")[1]
    assert run(tmp_path, [], "--least", "2")[0] != 0
