"""The command ``surga`` as an administrator meets it: one clear line, and a status."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.once


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """An environment of its own: a fresh var folder, SQLite."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SURGA_")}
    return {**kept, "SURGA_VAR": str(tmp_path / "var")}


def surga(place: dict[str, str], *words: str, seconds: int = 300) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "surga", *words], cwd=ROOT, env=place, capture_output=True, text=True,
        timeout=seconds, check=False,
    )  # fmt: skip


def test_help_lists_every_command(place: dict[str, str]) -> None:
    said = surga(place, "--help").stdout
    for word in (
        "run",
        "serve",
        "work",
        "migrate",
        "demo",
        "token",
        "import",
        "figures",
        "mask",
        "rebuild",
        "check",
        "bench",
    ):
        assert re.search(rf"^  {word} ", said, re.MULTILINE), word
        assert surga(place, word, "--help").returncode == 0


@pytest.mark.parametrize(
    ("words", "settings", "line"),
    [
        (["migrate"], {"SURGA_CITY": "atlantis"}, "SURGA_CITY is 'atlantis'"),
        (["migrate"], {"SURGA_DATABASE_URL": "mysql://x"}, "SURGA_DATABASE_URL"),
        (["check"], {"SURGA_DEBUG": "0"}, "SURGA_SECRET_KEY is missing"),
        (["check"], {"SURGA_DATABASE_URL": "postgresql://127.0.0.1:1/none"}, "database"),
        (["serve", "--port", "70000"], {}, "PORT is 70000"),
        (["token", "nobody"], {}, "database"),
        (["wat"], {}, "No such command"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    place: dict[str, str], words: list[str], settings: dict[str, str], line: str
) -> None:
    ran = surga({**place, **settings}, *words)
    assert ran.returncode != 0
    assert line in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_database_is_prepared_checked_and_given_a_token(place: dict[str, str]) -> None:
    assert "errors" not in surga(place, "migrate").stderr
    assert surga(place, "migrate").returncode == 0
    checked = surga(place, "check")
    assert checked.returncode == 0, checked.stdout
    assert "agencies" in checked.stdout
    assert surga(place, "demo", "--cases", "8").returncode == 0
    token = surga(place, "token", "admin")
    assert re.fullmatch(r"[\w-]{40,}\n", token.stdout)
    assert "no active account" in surga(place, "token", "nobody").stderr
    # … and the 85 of the two years that a jury was told of.
    assert "93 cases received" in surga(place, "figures").stdout


@pytest.fixture
def port() -> int:
    """One that is free, as are the next two: those of the telephone and of the stand-in for SP4N-LAPOR!.

    None that the system gives to whoever asks for any: those would be somebody else's a moment later.
    """
    while True:
        found = random.randrange(20_000, 30_000)
        with ExitStack() as taken:
            try:
                for n in range(3):
                    taken.enter_context(socket.socket()).bind(("127.0.0.1", found + n))
            except OSError:
                continue
            return found


def test_run_starts_all_of_it_and_ctrl_c_stops_all_of_it(place: dict[str, str], port: int) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "surga", "run", "--no-demo", "--port", str(port)], cwd=ROOT, env=place,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        assert started.stdout is not None
        said = ""
        while "password" not in said:
            line = started.stdout.readline()
            assert line, said
            said += line
        assert f"http://127.0.0.1:{port}/" in said
        assert "penghubung" in said
        assert f"telephone   http://127.0.0.1:{port + 1}/" in said
        assert f"SP4N        http://127.0.0.1:{port + 2}/" in said
        _wait_for(f"http://127.0.0.1:{port}/readyz")
        _wait_for(f"http://127.0.0.1:{port + 1}/state")
        _wait_for(f"http://127.0.0.1:{port + 2}/state")
        with pytest.raises(AssertionError, match="cannot be used"):
            _assert_port_free(place, port)
    finally:
        started.send_signal(signal.SIGINT)
        assert started.wait(180) == 0
        if started.stdout is not None:
            started.stdout.close()
    for each in (port, port + 1, port + 2):
        group = subprocess.run(["pgrep", "-f", f"--port {each}"], capture_output=True, text=True, check=False)
        assert group.stdout.strip() == ""


def test_a_taken_port_of_the_telephone_is_said_in_one_line(place: dict[str, str], port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port + 1))
        ran = surga(place, "run", "--port", str(port))
    assert ran.returncode != 0
    assert f"Port {port + 1} cannot be used for the telephone beside PORT" in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def _assert_port_free(place: dict[str, str], port: int) -> None:
    ran = surga(place, "run", "--port", str(port))
    assert ran.returncode == 0, ran.stderr


def _wait_for(address: str, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  # our own address
                assert answer.status == 200
                return
        except OSError:
            assert time.monotonic() < end, f"{address} did not answer"
            time.sleep(0.2)  # noqa: TID251  # another process starts: there is nothing to wait on but asking again
