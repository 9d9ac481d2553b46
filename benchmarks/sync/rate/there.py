"""A quick other side for measuring: it follows the wire, answers after a set time, and keeps next to nothing.

``python -m benchmarks.sync.rate.there DELAY REPORTS`` prints its address. The sandbox does much more for each call;
measured against it, one would wait for the sandbox.
"""

from __future__ import annotations

import json
import random
import sys
import threading
from datetime import datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from benchmarks.sync.rate.words import matter

AGENCY: Final = "3571"
_PER_PAGE: Final = 100
_WIB: Final = ZoneInfo("Asia/Jakarta")
_STREAMS: Final = (
    ("disposisi", "admin_nasional", "Diteruskan kepada pemerintah kota untuk ditindaklanjuti."),
    ("catatan", "admin_nasional", "Pelapor dapat dihubungi melalui aplikasi."),
    ("tanggapan_pelapor", "pelapor", "Masih sama seperti kemarin, mohon segera ditangani."),
)


class There(ThreadingHTTPServer):
    """``delay``: seconds before each answer; ``reports``: how many the list has."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, delay: float, reports: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.delay, self.reports = delay, reports
        self.lock, self.ended = threading.Lock(), threading.Event()
        self.calls: dict[str, int] = {}
        self.under_way = self.most = 0
        self.begun = datetime.now(_WIB).replace(microsecond=0, tzinfo=None) - timedelta(hours=1)

    def count(self, call: str) -> int:
        with self.lock:
            self.calls[call] = self.calls.get(call, 0) + 1
            return self.calls[call]

    def enter(self, by: int) -> None:
        with self.lock:
            self.under_way += by
            self.most = max(self.most, self.under_way)


class _Handler(BaseHTTPRequestHandler):
    server: There
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 64 * 1024

    def do_GET(self) -> None:
        there = self.server
        self._send(json.dumps({"calls": there.calls, "under_way": there.under_way, "most": there.most}))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        call = self.path.rsplit("/", 1)[-1]
        number = self.server.count(call)
        self.server.enter(1)
        try:
            self.server.ended.wait(self.server.delay)
            self._send(self._answer(call, number, body))
        finally:
            self.server.enter(-1)

    def _answer(self, call: str, number: int, body: bytes) -> str:
        if call == "addstream":
            return (
                f"<lapor><trackingid>{5_000_000 + number}</trackingid>"
                f"<transaksiid>T{number}</transaksiid></lapor>"
            )
        if call == "addfollowup":
            return json.dumps({"status": "ok", "streamid": f"F{number}"})
        if call == "getagencies":
            city = {"id": AGENCY, "parent": "35", "agency_name": "Kota", "level": "kota"}
            return json.dumps({"status": "ok", "agencies": [city]})
        form = {name: told[0] for name, told in parse_qs(body.decode()).items()}
        if call == "getreport":
            return json.dumps({"status": "ok", "report": self._report(int(form["trackingid"]), steps=True)})
        return json.dumps(self._page(int(form.get("page", "1"))))

    def _page(self, page: int) -> dict[str, Any]:
        first, last = (page - 1) * _PER_PAGE, min(page * _PER_PAGE, self.server.reports)
        pages = max(1, -(-self.server.reports // _PER_PAGE))
        rows = [self._report(9_000_000 + n, steps=False) for n in range(first, last)]
        return {"status": "ok", "page": str(page), "pages": str(pages), "reports": rows}

    def _report(self, number: int, *, steps: bool) -> dict[str, Any]:
        at = str(self.server.begun + timedelta(seconds=number % 600))
        lat, lon = _place(number)
        told = {
            "trackingid": str(number), "transaksiid": f"R{number}", "judul": "", "isi": _told(number),
            "klasifikasi": "pengaduan", "topic_id": "412", "agency": AGENCY, "status": "terdisposisi",
            "anonim": "0", "rahasia": "0", "channel": "Website", "tanggal_kejadian": "", "lokasi": "",
            "lat": lat, "lon": lon, "created_at": at, "updated_at": at, "auto_close_at": "", "attachments": [],
        }  # fmt: skip
        if steps:
            told["streams"] = [
                {
                    "streamid": f"S{number}-{n}", "at": at, "by": "Admin", "role": role, "type": kind, "note": note,
                    "ref": "",
                }
                for n, (kind, role, note) in enumerate(_STREAMS)
            ]  # fmt: skip
        return told

    def _send(self, text: str) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml" if text.startswith("<") else "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name that http.server gives
        """Nothing."""


@cache
def _told(number: int) -> str:
    return matter(random.Random(number))  # noqa: S311  # no secret


def _place(number: int) -> tuple[str, str]:
    dice = random.Random(number)  # noqa: S311  # no secret
    return f"{-7.82 + dice.uniform(-0.03, 0.03):.6f}", f"{112.01 + dice.uniform(-0.03, 0.03):.6f}"


if __name__ == "__main__":
    server = There(float(sys.argv[1]), int(sys.argv[2]))
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
