"""The sandbox is a world of its own: no import crosses, and it starts as a program."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.phone.credentials import as_environment, from_environment
from tests.sandbox.conftest import CREDENTIALS, PATIENCE, City

ROOT = Path(__file__).resolve().parents[2]


def imported(folder: str) -> set[str]:
    """The first part of every module that the Python files below a folder import."""
    names: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {each.name.partition(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").partition(".")[0])
    return names


def test_the_sandbox_imports_nothing_of_the_system() -> None:
    outside = imported("sandbox") - set(sys.stdlib_module_names)
    assert outside == {"sandbox", "urllib3"}


def test_the_system_imports_nothing_of_the_sandbox() -> None:
    assert "django" in imported("surga")
    assert "sandbox" not in imported("surga")


def test_credentials_go_through_the_environment_unchanged() -> None:
    given = as_environment(CREDENTIALS, "http://127.0.0.1:1")
    assert from_environment(given) == CREDENTIALS
    made = from_environment({})
    assert made != from_environment({})
    assert all(as_environment(made, "http://127.0.0.1:1").values())


@pytest.mark.once
def test_it_starts_as_a_program_proves_the_webhook_and_ends_when_asked(city: City) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "sandbox.phone", "--port", "0", "--hook", city.address],
        cwd=ROOT, env={**os.environ, **as_environment(CREDENTIALS, "")}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert started.stdout is not None
        greeted = re.fullmatch(r"telephone  http://127\.0\.0\.1:(\d+)/\n", started.stdout.readline())
        assert greeted is not None
        port = greeted[1]
        again = subprocess.run(
            [sys.executable, "-m", "sandbox.phone", "--port", port],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert again.returncode == 1
        assert again.stderr == f"Port {port} cannot be used (Address already in use); choose another.\n"
        with city.came:
            assert city.came.wait_for(lambda: bool(city.challenges), PATIENCE)
    finally:
        started.terminate()
        assert started.wait(PATIENCE) == 0
        if started.stdout is not None:
            started.stdout.close()
