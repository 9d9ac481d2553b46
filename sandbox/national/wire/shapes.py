"""Reports, agencies and topics as the gateway tells them: every value a string, absent is ""."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from sandbox.national.model.numbers import WIB
from sandbox.national.model.things import Agency, Refused, Report, Stream, Topic

_TIME: Final = "%Y-%m-%d %H:%M:%S"


def told_time(at: int) -> str:
    """Local time in Jakarta, without an offset; "" for none."""
    return datetime.fromtimestamp(at, WIB).strftime(_TIME) if at else ""


def read_time(told: str) -> int | None:
    """Raises ``Refused`` for anything but a time or nothing."""
    if not told:
        return None
    try:
        return int(datetime.strptime(told, _TIME).replace(tzinfo=WIB).timestamp())
    except ValueError:
        raise Refused("INVALID", "Waktu ditulis YYYY-MM-DD HH:MM:SS.") from None


def agency(each: Agency) -> dict[str, str]:
    return {"id": each.id, "parent": each.parent, "agency_name": each.name, "level": each.level}


def topic(each: Topic) -> dict[str, str]:
    return {"id": each.id, "parent": each.parent, "topic_name": each.name}


def report(each: Report, address: str) -> dict[str, Any]:
    """Without its streams, and without who reported."""
    return {
        "trackingid": each.tracking_id, "transaksiid": each.transaction_id, "judul": each.title, "isi": each.text,
        "klasifikasi": each.kind, "topic_id": each.topic_id, "agency": each.agency, "status": each.status,
        "anonim": str(int(each.anonymous)), "rahasia": str(int(each.secret)), "channel": each.channel,
        "tanggal_kejadian": each.happened_on, "lokasi": each.place, "lat": each.lat, "lon": each.lon,
        "created_at": told_time(each.created_at), "updated_at": told_time(each.updated_at),
        "auto_close_at": told_time(each.auto_close_at),
        "attachments": [
            {"url": f"{address}/berkas/{file.id}/{quote(file.name)}", "name": file.name, "mime": file.mime}
            for file in each.files
        ],
    }  # fmt: skip


def stream(each: Stream) -> dict[str, str]:
    return {
        "streamid": each.id, "at": told_time(each.at), "by": each.by, "role": each.role, "type": each.type,
        "note": each.note, "ref": each.ref,
    }  # fmt: skip


def whole(each: Report, address: str) -> dict[str, Any]:
    """With its streams."""
    return {**report(each, address), "streams": [stream(line) for line in each.streams]}
