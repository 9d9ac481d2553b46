"""How uv is found or fetched, and which way the packages are installed without it."""

import sys

import pytest

from scripts import interpreter, packages
from tests.bootstrap.test_interpreter import fake


@pytest.fixture
def tools(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "tools"


@pytest.fixture
def ran(monkeypatch):
    """Every command that would have run, with nothing run."""
    commands = []
    really = packages.answers
    monkeypatch.setattr(packages, "answers", lambda command: "-m" not in command and really(command))
    monkeypatch.setattr(packages, "run", lambda command, environ=None: commands.append(command) or True)
    return commands


def test_a_uv_on_the_path_is_used(tools):
    on_path = fake(tools.parent / "bin/uv", "uv 0.13.9")
    assert packages.find_uv(tools) == [on_path]


def test_a_shim_named_uv_that_does_not_run_is_not(tools):
    fake(tools.parent / "bin/uv", "pyenv: uv: command not found", 127)
    private = fake(tools / "venv/bin/uv", "uv 0.13.9")
    assert packages.find_uv(tools) == [private]


def test_uv_is_fetched_by_hash_into_a_private_folder(tools, ran, tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "answers", lambda command: "venv" in command)
    packages.fetch_uv(tmp_path, tools, None)
    command = ran[0]
    assert command[0].startswith(str(tools))
    assert "--require-hashes" in command
    assert command[-1] == str(tmp_path / "requirements/tools.txt")


def test_without_the_venv_module_uv_goes_into_a_plain_folder(tools, ran, tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "answers", lambda command: "pip" in command)
    packages.fetch_uv(tmp_path, tools, None)
    assert ran[0][ran[0].index("--target") + 1] == str(tools / "target")


def test_without_uv_pip_installs_the_same_list_by_hash(tools, ran, tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "fetch_uv", lambda *_: None)
    monkeypatch.setattr(interpreter, "find_python", lambda _: sys.executable)
    packages.make_environment(tmp_path, tools, tmp_path / "base.txt")
    assert ran[0] == [sys.executable, "-m", "venv", "--clear", str(tmp_path / ".venv")]
    assert ran[1][-4:] == ["--no-deps", "--require-hashes", "-r", str(tmp_path / "base.txt")]
    assert ran[2][-2:] == ["--editable", str(tmp_path)]


def test_without_any_python_one_is_fetched(tools, ran, tmp_path, monkeypatch):
    answers = iter([None, "/fetched/python3"])
    monkeypatch.setattr(interpreter, "find_python", lambda _: next(answers))
    fake(tools / "venv/bin/uv", "uv 0.13.9")
    packages.make_environment(tmp_path, tools, tmp_path / "base.txt")
    assert ran[0][1:3] == ["python", "install"]
    assert "/fetched/python3" in ran[1]


def test_a_machine_that_can_get_no_python_is_told_so(tools, ran, tmp_path, monkeypatch):
    monkeypatch.setattr(interpreter, "find_python", lambda _: None)
    with pytest.raises(packages.CannotInstallError, match=r"needs Python 3\.12, 3\.13 or 3\.14"):
        packages.make_environment(tmp_path, tools, tmp_path / "base.txt")


def test_a_registry_out_of_reach_is_said(tools, tmp_path, monkeypatch):
    fake(tools / "venv/bin/uv", "cannot connect", 0)
    monkeypatch.setattr(interpreter, "find_python", lambda _: sys.executable)
    monkeypatch.setattr(packages, "run", lambda command, environ=None: "sync" not in command)
    with pytest.raises(packages.CannotInstallError, match="registry within reach"):
        packages.make_environment(tmp_path, tools, tmp_path / "base.txt")


def test_a_home_that_cannot_be_written_gets_a_cache_elsewhere(tools, monkeypatch):
    monkeypatch.delenv("UV_CACHE_DIR", raising=False)
    monkeypatch.setenv("HOME", "/nonexistent")
    assert packages.uv_environment(tools)["UV_CACHE_DIR"] == str(tools / "cache")


def test_the_mirror_that_pip_was_told_of_serves_uv_too(tools, monkeypatch):
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    assert packages.uv_environment(tools)["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
