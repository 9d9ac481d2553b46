"""Which Python the bootstrap picks on machines of many kinds."""

import sys
from pathlib import Path

import pytest

from scripts import interpreter


def fake(path: Path, says: str, code: int = 0) -> str:
    """Make a command that answers like a Python of some version, or like a shim that refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with an old Python at hand, nothing on the path and no pyenv."""
    monkeypatch.setattr(sys, "executable", fake(tmp_path / "old/python3", "3.11"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    return tmp_path


def test_a_real_python_tells_its_version():
    assert interpreter.version_of(sys.executable) == sys.version_info[:2]


@pytest.mark.parametrize(("says", "code"), [("3.13", 127), ("pyenv: not found", 0), ("", 0)])
def test_a_command_that_does_not_run_has_no_version(tmp_path, says, code):
    assert interpreter.version_of(fake(tmp_path / "python3.13", says, code)) is None


def test_a_missing_command_has_no_version(tmp_path):
    assert interpreter.version_of(str(tmp_path / "nowhere")) is None


@pytest.mark.parametrize(
    ("version", "fits"),
    [((3, 11), False), ((3, 12), True), ((3, 13), True), ((3, 14), True), ((3, 15), False), (None, False)],
)
def test_only_versions_that_every_package_has_wheels_for_suit(version, fits):
    assert interpreter.suits(version) is fits


def test_the_python_at_hand_is_taken_when_it_suits(machine, monkeypatch):
    at_hand = fake(machine / "new/python3", "3.13")
    monkeypatch.setattr(sys, "executable", at_hand)
    fake(machine / "bin/python3.14", "3.14")
    assert interpreter.find_python(machine / "tools") == at_hand


def test_a_shim_that_answers_127_is_passed_over(machine):
    fake(machine / "bin/python3.13", "", 127)
    fake(machine / "bin/python3.12", "3.12")
    assert interpreter.find_python(machine / "tools") == "python3.12"


def test_pyenv_is_searched_newest_first(machine):
    fake(machine / "pyenv/versions/3.12.1/bin/python", "3.12")
    fake(machine / "pyenv/versions/3.13.9/bin/python", "3.13")
    best = fake(machine / "pyenv/versions/3.13.10/bin/python", "3.13")
    fake(machine / "pyenv/versions/3.11.7/bin/python", "3.11")
    assert interpreter.find_python(machine / "tools") == best


def test_a_python_fetched_before_is_found_again(machine):
    fetched = fake(machine / "tools/python/cpython-3.13.0-linux/bin/python3", "3.13")
    assert interpreter.find_python(machine / "tools") == fetched


def test_a_machine_without_any_gives_none(machine):
    assert interpreter.find_python(machine / "tools") is None
