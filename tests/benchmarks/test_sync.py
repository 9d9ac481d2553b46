"""``surga bench sync``: what it prints, and with which status it ends."""

import json

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


def test_the_rate_is_measured_by_the_same_command() -> None:
    asked = ["sync", "--rate", "--cases", "2", "--reports", "2", "--delay", "0", "--database", "sqlite"]
    ran = CliRunner().invoke(main, asked)
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.output)["sqlite"]
    assert found["tell"]["states"] == {"done": 8, "due": 0, "parked": 0}
    # Both reports, and what became of the cases that were told; three steps each.
    assert found["ask"]["new"]["reports"] == 4
    assert found["ask"]["new"]["items"] == 16
    assert found["ask"]["states"] == {"links": 2, "steps": 12, "troubles": 0}
    assert found["follow"]["deliveries"] > 0
