"""The real web processes, and the CPU time they have used."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.postgres import free_port

_TICK = os.sysconf("SC_CLK_TCK")
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Server:
    """A running web server: its port, and the process that all its others descend from."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """User and system time of all its processes since they started; to 10 ms."""
        return sum(map(used, [self.pid, *descendants(self.pid)])) / _TICK


@contextmanager
def serving(environ: Mapping[str, str], workers: int = 2) -> Iterator[Server]:
    """``surga serve`` as in a city, on a free port, until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "surga", "serve", "--port", str(port), "--workers", str(workers)]
    environ = {**environ, "SURGA_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    # What the server says is no part of the table.
    process = subprocess.Popen(command, env=environ, stdout=sys.stderr)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", process, "the web server")
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_for(url: str, process: subprocess.Popen[bytes], what: str) -> None:
    """Until the program answers there. Raises ``RuntimeError`` when it ended, or took too long."""
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        with (
            contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(url, timeout=5),  # noqa: S310  # our own address
        ):
            return
        time.sleep(0.1)  # noqa: TID251  # nothing tells when another program listens
    raise RuntimeError(f"{what} did not start")


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the program and all that it started: nothing is tidied up."""
    for pid in [*descendants(process.pid), process.pid]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def used(pid: int) -> int:
    """Ticks of user and system time; the name in brackets may hold spaces."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def descendants(pid: int) -> list[int]:
    """The processes that this one started, and those that they started."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *descendants(child)]
    return found
