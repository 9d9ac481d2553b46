"""The national side by real HTTP, and in one process."""

import http.client
import json
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

import pytest

from sandbox.national.credentials import Credentials
from sandbox.national.house import House
from sandbox.national.model.national import National
from sandbox.national.model.numbers import Numbers
from sandbox.national.model.seed.government import AGENCIES, TOPICS
from sandbox.national.store import Store
from sandbox.national.web.server import Server

PATIENCE = 60.0  # seconds after which what is waited for has failed to come
NOW = 1_655_352_672  # 2022-06-16 11:11:12 in Jakarta
CITY, PROVINCE, MINISTRY = "3571", "35", "1005"
TOKENS = {CITY: "{CITY-TOKEN}", PROVINCE: "{PROVINCE-TOKEN}", MINISTRY: "{MINISTRY-TOKEN}"}
CREDENTIALS = Credentials(TOKENS[CITY], CITY, {TOKENS[PROVINCE]: PROVINCE, TOKENS[MINISTRY]: MINISTRY})


def nation() -> National:
    """An empty national side, in this process."""
    national = National(AGENCIES, TOPICS, Numbers())
    national.callers = CREDENTIALS.callers
    return national


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def form(self) -> Any:
        return json.loads(self.body)


@dataclass
class Caller:
    """Asks by HTTP, one connection for each question; follows nothing by itself."""

    host: str
    port: int

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        line = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            line.request(method, path, body, headers or {})
            got = line.getresponse()
            return Answer(got.status, got.read(), {name.lower(): value for name, value in got.getheaders()})
        finally:
            line.close()

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, form: Any = None) -> Answer:
        """A program's question, in JSON."""
        return self.ask("POST", path, json.dumps(form or {}).encode(), {"Content-Type": "application/json"})

    def call(self, name: str, who: str = CITY, **fields: str) -> Answer:
        """One of the gateway's calls."""
        body = urlencode({"KEYTOKEN": TOKENS.get(who, who), **fields}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", f"/api/services/f01/{name}", body, headers)

    def upload(self, name: str, files: list[tuple[str, str, bytes]], **fields: str) -> Answer:
        """The same with attachments: (name, MIME type, bytes)."""
        edge = uuid.uuid4().hex
        parts = [
            f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode()
            for key, value in {"KEYTOKEN": TOKENS[CITY], **fields}.items()
        ]
        for called, mime, data in files:
            head = f'Content-Disposition: form-data; name="attachment"; filename="{called}"\r\nContent-Type: {mime}'
            parts.append(head.encode() + b"\r\n\r\n" + data)
        body = b"".join(b"--" + edge.encode() + b"\r\n" + part + b"\r\n" for part in parts)
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self.ask("POST", f"/api/services/f01/{name}", body + f"--{edge}--\r\n".encode(), headers)

    def add(
        self, text: str, who: str = CITY, *, secret: str = "0", anonymous: str = "0", name: str = "Contoh"
    ) -> Answer:
        """``addstream``."""
        return self.send_xml(
            f'<lapor token="{TOKENS.get(who, who)}"><pelapor><email>a@contoh.example</email><telpon>0812</telpon>'
            f"<namadepan>{escape(name)}</namadepan><namabelakang>_</namabelakang></pelapor>"
            f'<laporan rahasia="{secret}" anonim="{anonymous}"><isi>{escape(text)}</isi></laporan></lapor>'
        )

    def send_xml(self, body: str) -> Answer:
        return self.ask(
            "POST", "/api/stream/addstream", body.encode(), {"Content-Type": "text/xml; charset=UTF8"}
        )

    def added(self, text: str, who: str = CITY, **more: str) -> str:
        """The tracking id of a new report."""
        body = self.add(text, who, **more).body.decode()
        return body.partition("<trackingid>")[2].partition("<")[0]

    def act(self, move: str, key: str = "", **more: Any) -> Any:
        """Somebody on the other side acts; the report."""
        answer = self.post("/act", {"move": move, "trackingid": key, **more})
        assert answer.status == 200, answer.body
        return answer.form

    def report(self, key: str, who: str = CITY) -> Any:
        return self.call("getreport", who, trackingid=key).form["report"]

    def state(self) -> Any:
        return self.get("/state").form

    def faults(self, *rules: dict[str, Any], **settings: Any) -> None:
        answer = self.post("/faults", {"rules": list(rules), **settings})
        assert answer.status == 200, answer.body


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: float = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def serving(clock: Clock) -> Iterator[Caller]:
    house = House(CREDENTIALS, Store(None), clock=clock)
    server = Server(("127.0.0.1", 0), house)
    port = int(server.server_address[1])
    house.address = f"http://127.0.0.1:{port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Caller("127.0.0.1", port)
    server.ended.set()
    server.shutdown()
    server.server_close()
    house.close()


@pytest.fixture
def national(serving: Caller, clock: Clock) -> Caller:
    """The national side without a report and without faults."""
    clock.now = NOW
    assert serving.post("/reset", {"seeded": False, "clock": True}).status == 200
    return serving
