"""What was said, as it is shown: who said it, when, what hangs on it, and whether it arrived."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from surga.core.regions import queries as regions
from surga.doors.desk.centre.inbox.rows import PATH, keyless, who_of


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a line of ours, in words with a sign. ``tone``: muted, river or brick."""

    sign: str
    text: str
    tone: str = "muted"


@dataclass(frozen=True, slots=True)
class Bubble:
    """One line. ``day``: the first of its day; ``more``: the same person goes on speaking."""

    line: Any
    side: str
    who: str
    day: date | None
    more: bool
    text: str
    mark: Mark | None
    again: bool
    choices: tuple[str, ...]
    media: str
    missing: str
    href: str
    thumb: str
    place: str
    case_code: str


def bubbles_of(
    lines: Iterable[Any], conversation: Any, me: int, *, seen: Collection[str]
) -> Iterator[Bubble]:
    """The lines in their order. ``seen``: the codes of cases that this officer may open."""
    last_day, last_who = None, ("", "")
    for line in lines:
        day = timezone.localtime(line.at).date()
        who = _who(line, conversation, me)
        turned = day != last_day
        yield _bubble(line, who, day if turned else None, more=not turned and who == last_who, seen=seen)
        last_day, last_who = day, who


def _bubble(
    line: Any, who: tuple[str, str], day: date | None, *, more: bool, seen: Collection[str]
) -> Bubble:
    media = _media(line)
    code = line.case.code if line.case is not None else ""
    return Bubble(
        line=line,
        side=who[0],
        who=who[1],
        day=day,
        more=more,
        text=keyless(line.text) or _unsaid(line, media),
        mark=_mark(line) if line.way == "out" else None,
        again=line.way == "out" and line.state in {"failed", "unsure"},
        choices=tuple(str(label) for _id, label in line.data.get("choices") or ()),
        media=media,
        missing=_missing(line),
        href=f"{PATH}/berkas/{line.pk}/besar",
        thumb=f"{PATH}/berkas/{line.pk}/kecil",
        place=_place(line),
        case_code=code if code in seen else "",
    )


def _who(line: Any, conversation: Any, me: int) -> tuple[str, str]:
    """The side and the name: the person, the bot, an officer by name, or news of a case."""
    if line.way == "in":
        return "reporter", who_of(conversation)
    if line.author == "officer":
        return "officer", _("Anda") if line.officer_id == me else str(line.officer or _("Petugas"))
    if line.author == "system":
        return "system", _("Kabar laporan")
    return "bot", _("Bot")


def _media(line: Any) -> str:
    """How what was fetched is shown: photo, voice, file; empty while there is none."""
    if not line.file:
        return ""
    return line.kind if line.kind in {"photo", "voice", "video"} else "file"


def _missing(line: Any) -> str:
    if line.file or not (line.media_id or line.media_state):
        return ""
    return {
        "wanted": _("Lampiran sedang diambil."),
        "expired": _("Lampiran tidak dapat diambil lagi. Minta warga mengirim ulang."),
        "refused": _("Lampiran tidak disimpan: terlalu besar, atau bukan berkas yang diterima."),
    }.get(line.media_state, "")


def _unsaid(line: Any, media: str) -> str:
    """A word for a line that has neither words nor anything to show."""
    if media or line.kind in {"text", "template", "choice", "location"} or _missing(line):
        return ""
    return {
        "card": _("Mengirim kartu kontak."),
        "sticker": _("Mengirim stiker."),
        "photo": _("Mengirim foto."),
        "voice": _("Mengirim pesan suara."),
        "video": _("Mengirim video."),
        "document": _("Mengirim berkas."),
    }.get(line.kind, _("Mengirim sesuatu yang belum dapat ditampilkan."))


def _place(line: Any) -> str:
    """The kelurahan of a shared place, and what the sender's map calls it."""
    lat, lon = point_of(line)
    if lat is None or lon is None:
        return ""
    code = regions.region_at(lat, lon, fresh=False)
    region = regions.region(code, fresh=False) if code else None
    name = region.name if region is not None else _("di luar kota")
    called = str(line.data.get("place") or "")
    return f"{name} ({called})" if called else name


def point_of(line: Any) -> tuple[float | None, float | None]:
    """Latitude and longitude of a shared place in degrees; (None, None) where none was shared."""
    data = line.data if line.kind == "location" else {}
    lat, lon = data.get("lat"), data.get("lon")
    if isinstance(lat, int | float) and isinstance(lon, int | float):
        return float(lat), float(lon)
    return None, None


def _mark(line: Any) -> Mark | None:
    marks = {
        "due": Mark("", _("menunggu dikirim")),
        "sending": Mark("", _("sedang dikirim")),
        "sent": Mark("✓", _("terkirim")),
        "delivered": Mark("✓✓", _("sampai")),
        "read": Mark("✓✓", _("dibaca"), "river"),
        "failed": Mark("!", _("gagal: %(why)s") % {"why": _why(line.error)}, "brick"),
        "unsure": Mark("?", _("belum pasti terkirim"), "brick"),
    }
    return marks.get(line.state)


def _why(code: str) -> str:
    """Why a channel did not take it; what it does not say in our words stays its own code."""
    if code in {"window", "131047"}:
        return _("lebih dari 24 jam sejak warga menulis")
    return _("kanal menolaknya (%(code)s)") % {"code": code} if code else _("kanal menolaknya")
