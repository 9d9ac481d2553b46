"""The program itself: started, killed at any instant, started again; apart from everything else."""

import ast
import os
import random
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from sandbox.national.credentials import as_environment, from_environment, to_remember
from sandbox.national.house import House
from sandbox.national.model import agency, citizen
from sandbox.national.model.agency import FollowUp
from sandbox.national.model.things import Filing, Upload
from sandbox.national.store import Store
from tests.sandbox.national.conftest import CITY, CREDENTIALS, NOW, PATIENCE, PROVINCE, TOKENS, Caller

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = {
    **as_environment(CREDENTIALS, ""),
    "SANDBOX_SP4N_OTHERS": " ".join(f"{agency}={token}" for token, agency in CREDENTIALS.others.items()),
}


GREETING = re.compile(r"national side  http://127\.0\.0\.1:(\d+)/\n")


@contextmanager
def started(data: Path) -> Iterator[tuple[Caller, "subprocess.Popen[str]"]]:
    """The program as one starts it, once it answers."""
    running = subprocess.Popen(
        [sys.executable, "-m", "sandbox.national", "--port", "0", "--data", str(data)],
        cwd=ROOT, env={**os.environ, **ENVIRONMENT}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout is not None
    try:
        greeted = GREETING.fullmatch(running.stdout.readline())
        assert greeted is not None
        yield Caller("127.0.0.1", int(greeted[1])), running
    finally:
        running.kill()
        running.wait(PATIENCE)
        running.stdout.close()


@pytest.mark.once
def test_it_keeps_what_it_answered_whenever_it_is_killed(tmp_path: Path) -> None:
    """Rounds of adding until the program is killed in the middle: answered means kept, and nothing is kept twice."""
    data, answered = tmp_path / "national.sqlite3", {}
    for number in range(4):
        with started(data) as (caller, running):
            if not number:
                caller.post("/reset", {"seeded": False})
            # After so many and not after so long: a slow machine adds as many as a quick one.
            last, pause = random.randint(4, 60), random.uniform(0, 0.02)
            try:
                for step in range(10_000):
                    if step == last:
                        threading.Timer(pause, os.kill, (running.pid, signal.SIGKILL)).start()
                    marker = f"[Ref {number}-{step}]"
                    answered[caller.added(f"Laporan {marker}")] = marker
            except (OSError, ValueError):
                pass
            except Exception as error:  # whatever a cut connection is for http.client
                assert type(error).__module__ == "http.client", error  # noqa: PT017
    with started(data) as (caller, _running):
        kept = caller.state()["reports"]
    texts = [each["text"] for each in kept]
    assert len(set(texts)) == len(texts)
    assert len(answered) > 10
    assert {key: f"Laporan {marker}" for key, marker in answered.items()}.items() <= {
        each["tracking_id"]: each["text"] for each in kept
    }.items()
    assert len(kept) <= len(answered) + 4


@pytest.mark.once
def test_it_tells_what_it_needs_ends_when_asked_and_refuses_a_taken_port(tmp_path: Path) -> None:
    with started(tmp_path / "national.sqlite3") as (caller, running):
        again = subprocess.run(
            [sys.executable, "-m", "sandbox.national", "--port", str(caller.port)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (again.returncode, again.stderr) == (
            1, f"Port {caller.port} cannot be used (Address already in use); choose another.\n",
        )  # fmt: skip
        assert caller.get("/").status == 200
        running.terminate()
        assert running.wait(PATIENCE) == 0
        assert running.stdout is not None
        told = running.stdout.read()
    assert f"export SURGA_SP4N_TOKEN='{TOKENS[CITY]}'\n" in told
    assert f"{PROVINCE}  {TOKENS[PROVINCE]}  Pemerintah Provinsi Jawa Timur\n" in told


@pytest.mark.once
def test_a_file_that_is_no_database_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("kein" * 500)
    ran = subprocess.run(
        [sys.executable, "-m", "sandbox.national", "--port", "0", "--data", str(tmp_path / "x")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"{tmp_path / 'x'} cannot be used as a database")


def everything(house: House) -> Any:
    national = house.national
    return deepcopy((national.reports, national.refs, national.files, house.now, house.numbers))


def test_a_database_opened_again_is_as_it_was(tmp_path: Path) -> None:
    first = House(CREDENTIALS, Store(tmp_path / "a"), clock=lambda: NOW)
    first.tick(3 * 86400)
    with first.open() as national:
        key = citizen.file(national, Filing("Lampu", agency=CITY), NOW).tracking_id
        said = FollowUp("r1", "Ditangani", uploads=(Upload("a.png", "image/png", b"\x00a"),))
        agency.follow_up(national, CITY, key, said, NOW)
    kept = everything(first)
    first.close()
    again = House(CREDENTIALS, Store(tmp_path / "a"), clock=lambda: NOW)
    assert everything(again) == kept
    assert (len(kept[0]) > 12, len(kept[1]), list(kept[2].values())) == (True, 1, [b"\x00a"])
    again.reset()
    assert set(again.national.reports).isdisjoint(kept[0])
    again.close()


def break_off(house: House) -> None:
    with house.open() as national:
        report = next(iter(national.reports.values()))
        national.touch(report, NOW + 5)
        report.text = str(1 // 0)


def test_a_call_that_fails_half_way_is_not_kept(tmp_path: Path) -> None:
    house = House(CREDENTIALS, Store(tmp_path / "a"), clock=lambda: NOW)
    before = everything(house)[0]
    with pytest.raises(ZeroDivisionError):
        break_off(house)
    assert everything(house)[0] == before
    house.close()


def test_credentials_are_given_remembered_or_made_up() -> None:
    assert from_environment(ENVIRONMENT) == CREDENTIALS
    assert from_environment({}, to_remember(CREDENTIALS)) == CREDENTIALS
    made = from_environment({})
    assert made != from_environment({})
    assert sorted(made.callers.values()) == ["1005", "35", "3571"]
    assert sorted(from_environment({"SURGA_SP4N_AGENCY": PROVINCE}).callers.values()) == ["1005", "35"]
    for wrong in (
        {"SURGA_SP4N_AGENCY": "9"},
        {"SANDBOX_SP4N_OTHERS": "35"},
        {"SANDBOX_SP4N_OTHERS": "9={x}"},
    ):
        with pytest.raises(ValueError, match=r"\.$"):
            from_environment(wrong)


def test_it_imports_nothing_but_the_standard_library_and_itself() -> None:
    names: set[str] = set()
    for path in (ROOT / "sandbox" / "national").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module or "")
    outside = {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {name.split(".")[:2][1] for name in outside} == {"national"}


def test_the_model_knows_no_clock_no_chance_and_no_outside() -> None:
    for path in (ROOT / "sandbox" / "national" / "model").rglob("*.py"):
        said = path.read_text()
        for word in ("import time", "random", "sqlite3", "socket", "open(", ".now(", "uuid", "secrets"):
            assert word not in said.replace("national.open(", "").replace("def open(", ""), path
