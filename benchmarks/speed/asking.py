"""Ask the running system, batch after batch, and measure what it costs there."""

from __future__ import annotations

import http.client
import json
import re
import statistics
import time
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

from benchmarks.speed.kinds import KINDS, Facts, Kind
from benchmarks.speed.serving import Server


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one kind of request: milliseconds of CPU (median over batches, and their range), and to the client."""

    cpu: float
    lowest: float
    highest: float
    p50: float
    p95: float
    size: int


class Caller:
    """One client on one connection. It says to come from many addresses, as through a city's proxy."""

    def __init__(self, server: Server, facts: Facts) -> None:
        self.server, self.facts = server, facts
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.cookies = ""
        self.numbers = count(time.time_ns() // 1_000_000 % 10**7)

    def ask(self, kind: Kind) -> tuple[float, int]:
        """Seconds until the whole answer was there, and its bytes. Raises when it is not the expected one."""
        number = next(self.numbers)
        body = json.dumps(kind.body(self.facts, number)) if kind.body else None
        headers = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
        if body:
            headers["Content-Type"] = "application/json"
        if kind.login == "session":
            headers["Cookie"] = self.cookies
        elif kind.login == "token":
            headers["Authorization"] = f"Bearer {self.facts.token}"
        started = time.perf_counter()
        status, said = self._send("POST" if body else "GET", kind.path(self.facts, number), body, headers)
        took = time.perf_counter() - started
        if status != kind.status or said.count(b"KDR-") < kind.rows:
            raise RuntimeError(
                f"{kind.name}: {status}, {len(said)} bytes; wanted {kind.status} and {kind.rows} rows"
            )
        return took, len(said)

    def log_in(self, name: str) -> None:
        """Open an officer's session, by the form."""
        _, page = self._send("GET", "/masuk", None, {})
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token is not None  # noqa: S101  # the form is ours
        form = {"username": name, "password": self.facts.password, "csrfmiddlewaretoken": token[1].decode()}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookies}
        status, _ = self._send("POST", "/masuk", urlencode(form), headers)
        if status != 302:
            raise RuntimeError(f"logging in: {status}")

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        said = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            pair = cookie.partition(";")[0]
            kept = [
                each for each in self.cookies.split("; ") if each and each.split("=")[0] != pair.split("=")[0]
            ]
            self.cookies = "; ".join([*kept, pair])
        return answer.status, said


def measure(server: Server, facts: Facts, batches: int, each: int, only_first_pages: bool) -> dict[str, Cost]:
    """The cost of every kind, warm; ``each`` requests a batch."""
    caller = Caller(server, facts)
    caller.log_in("koordinator")
    chosen = [kind for kind in KINDS if kind.first_page or not only_first_pages]
    return {kind.name: _cost(caller, kind, batches, each) for kind in chosen}


def _cost(caller: Caller, kind: Kind, batches: int, each: int) -> Cost:
    for _ in range(each):  # both processes, and every cache
        caller.ask(kind)
    cpu, took, sizes = [], [], []
    for _ in range(batches):
        before = caller.server.cpu_seconds()
        asked = [caller.ask(kind) for _ in range(each)]
        cpu.append((caller.server.cpu_seconds() - before) * 1000 / each)
        took += [seconds * 1000 for seconds, _ in asked]
        sizes += [size for _, size in asked]
    twentieths = statistics.quantiles(took, n=20)
    return Cost(
        statistics.median(cpu), min(cpu), max(cpu), statistics.median(took), twentieths[18], max(sizes)
    )
