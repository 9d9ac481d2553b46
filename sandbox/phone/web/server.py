"""The server: HTTP/1.1 with connections that stay open."""

from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from sandbox.phone.house import House
from sandbox.phone.web.answers import Answer, Lost, Request, as_json
from sandbox.phone.web.routes import answer

LARGEST = 26 * 1024 * 1024  # bytes of a body: a file of 16 MB in base64, and room


class Server(ThreadingHTTPServer):
    """One thread for each connection."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], house: House) -> None:
        super().__init__(address, Handler)
        self.house = house

    def handle_error(self, request: object, client_address: object) -> None:
        """Callers that go away in the middle are no news here."""


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "telephone"
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
        if not length.isdigit() or int(length) > LARGEST:
            self.close_connection = True
            self._send(as_json({"error": "The body is too long, or its length is not told."}, 413))
            return
        parts = urlsplit(self.path)
        request = Request(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(int(length)),
        )
        try:
            self._send(answer(self.server.house, request))
        except Lost:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, given: Answer) -> None:
        self.send_response(given.status)
        headers = {"Content-Type": given.mime, "Content-Length": str(len(given.body)), **given.headers}
        for name, value in {
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(given.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name that http.server gives
        """Nothing: what people write is nobody's log."""
