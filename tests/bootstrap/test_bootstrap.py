"""When the bootstrap installs, when it does nothing, and what it says when it cannot."""

import json
import os
import threading

import pytest

from scripts import bootstrap, packages


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project's folder whose installs are only noted: each call's list is added to `installed`."""
    (tmp_path / "requirements").mkdir()
    for name in ("pyproject.toml", "requirements/base.txt", "requirements/dev.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / "surga").mkdir()
    installed = []

    def note(root, tools, listed):
        installed.append(listed.stem)
        python = root / ".venv/bin/python"
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch(mode=0o755)

    monkeypatch.setattr(packages, "make_environment", note)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    return tmp_path, installed


def test_the_second_time_nothing_is_done(project):
    root, installed = project
    assert bootstrap.install(root, dev=False) is True
    assert bootstrap.install(root, dev=False) is False
    assert installed == ["base"]


def test_a_changed_list_is_installed(project):
    root, installed = project
    bootstrap.install(root, dev=False)
    (root / "requirements/base.txt").write_text("django==6.1.4")
    bootstrap.install(root, dev=False)
    assert installed == ["base", "base"]


def test_running_does_not_take_away_what_testing_installed(project):
    root, installed = project
    bootstrap.install(root, dev=True)
    assert bootstrap.install(root, dev=False) is False
    (root / "requirements/dev.txt").write_text("pytest==9.3")
    bootstrap.install(root, dev=False)
    assert installed == ["dev", "dev"]


def test_testing_after_running_installs_the_rest(project):
    root, installed = project
    bootstrap.install(root, dev=False)
    bootstrap.install(root, dev=True)
    assert installed == ["base", "dev"]


def test_an_install_that_broke_off_is_begun_again(project, monkeypatch):
    root, installed = project
    bootstrap.install(root, dev=False)
    whole = packages.make_environment

    def breaks_off(root, tools, listed):
        raise packages.CannotInstallError("no network")

    monkeypatch.setattr(packages, "make_environment", breaks_off)
    with pytest.raises(packages.CannotInstallError):
        bootstrap.install(root, dev=True)
    monkeypatch.setattr(packages, "make_environment", whole)
    assert bootstrap.install(root, dev=False) is True
    assert installed == ["base", "base"]


def test_a_moved_folder_is_installed_anew(project):
    root, _ = project
    bootstrap.install(root, dev=False)
    mark = root / ".venv/surga-stamp.json"
    mark.write_text(json.dumps({**json.loads(mark.read_text()), "root": "/elsewhere"}))
    assert bootstrap.install(root, dev=False) is True


@pytest.mark.parametrize("left", ["", "{", "[]", "null"])
def test_a_damaged_stamp_counts_as_none(project, left):
    root, _ = project
    bootstrap.install(root, dev=False)
    (root / ".venv/surga-stamp.json").write_text(left)
    assert bootstrap.install(root, dev=False) is True


def test_two_at_once_install_once(project):
    root, installed = project
    both = [threading.Thread(target=bootstrap.install, args=(root, False)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert installed == ["base"]


def test_what_stands_in_the_way_is_said_in_one_sentence(project, monkeypatch, capsys):
    def cannot(root, tools, listed):
        raise packages.CannotInstallError("Surga needs a registry.")

    monkeypatch.setattr(packages, "make_environment", cannot)
    assert bootstrap.main([]) == 1
    assert capsys.readouterr().err == "Surga needs a registry.\n"


def test_a_folder_that_cannot_be_written_is_named(project, monkeypatch, capsys):
    root, _ = project
    (root / ".venv-tools").write_text("a file where a folder should be")
    assert bootstrap.main([]) == 1
    assert capsys.readouterr().err.startswith(f"Surga cannot write {root}")


def test_only_translations_that_changed_are_compiled(tmp_path):
    folder = tmp_path / "doors/portal/locale/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    source, compiled = folder / "django.po", folder / "django.mo"
    source.touch()
    assert bootstrap.stale_catalogues(tmp_path) == [source]
    compiled.touch()
    os.utime(source, ns=(1, 1))
    assert bootstrap.stale_catalogues(tmp_path) == []
    os.utime(compiled, ns=(0, 0))
    assert bootstrap.stale_catalogues(tmp_path) == [source]
