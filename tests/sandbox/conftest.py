"""A telephone and a city that only listens, both by real HTTP."""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from sandbox.phone.credentials import Credentials
from sandbox.phone.house import House
from sandbox.phone.web.server import Server

SRI = "6281200000001"
DIMAS = "700000001"
PATIENCE = 60.0  # seconds after which what is waited for has failed to come

CREDENTIALS = Credentials(
    phone_id="555", token="meta-token", app_secret="app-secret", verify_token="verify-me",
    telegram_token=f"42:{'t' * 35}", telegram_secret="telegram-secret",
)  # fmt: skip


@dataclass(frozen=True)
class Call:
    """One webhook as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> Any:
        return json.loads(self.body)


class City(ThreadingHTTPServer):
    """Takes webhooks; ``statuses`` are answered first, then 200."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Ears)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        self.came = threading.Condition()
        self.calls: list[Call] = []
        self.statuses: list[int] = []
        #: Challenges that came with the right token.
        self.challenges: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def take(self, call: Call) -> int:
        with self.came:
            self.calls.append(call)
            self.came.notify_all()
            return self.statuses.pop(0) if self.statuses else 200

    def wait(self, true: Callable[[list[Call]], bool]) -> list[Call]:
        """The calls, as soon as they are as wanted."""
        with self.came:
            assert self.came.wait_for(lambda: true(self.calls), PATIENCE), self.calls
            return list(self.calls)

    def messages(self, calls: list[Call] | None = None) -> list[dict[str, Any]]:
        return _values(self.calls if calls is None else calls, "messages")

    def marks(self, calls: list[Call] | None = None) -> list[dict[str, Any]]:
        return _values(self.calls if calls is None else calls, "statuses")


def _values(calls: list[Call], key: str) -> list[dict[str, Any]]:
    forms = [call.form for call in calls if call.path == "/hooks/whatsapp"]
    changes = [change for form in forms for entry in form["entry"] for change in entry["changes"]]
    return [each for change in changes for each in change["value"].get(key, [])]


class _Ears(BaseHTTPRequestHandler):
    server: City
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        known = query.get("hub.verify_token") == [CREDENTIALS.verify_token]
        challenge = query.get("hub.challenge", [""])[0]
        self._answer(200 if known else 403, challenge.encode())
        with self.server.came:
            self.server.challenges += [challenge] if known else []
            self.server.came.notify_all()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._answer(self.server.take(Call(self.path, headers, body)), b"")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name that http.server gives
        pass


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def form(self) -> Any:
        return json.loads(self.body)


@dataclass
class Phone:
    """The telephone, as the city and as a test ask it."""

    address: str
    house: House

    def ask(self, path: str, form: Any = None, token: str = "") -> Answer:
        address = path if path.startswith("http") else self.address + path
        headers = {
            "Content-Type": "application/json",
            **({"Authorization": f"Bearer {token}"} if token else {}),
        }
        body = None if form is None else json.dumps(form).encode()
        request = urllib.request.Request(address, body, headers)  # noqa: S310  # our own address
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as got:  # noqa: S310  # as above
                return Answer(got.status, got.read(), dict(got.headers))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read())

    def say(self, **said: Any) -> str:
        answer = self.ask("/say", {"from": SRI, "text": "Halo", **said})
        assert answer.status == 200, answer.body
        return str(answer.form["id"])

    def faults(self, **wanted: Any) -> None:
        assert self.ask("/faults", wanted).status == 200

    def whatsapp(self, kind: str = "text", to: str = SRI, token: str = "meta-token", **more: Any) -> Answer:
        form = {"messaging_product": "whatsapp", "to": to, "type": kind, **more}
        if kind == "text" and "text" not in more:
            form["text"] = {"body": "Baik"}
        return self.ask("/v23.0/555/messages", form, token)

    def telegram(self, method: str, form: Any = None, token: str = CREDENTIALS.telegram_token) -> Answer:
        return self.ask(f"/bot{token}/{method}", form)

    def state(self) -> Any:
        return self.ask("/state").form

    def message(self, message_id: str) -> Any:
        return next(each for each in self.state()["messages"] if each["id"] == message_id)

    def until(self, true: Callable[[Any], bool], message_id: str) -> Any:
        """The message, as soon as it is as wanted: the city hears before the telephone knows that it did."""
        end = time.monotonic() + PATIENCE
        while not true(message := self.message(message_id)):
            assert time.monotonic() < end, message
            threading.Event().wait(0.01)
        return message


@pytest.fixture(scope="session")
def listening() -> Iterator[City]:
    city = City()
    yield city
    city.shutdown()
    city.server_close()


@pytest.fixture(scope="session")
def ringing(listening: City) -> Iterator[Phone]:
    house = House(CREDENTIALS, "", listening.address)
    server = Server(("127.0.0.1", 0), house)
    house.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Phone(house.address, house)
    server.shutdown()
    server.server_close()


@pytest.fixture
def city(listening: City) -> City:
    with listening.came:
        listening.calls.clear()
        listening.statuses.clear()
        listening.challenges.clear()
    return listening


@pytest.fixture
def phone(ringing: Phone, city: City) -> Phone:
    """The telephone as it is at its start, nothing on its way."""
    ringing.house.reset()
    with city.came:
        city.calls.clear()
    ringing.faults(retry_seconds=0.02)
    return ringing
