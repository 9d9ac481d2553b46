"""A city's account at a stand-in for the national side, and what that side has been recorded to answer."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from surga.channels.port.gateway import FollowUp, NewReport, Picture
from surga.channels.sp4n.gateway import Sp4nGateway
from surga.channels.wire.outside import Outside
from surga.project.configuration.national import Sp4n
from tests.channels.stand_in import Asked, Reply

ANSWERS = Path(__file__).parent / "answers"
NOW = datetime(2022, 6, 20, 3, 0, tzinfo=UTC)
WIB = timezone(timedelta(hours=7))
TOKEN = "{1B2E7F0C-0000-4000-8000-5D2A6E3C9F10}"
MARKER = "[Ref KDR-2206-7Q4KX]"
NEW = NewReport(marker=MARKER, text="Lampu jalan mati & gelap <sekali>")
TOLD = FollowUp("0165816", "KDR-2206-7Q4KX.41", "Sudah diperbaiki.", "followed_up")
PHOTO = Picture('foto "pagi".jpg', "image/jpeg", data=b"\xff\xd8\xff\r\n--")


def gateway_at(url: str, **timeouts: float) -> Sp4nGateway:
    account = Sp4n("sp4n", url, TOKEN, "3571")
    return Sp4nGateway(account, Outside(**timeouts), lambda: NOW)


def recorded(name: str) -> Any:
    return json.loads((ANSWERS / name).read_text())


def said(name: str, status: int = 200, **headers: str) -> Reply:
    """An answer from its file, with the media type that its name says."""
    kinds = {".json": "application/json", ".xml": "text/xml; charset=UTF-8", ".html": "text/html"}
    path = ANSWERS / name
    sent = {"Content-Type": kinds[path.suffix]} | {
        key.replace("_", "-"): value for key, value in headers.items()
    }
    return Reply(status, data=path.read_bytes(), headers=sent)


def error(code: object, status: int = 200, **more: Any) -> Reply:
    return Reply(status, {"status": "error", "code": code, "message": "Sri Contoh, 0811", **more})


def form_of(asked: Asked) -> dict[str, str]:
    return dict(parse_qsl(asked.body.decode(), keep_blank_values=True, strict_parsing=True))
