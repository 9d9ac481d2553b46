"""Each fault of the gateway over a real connection: what is certain afterwards, for a question and for every act."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic

import pytest

from surga.channels.port.gateway import Denied, Gone, Later, Lost, Picture
from surga.channels.sp4n.client import LARGEST, LARGEST_FILE, UNTIL_MENDED
from surga.channels.sp4n.gateway import Sp4nGateway
from tests.channels.sp4n.account import ANSWERS, MARKER, NEW, TOKEN, TOLD, error, gateway_at, recorded, said
from tests.channels.stand_in import Reply, refused_url, standing_in

SINCE = datetime(2022, 6, 15, tzinfo=UTC)
QUESTIONS: dict[str, Callable[[Sp4nGateway], object]] = {
    "changes": lambda gateway: gateway.changes(SINCE, 1),
    "find": lambda gateway: gateway.find(MARKER),
    "report": lambda gateway: gateway.report("0165816"),
    "bodies": lambda gateway: gateway.bodies(),
    "topics": lambda gateway: gateway.topics(),
}
STEPS: dict[str, Callable[[Sp4nGateway], object]] = {
    "follow_up": lambda gateway: gateway.follow_up(TOLD),
    "pass_on": lambda gateway: gateway.pass_on("0165816", "r", "35", "x"),
    "give_back": lambda gateway: gateway.give_back("0165816", "r", "x"),
}
ACTS = STEPS | {"submit": lambda gateway: gateway.submit(NEW)}
CALLS = QUESTIONS | ACTS

question = pytest.mark.parametrize("call", QUESTIONS.values(), ids=QUESTIONS)
step = pytest.mark.parametrize("call", STEPS.values(), ids=STEPS)
act = pytest.mark.parametrize("call", ACTS.values(), ids=ACTS)
every = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)

UNCLEAR = {
    "lost": Reply(lost=True),
    "torn": Reply(thing={"status": "ok", "streamid": "S1", "trackingid": "0165816"}, torn=True),
    "half": Reply(data=b'{"status": "ok", "reports": [{"trackingid": "01'),
    "half xml": Reply(data=b"<lapor><trackingid>0165816</trackingid>"),
    "nothing": Reply(data=b""),
    "no content": Reply(204, data=b""),
    "null": Reply(thing=None),
    "a word": Reply(thing="ok"),
    "no status": Reply(thing={"streamid": "S1", "reports": [], "report": {}}),
    "strange status": Reply(thing={"status": ["ok"], "streamid": "S1"}),
    "deep": Reply(data=b"[" * 100_000),
    "page": said("maintenance.html"),
    "502": said("maintenance.html", 502),
    "503": said("maintenance.html", 503, Retry_After="20"),
    "504": said("maintenance.html", 504),
    "500": Reply(500, data=b""),
    "ok with 500": Reply(500, thing={"status": "ok", "streamid": "S1"}),
    "maintenance": error("MAINTENANCE"),
    "internal": error("INTERNAL"),
    "unknown": error("KAPASITAS"),
    "no code": error(None),
    "moved": Reply(302, data=b"", headers={"Location": "/api/services/f01/x"}),
}


@pytest.mark.parametrize("reply", UNCLEAR.values(), ids=UNCLEAR)
@question
def test_a_question_is_asked_again_later(national, gateway, call, reply) -> None:
    national.answers(reply)
    with pytest.raises(Later) as caught:
        call(gateway)
    assert len(national.asked) == 1
    assert caught.value.wait is None or 0 < caught.value.wait <= 3600


@pytest.mark.parametrize("reply", UNCLEAR.values(), ids=UNCLEAR)
@act
def test_an_act_may_have_been_done(national, gateway, call, reply) -> None:
    """And is not asked for again: whoever reads this has to look first."""
    national.answers(reply)
    with pytest.raises(Lost):
        call(gateway)
    assert len(national.asked) == 1


def test_the_desk_can_tell_the_faults_apart(national, gateway) -> None:
    codes = {
        "lost": "lost", "half": "unreadable", "page": "maintenance", "503": "http_503", "moved": "redirect",
        "maintenance": "maintenance", "internal": "internal", "unknown": "unknown_code",
    }  # fmt: skip
    for name, code in codes.items():
        national.answers(UNCLEAR[name])
        with pytest.raises(Later) as caught:
            gateway.changes(SINCE, 1)
        assert caught.value.code == code
        assert caught.value.wait == {"503": 20.0, "moved": UNTIL_MENDED}.get(name)


CERTAIN = [
    (error("TOKEN_INVALID"), Later, "token", UNTIL_MENDED),
    (error("RATE_LIMIT", retry_after="30"), Later, "rate_limit", 30.0),
    (error("RATE_LIMIT", retry_after=45), Later, "rate_limit", 45.0),
    (error("RATE_LIMIT", retry_after="0"), Later, "rate_limit", 1.0),
    (error("RATE_LIMIT", retry_after="99999999"), Later, "rate_limit", 3600.0),
    (error("RATE_LIMIT", retry_after=None), Later, "rate_limit", None),
    (error("RATE_LIMIT", retry_after="-1"), Later, "rate_limit", None),
    (error("RATE_LIMIT", 429), Later, "rate_limit", None),
    (Reply(429, {"status": "error", "code": "RATE_LIMIT"}, headers={"Retry-After": "9"}), Later, "rate_limit", 9.0),
    (Reply(429, data=b"", headers={"Retry-After": "7"}), Later, "rate_limit", 7.0),
    (Reply(429, data=b"", headers={"Retry-After": "Fri, 17 Jun 2022 08:00:00 GMT"}), Later, "rate_limit", None),
    (Reply(429, data=b"<html>"), Later, "rate_limit", None),
    (Reply(401, data=b""), Later, "http_401", UNTIL_MENDED),
    (Reply(403, data=b"<html>"), Later, "http_403", UNTIL_MENDED),
    (Reply(404, data=b"<html>"), Later, "http_404", UNTIL_MENDED),
    (error("NOT_FOUND"), Gone, "NOT_FOUND", None),
    (error("NOT_FOUND", 404), Gone, "NOT_FOUND", None),
    (error("NOT_YOURS"), Denied, "NOT_YOURS", None),
    (error("INVALID"), Denied, "INVALID", None),
    (Reply(413, data=b""), Denied, "too_big", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reply", "kind", "code", "wait"), CERTAIN, ids=[f"{n}" for n in range(len(CERTAIN))]
)
@pytest.mark.parametrize("name", ["changes", "report", "follow_up", "pass_on", "give_back", "submit"])
def test_what_is_certainly_not_done(national, gateway, name, reply, kind, code, wait) -> None:
    national.answers(reply)
    with pytest.raises(kind) as caught:
        CALLS[name](gateway)
    assert type(caught.value) is kind
    assert caught.value.code == code
    assert getattr(caught.value, "wait", None) == wait
    assert "Sri Contoh" not in str(caught.value)


def test_the_published_call_refuses_in_xml(national, gateway) -> None:
    national.answers(
        said("refused.xml"),
        Reply(data=b'<lapor><error code="RATE_LIMIT" retry_after="30">x</error></lapor>'),
        Reply(data=b'<lapor><error code="TOKEN_INVALID"/></lapor>'),
        Reply(data=b'<lapor><error code="INTERNAL"/></lapor>'),
        Reply(data=b"<lapor><error/></lapor>"),
    )
    expected = [(Denied, "INVALID"), (Later, "rate_limit"), (Later, "token"), (Lost, ""), (Lost, "")]
    for kind, code in expected:
        with pytest.raises(kind) as caught:
            gateway.submit(NEW)
        assert getattr(caught.value, "code", "") == code


@every
def test_nobody_there_means_not_done(call) -> None:
    with pytest.raises(Later) as caught:
        call(gateway_at(refused_url()))
    assert caught.value.code == "connect"


@every
def test_a_silent_server_is_not_waited_for_for_ever(national, call) -> None:
    national.answers(Reply(silent=True))
    with pytest.raises((Later, Lost)) as caught:
        call(gateway_at(national.url, read=0.2))
    assert isinstance(caught.value, Lost) == (call in ACTS.values())


@every
def test_the_token_follows_no_redirect(national, gateway, call) -> None:
    with standing_in() as foreign:
        for status in (301, 302, 303, 307, 308):
            national.answers(
                Reply(status, data=b"", headers={"Location": f"{foreign.url}/api/services/f01/x"})
            )
            with pytest.raises((Later, Lost)):
                call(gateway)
        assert foreign.asked == []


def test_five_megabytes_are(national, gateway) -> None:
    body = (ANSWERS / "agencies.json").read_bytes()
    national.answers(Reply(data=body + b" " * (LARGEST - len(body))))
    assert len(gateway.bodies()) == 6


@contextmanager
def endless(context: ssl.SSLContext | None = None, piece: bytes = b" ", pause: float = 0.1) -> Iterator[str]:
    """A server that sends blanks and never ends: one ten times a second, or as many as it can."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            while not over.wait(pause):
                try:
                    self.wfile.write(piece)
                except OSError:
                    return

        do_GET = do_POST  # noqa: N815  # http.server finds it by this name

        def log_message(self, *_args: object) -> None:
            """Silent: the test tells what matters."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_args: object) -> None:
            """A handshake that failed is what is looked for."""

    server = Server(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"{'http' if context is None else 'https'}://127.0.0.1:{server.server_port}"
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize("name", ["changes", "follow_up", "submit"])
def test_an_endless_answer_ends(name) -> None:
    """Each drop comes in time; together they never do. Without an end this test would not end either."""
    with endless() as url:
        began = monotonic()
        with pytest.raises(Later if name == "changes" else Lost):
            CALLS[name](gateway_at(url, whole=0.5))
        assert monotonic() - began < 20


@every
def test_more_than_an_answer_holds_is_not_read(call) -> None:
    with endless(piece=b" " * 2**20, pause=0) as url:
        with pytest.raises((Later, Lost)) as caught:
            call(gateway_at(url))
        assert "too_big" in str(caught.value)


def test_more_than_a_file_holds_is_not_read() -> None:
    with endless(piece=b" " * 2**20, pause=0) as url:
        with pytest.raises(Denied) as caught:
            gateway_at(url).fetch(Picture("foto.jpg", "image/jpeg", "/berkas/F1/foto.jpg"))
        assert caught.value.code == "too_big"


@every
def test_who_cannot_prove_who_it_is_gets_nothing(call) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(ANSWERS / "self_signed.pem")
    with endless(context) as url:
        with pytest.raises(Later) as caught:
            call(gateway_at(url, whole=0.5))
        assert caught.value.code == "certificate"


def test_files_that_fail(national, gateway) -> None:
    photo = Picture("foto.jpg", "image/jpeg", "/berkas/F1/foto.jpg")
    replies = [
        (Reply(404, data=b""), Gone, "http_404"),
        (Reply(410, data=b""), Gone, "http_410"),
        (Reply(302, data=b"", headers={"Location": "http://example.invalid/"}), Later, "redirect"),
        (said("maintenance.html"), Later, "maintenance"),
        (Reply(503, data=b""), Later, "http_503"),
        (Reply(data=b"half", torn=True), Later, "lost"),
        (Reply(lost=True), Later, "lost"),
    ]
    for reply, kind, code in replies:
        national.answers(reply)
        with pytest.raises(kind) as caught:
            gateway.fetch(photo)
        assert caught.value.code == code
    national.answers(Reply(data=b"x" * LARGEST_FILE))
    assert len(gateway.fetch(photo)) == LARGEST_FILE


def test_a_token_that_expires_on_the_way_stops_only_what_comes_after(national, gateway) -> None:
    national.answers(
        Reply(thing=recorded("reports.json")), error("TOKEN_INVALID"), Reply(thing=recorded("reports.json"))
    )
    assert gateway.changes(SINCE, 1).more
    with pytest.raises(Later) as caught:
        gateway.changes(SINCE, 2)
    assert TOKEN not in str(caught.value)
    assert gateway.changes(SINCE, 2).reports
