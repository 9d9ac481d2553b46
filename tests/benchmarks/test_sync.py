"""``surga bench sync``: what it prints, and with which status it ends."""

import pytest
from click.testing import CliRunner

from benchmarks.__main__ import main
from benchmarks.sync import __main__ as command


def test_seeds_that_hold_end_well() -> None:
    ran = CliRunner().invoke(main, ["sync", "--seeds", "3", "--processes", "1"])
    assert ran.exit_code == 0
    assert "3 of 3 seeds held" in ran.output


def test_a_seed_that_does_not_hold_prints_the_line_that_runs_it_again() -> None:
    asked = ["sync", "--seeds", "20", "--processes", "1", "--mutant", "no-look-up"]
    ran = CliRunner().invoke(main, asked)
    assert ran.exit_code == 1
    (first, *_) = [line for line in ran.output.splitlines() if line.startswith("  again: surga bench ")]
    again = CliRunner().invoke(main, first.removeprefix("  again: surga bench ").split())
    assert again.exit_code == 1
    assert "0 of 1 seeds held" in again.output


def test_every_night_has_seeds_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def outcomes(seeds: int, first: int, *_more: object) -> list[tuple[int, list[str], dict[str, int]]]:
        asked.append((seeds, first))
        return []

    monkeypatch.setattr(command, "_outcomes", outcomes)
    CliRunner().invoke(main, ["sync", "--nightly"])
    ((seeds, first),) = asked
    assert seeds == 20_000
    assert first % seeds == 0
    assert first > 1_000_000
