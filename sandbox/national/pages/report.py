"""One report: what is known of it, and what can be done with it now, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from sandbox.national.model import words
from sandbox.national.model.national import National
from sandbox.national.model.things import File, Report, Stream
from sandbox.national.pages.frame import mistake, moment, page, status
from sandbox.national.pages.markup import Markup, tag
from sandbox.national.pages.moves import panels

_ROLES: Final = {
    words.NATIONAL_ADMIN: "admin nasional", words.AGENCY_ADMIN: "admin instansi", words.LIAISON: "pejabat penghubung",
    words.REPORTER: "pelapor", words.SYSTEM: "sistem",
}  # fmt: skip
_TYPES: Final = {
    words.DISPOSAL: "Disposisi", words.FOLLOW_UP: "Tindak lanjut", words.REPLY: "Tanggapan pelapor",
    words.STATUS: "Status", words.NOTE: "Catatan",
}  # fmt: skip


def detail(
    national: National, report: Report, now: int, typed: Mapping[str, str] | None = None, why: str = ""
) -> bytes:
    """``typed``: what was sent and could not be done, ``why``; it is shown again."""
    return page(
        f"#{report.tracking_id}", "/", now,
        tag("p", tag("a", "Semua laporan", href="/"), class_="back"),
        tag("h1", report.title),
        tag("p", status(report.status), _secret(report), class_="marks"),
        mistake(why),
        tag("div",
            tag("section", _facts(national, report), tag("h2", "Isi laporan"), tag("p", report.text, class_="text"),
                _files(report, ""), tag("h2", "Linimasa", id="linimasa"), _timeline(report)),
            tag("section", panels(national, report, typed or {}), class_="acts", aria_label="Bertindak"),
            class_="two"),
    )  # fmt: skip


def _secret(report: Report) -> Markup | None:
    if not report.secret:
        return None
    return tag("span", "Rahasia: tidak pernah keluar lewat API", class_="mark")


def _facts(national: National, report: Report) -> Markup:
    who = (
        "Anonim" if report.anonymous else f"{report.person.first_name} {report.person.last_name}".strip(" _")
    )
    topic = national.topics[report.topic_id].name if report.topic_id in national.topics else "Belum ada"
    facts = {
        "Nomor": f"#{report.tracking_id} ({report.transaction_id})",
        "Berada di": national.name_of(report.agency) if report.agency else "Admin nasional",
        "Klasifikasi": f"{report.kind.capitalize()} · {topic}",
        "Pelapor": f"{who or 'Tanpa nama'} (tidak keluar lewat API)",
        "Lewat": report.channel
        + (f", dikirim sistem {national.name_of(report.filed_by)}" if report.filed_by else ""),
        "Tempat": " ".join(each for each in (report.place, report.lat, report.lon) if each),
        "Kejadian": report.happened_on,
        "Masuk": f"{moment(report.created_at)} WIB",
        "Berubah": f"{moment(report.updated_at)} WIB"
        + (f", {report.edits} kali disunting" if report.edits else ""),
        "Selesai otomatis": f"{moment(report.auto_close_at)} WIB" if report.auto_close_at else "",
    }
    return tag(
        "dl", [tag("div", tag("dt", name), tag("dd", value)) for name, value in facts.items() if value]
    )


def _files(report: Report, stream_id: str) -> Markup | None:
    files = [each for each in report.files if each.stream_id == stream_id]
    return tag("ul", [tag("li", _link(report, each)) for each in files], class_="files") if files else None


def _link(report: Report, file: File) -> Markup | str:
    """A secret report's files can be read nowhere but here by name."""
    return (
        f"Lampiran: {file.name}"
        if report.secret
        else tag("a", file.name, href=f"/berkas/{file.id}/{quote(file.name)}")
    )


def _timeline(report: Report) -> Markup:
    if not report.streams:
        return tag("p", "Belum terjadi apa-apa.", class_="empty")
    return tag("ol", [_line(report, each) for each in report.streams], class_="timeline")


def _line(report: Report, stream: Stream) -> Markup:
    by = (
        f"{stream.by}, {_ROLES[stream.role]}"
        if stream.role not in {words.REPORTER, words.SYSTEM}
        else stream.by
    )
    own = f" · {stream.id}" + (f" · ref {stream.ref}" if stream.ref else "")
    return tag(
        "li",
        tag("p", tag("b", _TYPES[stream.type]), f" oleh {by}"),
        tag("p", stream.note, class_="text"),
        _files(report, stream.id),
        tag("p", f"{moment(stream.at)} WIB{own}", class_="fine"),
        class_=stream.type.replace("_", "-"),
    )
