"""A server on this machine that answers as it is told, and remembers what it was asked."""

import atexit
import json
import socket
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def thing(self) -> Any:
        return json.loads(self.body)


@dataclass
class Reply:
    """What comes back. ``lost``: the request is read, then the line goes dead; ``torn``: in the middle of the body;
    ``silent``: nothing ever comes."""

    status: int = 200
    thing: Any = None
    data: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    lost: bool = False
    torn: bool = False
    silent: bool = False


class StandIn:
    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.replies: deque[Reply] = deque()
        self.over = threading.Event()
        self.url = ""

    def answers(self, *replies: Reply) -> None:
        self.replies.extend(replies)


@contextmanager
def standing_in() -> Iterator[StandIn]:
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            stand_in.asked.append(Asked(self.command, self.path, dict(self.headers), body))
            reply = stand_in.replies.popleft() if stand_in.replies else Reply(500)
            if reply.silent:
                stand_in.over.wait(30)
            if reply.lost or reply.silent:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            data = reply.data if reply.data is not None else json.dumps(reply.thing).encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data) + (100 if reply.torn else 0)))
            self.end_headers()
            self.wfile.write(data)
            if reply.torn:
                self.close_connection = True

        do_GET = do_POST = answer  # noqa: N815  # http.server finds them by these names

        def log_message(self, *_args: object) -> None:
            """Silent: the test tells what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


# Held to the end, so that nobody else is given it meanwhile.
_NOBODY = socket.socket()
_NOBODY.bind(("127.0.0.1", 0))
atexit.register(_NOBODY.close)


def refused_url() -> str:
    """An address of this machine where nobody listens."""
    return f"http://127.0.0.1:{_NOBODY.getsockname()[1]}"
