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
from benchmarks.speed.yardstick import STEADY, Yardstick

#: So many times the wanted number of batches are tried for steady ones.
_PATIENCE = 6


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one kind of request: milliseconds of CPU (median over batches, and their range), and to the client.

    ``slowness``: how much longer than at its best the machine took for a fixed loop, in the worst batch used.
    """

    cpu: float
    lowest: float
    highest: float
    p50: float
    p95: float
    size: int
    slowness: float = 1.0


@dataclass(frozen=True, slots=True)
class Batch:
    """Some requests of one kind: CPU each, what each took (both ms), their sizes, the machine's slowness."""

    cpu: float
    took: list[float]
    size: int
    slowness: float


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
    caller, yardstick = Caller(server, facts), Yardstick()
    caller.log_in("koordinator")
    chosen = [kind for kind in KINDS if kind.first_page or not only_first_pages]
    return {kind.name: _cost(caller, yardstick, kind, batches, each) for kind in chosen}


def _cost(caller: Caller, yardstick: Yardstick, kind: Kind, batches: int, each: int) -> Cost:
    """From the steadiest batches; more are measured until enough were steady, or patience ends."""
    for _ in range(each):  # both processes, and every cache
        caller.ask(kind)
    found: list[Batch] = []
    while sum(batch.slowness <= STEADY for batch in found) < batches and len(found) < batches * _PATIENCE:
        found.append(_batch(caller, yardstick, kind, each))
    used = sorted(found, key=lambda batch: batch.slowness)[:batches]
    cpu, took = [batch.cpu for batch in used], [ms for batch in used for ms in batch.took]
    return Cost(
        cpu=statistics.median(cpu),
        lowest=min(cpu),
        highest=max(cpu),
        p50=statistics.median(took),
        p95=statistics.quantiles(took, n=20)[18],
        size=max(batch.size for batch in used),
        slowness=used[-1].slowness,
    )


def _batch(caller: Caller, yardstick: Yardstick, kind: Kind, each: int) -> Batch:
    slow, before = yardstick.slowness(), caller.server.cpu_seconds()
    asked = [caller.ask(kind) for _ in range(each)]
    spent = caller.server.cpu_seconds() - before
    slow = max(slow, yardstick.slowness())
    return Batch(spent * 1000 / each, [s * 1000 for s, _ in asked], max(size for _, size in asked), slow)
