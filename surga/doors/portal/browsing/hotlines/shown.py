"""A hotline's board, its numbers and its records as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.core.agencies.city import City
from surga.core.hotlines.queries import BoardLine, HotlineInfo
from surga.core.intake.message import phone_of
from surga.core.intake.queries.records import Record
from surga.doors.look import words
from surga.doors.look.templatetags import moments
from surga.doors.portal.following.view import region_name, topic_name

_ICONS = {"phone": "phone", "sms": "message-square", "email": "mail"}


#: Of the open data.
COLUMNS: Final = ("date", "channel", "topic", "region", "outcome", "text", "answer", "case")


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the board, with what it has."""

    name: str
    lines: tuple[Kept, ...]
    #: Whether one of its lines is to be doubted.
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the board. ``free``: how much of what; ``mood``: "full", "free" or ""; ``warning``: why to doubt it."""

    unit: str
    free: str
    mood: str
    note: str
    when: str
    warning: str


@dataclass(frozen=True, slots=True)
class Told:
    """A record as one item of a list; ``href``: its case, when everybody may read it."""

    about: tuple[str, ...]
    text: str
    answer: str
    outcome: str
    code: str
    href: str


@dataclass(frozen=True, slots=True)
class Number:
    """How to reach it: a word, what to read, and where it leads (empty: nowhere)."""

    icon: str
    label: str
    value: str
    href: str


def columns() -> dict[str, str]:
    """What each column of the open data means."""
    return dict(
        zip(
            COLUMNS,
            (
                _("hari kontak dimulai (WIB)"),
                _("kode kanal"),
                _("kode topik, kosong bila tidak diketahui"),
                _("kode kelurahan (Kemendagri), kosong bila tidak diketahui"),
                _("kode hasil kontak"),
                _("yang disampaikan, disamarkan"),
                _("jawaban petugas, disamarkan"),
                _("nomor laporan yang lahir darinya, bila laporan itu terbuka untuk umum"),
            ),
            strict=True,
        )
    )


def standing(info: HotlineInfo, today: date) -> str:
    """ "Ditutup 9 November 2021": whether it is open, and since or until when."""
    if info.closed_on(today):
        return _("Ditutup %(day)s") % {"day": _day(info.closes_on)}
    if info.opens_on > today:
        return _("Dibuka mulai %(day)s") % {"day": _day(info.opens_on)}
    if info.closes_on is not None:
        return _("Buka sampai %(day)s") % {"day": _day(info.closes_on)}
    return _("Buka sejak %(day)s") % {"day": _day(info.opens_on)}


def numbers_of(info: HotlineInfo) -> list[Number]:
    return [
        Number(
            _ICONS.get(each.channel, "message-circle"),
            words.label("channel", each.channel),
            each.value,
            _link(each.channel, each.value),
        )
        for each in info.numbers
    ]


def places_of(board: Iterable[BoardLine], info: HotlineInfo, now: datetime, *, closed: bool) -> list[Place]:
    """The board by place, in its order."""
    found: dict[str, list[Kept]] = {}
    for line in board:
        found.setdefault(line.place, []).append(_kept(line, info, now, closed=closed))
    return [Place(name, tuple(lines), any(each.warning for each in lines)) for name, lines in found.items()]


def records_shown(
    records: Iterable[Record], public: frozenset[str], where: City, language: str
) -> list[Told]:
    """``public``: the codes of those cases that everybody may read."""
    start = reverse("daftar")
    return [
        Told(
            about=tuple(part for part in _about(record, where, language) if part),
            text=record.text,
            answer=record.answer,
            outcome=words.label("outcome", record.outcome),
            code=record.case_code if record.case_code in public else "",
            href=f"{start}/{record.case_code}" if record.case_code in public else "",
        )
        for record in records
    ]


def _about(record: Record, where: City, language: str) -> tuple[str, ...]:
    return (
        moments.short(record.started_at),
        words.label("channel", record.channel),
        topic_name(where, record.topic, language),
        region_name(record.region),
    )


def _kept(line: BoardLine, info: HotlineInfo, now: datetime, *, closed: bool) -> Kept:
    return Kept(
        unit=line.unit,
        free=_free(line),
        mood="" if line.free is None else "free" if line.free else "full",
        note=line.note,
        when=_when(line, closed=closed),
        warning="" if closed else _warning(line, info, now),
    )


def _day(day: date | None) -> str:
    return moments.day(day, "d MMMM y")


def _free(line: BoardLine) -> str:
    if line.free is None:
        return _("Belum diketahui")
    values = {"free": moments.number(line.free), "total": moments.number(line.total)}
    if line.total is None:
        return _("%(free)s tersedia") % values
    return _("%(free)s dari %(total)s tersedia") % values


def _when(line: BoardLine, *, closed: bool) -> str:
    if line.updated_at is None:
        return ""
    told = moments.short(line.updated_at) if closed else moments.ago(line.updated_at)
    return (_("terakhir diperbarui %(when)s") if closed else _("diperbarui %(when)s")) % {"when": told}


def _warning(line: BoardLine, info: HotlineInfo, now: datetime) -> str:
    if not line.stale(now, info.stale_hours):
        return ""
    if line.updated_at is None:
        return _("Belum pernah diisi. Tanyakan dulu.")
    said = ngettext(
        "Belum diperbarui lebih dari %(n)s jam. Tanyakan dulu.",
        "Belum diperbarui lebih dari %(n)s jam. Tanyakan dulu.",
        info.stale_hours,
    )
    return said % {"n": moments.number(info.stale_hours)}


def _link(channel: str, value: str) -> str:
    """Where a number leads: dialled, or to the chat."""
    if channel == "email":
        return f"mailto:{value}" if "@" in value else ""
    if channel == "telegram":
        name = value.strip().lstrip("@")
        return f"https://t.me/{name}" if name.replace("_", "").isalnum() and name.isascii() else ""
    digits = phone_of(value) or "".join(sign for sign in value if sign in "0123456789")
    if channel == "whatsapp":
        return f"https://wa.me/{digits.lstrip('+')}" if digits.startswith("+") else ""
    if channel in {"phone", "sms"} and digits:
        return f"{'tel' if channel == 'phone' else 'sms'}:{digits}"
    return ""
