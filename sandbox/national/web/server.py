"""The server: HTTP/1.1 with connections that stay open, and the network's faults done to answers."""

from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from urllib.parse import parse_qsl, urlsplit

from sandbox.national.house import House
from sandbox.national.web.routes import answer
from sandbox.national.wire.answers import Answer, Request, as_html

LARGEST = 26 * 1024 * 1024  # bytes of a body
_PIECE = 256 * 1024  # blanks that leave at once
_PAUSE = 0.05  # seconds between them when they have no end


class Server(ThreadingHTTPServer):
    """One thread for each connection."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], house: House) -> None:
        super().__init__(address, Handler)
        self.house = house
        self.ended = Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Callers that go away in the middle are no news here."""


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "national"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = 120
    #: Head and body leave in one piece: in two, the second waits for the other side's receipt.
    wbufsize = 64 * 1024

    def do_GET(self) -> None:
        self._do()

    def do_POST(self) -> None:
        self._do()

    def _do(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if (
            not (length.isascii() and length.isdigit())
            or int(length) > LARGEST
            or "Transfer-Encoding" in self.headers
        ):
            self.close_connection = True
            self._send(as_html("413 Request Entity Too Large", 413))
            return
        parts = urlsplit(self.path)
        request = Request(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(int(length)),
        )
        self._deliver(answer(self.server.house, request))

    def _deliver(self, given: Answer) -> None:
        if given.wait:
            self.server.ended.wait(given.wait)
        if given.cut == "silent":
            self._hang_up()
        else:
            self._send(given)

    def _send(self, given: Answer) -> None:
        self.send_response(given.status)
        size = len(given.body) + max(0, given.blanks)
        length = {"Transfer-Encoding": "chunked"} if given.blanks < 0 else {"Content-Length": str(size)}
        headers = {
            "Content-Type": given.mime,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        for name, value in {**headers, **length, **given.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if given.blanks < 0:
            self._endless()
            return
        for start in range(0, given.blanks, _PIECE):
            self.wfile.write(b" " * min(_PIECE, given.blanks - start))
        if given.cut == "midway":
            self.wfile.write(given.body[: len(given.body) // 2])
            self.wfile.flush()
            self._hang_up()
            return
        self.wfile.write(given.body)

    def _endless(self) -> None:
        """Blanks until the caller goes away, or this program ends."""
        self.close_connection = True
        while not self.server.ended.wait(_PAUSE):
            self.wfile.write(b"%x\r\n%s\r\n" % (_PIECE, b" " * _PIECE))
            self.wfile.flush()

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name that http.server gives
        """Nothing: what people write is nobody's log."""
