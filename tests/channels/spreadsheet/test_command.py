"""`surga import` as it is typed: one clear sentence and a status, and nothing changed, for what cannot be used."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.channels.spreadsheet.conftest import HEADER, LINE, MAPPING, RAWAJAYA

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[3]
type Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, write: Callable[..., Path]) -> Run:
    """Run `surga ARGUMENTS` in an empty place: `run("import", "rows.csv", …)`."""
    write("map.toml", MAPPING)
    write("rows.csv", HEADER + LINE.format(id=1) + LINE.format(id=2) + "3,x,kemarin\n")
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SURGA_")}
    environ |= {"SURGA_VAR": str(tmp_path / "var"), "PYTHONPATH": str(ROOT)}

    def one(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "surga", *arguments],
            cwd=tmp_path, env=environ, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return one


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.csv", "map.toml", str(RAWAJAYA)), "none.csv: there is no such file."),
        (("rows.csv", "none.toml", str(RAWAJAYA)), "none.toml: there is no such file."),
        (("rows.csv", "map.toml", "none"), "none: is not a folder"),
        (
            ("half.xlsx", "map.toml", str(RAWAJAYA)),
            "half.xlsx: the workbook is damaged or only half written.",
        ),
        (
            ("other.csv", "map.toml", str(RAWAJAYA)),
            "other.csv: map.toml: columns: the file has no column for",
        ),
        (
            ("rows.csv", "odd.toml", str(RAWAJAYA)),
            "odd.toml: values.topic.'Aspal': the city has no topic 'aspal'.",
        ),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    run: Run, write: Callable[..., Path], tmp_path: Path, arguments: tuple[str, str, str], said: str
) -> None:
    write("half.xlsx", b"PK\x03\x04half")
    write("other.csv", "a,b\n1,2\n")
    write("odd.toml", MAPPING.replace('"jalan"', '"aspal"'))
    file, mapping, city = arguments
    ran = run("import", file, "--map", mapping, "--city", city)
    assert ran.returncode != 0
    assert said in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "var" / "surga.sqlite3").exists()


def test_taken_once_then_known_then_counted(run: Run) -> None:
    command = ("import", "rows.csv", "--map", "map.toml", "--city", str(RAWAJAYA))
    first = run(*command)
    assert first.stdout.splitlines()[:2] == [
        "read 3  created 2  known 0  skipped 1",
        "  skipped: received_at: not a time: 1 (line 4)",
    ]
    again = run(*command)
    assert again.stdout.startswith("read 3  created 0  known 2  skipped 1\n")
    told = run("figures", "--from", "2025-03-01", "--as-of", "2025-12-31").stdout
    assert "Kota Rawajaya: 2 cases received 2025-03-03 to 2025-03-03, as of" in told
    assert "| Dinas Umum | 2 | 2 | 0 | 1.04 | 1.04 | 1.04 | 1.00 | 1.00 | 1.00 | 100.0% " in told


def test_without_any_city_it_says_what_to_do(run: Run, write: Callable[..., Path]) -> None:
    ran = run("import", "rows.csv", "--map", "map.toml")
    assert ran.returncode != 0
    assert len(ran.stderr.strip().splitlines()) == 1
