"""All reports, to be filtered."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from sandbox.national.model import words
from sandbox.national.model.national import National
from sandbox.national.model.things import Report
from sandbox.national.pages.frame import moment, page, status
from sandbox.national.pages.markup import Markup, button, choice, field, tag

_PAGE = 30  # reports


def listing(national: National, wanted: dict[str, str], now: int) -> bytes:
    """``wanted``: status, instansi ("pusat" for the national admin), q, hal."""
    found = sorted(
        (each for each in national.reports.values() if _fits(each, wanted)),
        key=lambda each: (each.updated_at, each.tracking_id), reverse=True,
    )  # fmt: skip
    number = int(wanted["hal"]) if wanted.get("hal", "").isdecimal() and len(wanted["hal"]) < 6 else 1
    shown = found[max(0, number - 1) * _PAGE : max(1, number) * _PAGE]
    rows = tag("ul", [_row(national, each) for each in shown], class_="reports")
    empty = tag(
        "p", "Tidak ada laporan yang cocok. Ubah saringannya, atau lapor sebagai warga.", class_="empty"
    )
    return page(
        "Semua laporan", "/", now,
        tag("h1", _sentence(national.reports.values())),
        _filter(national, wanted),
        rows if shown else empty,
        _further(wanted, number, len(found)),
    )  # fmt: skip


def _fits(report: Report, wanted: dict[str, str]) -> bool:
    at, q = wanted.get("instansi", ""), wanted.get("q", "").strip().lower()
    text = f"{report.tracking_id}\n{report.title}\n{report.text}\n{report.place}".lower()
    return (
        wanted.get("status", "") in {"", report.status}
        and at in {"", report.agency or "pusat"}
        and (not q or q in text)
    )


def _sentence(reports: Iterable[Report]) -> str:
    every = list(reports)
    if not every:
        return "Belum ada laporan."
    waiting = sum(each.status in words.AT_CENTRE for each in every)
    ended = sum(each.ended for each in every)
    return f"{len(every)} laporan: {waiting} menunggu admin nasional, {ended} sudah berakhir."


def _filter(national: National, wanted: dict[str, str]) -> Markup:
    statuses = [("", "Semua status"), *((each, each.capitalize()) for each in words.STATUSES)]
    agencies = [("", "Semua instansi"), ("pusat", "Admin nasional")]
    agencies += [(each.id, each.name) for each in national.agencies.values()]
    return tag(
        "form",
        field("q", "Cari", wanted.get("q", ""), kind="search"),
        choice("status", "Status", statuses, wanted.get("status", "")),
        choice("instansi", "Berada di", agencies, wanted.get("instansi", "")),
        button("Saring"),
        method="get", action="/", class_="filter", role="search",
    )  # fmt: skip


def _row(national: National, report: Report) -> Markup:
    marks = [
        tag("span", word, class_="mark")
        for word, on in (
            ("Rahasia", report.secret),
            ("Anonim", report.anonymous),
            ("Lewat API", bool(report.filed_by)),
        )
        if on
    ]
    where = national.name_of(report.agency) if report.agency else "Admin nasional"
    told = f"#{report.tracking_id} · {where} · {report.channel} · {moment(report.updated_at)}"
    return tag(
        "li",
        tag("a", report.title, href=f"/laporan/{report.tracking_id}"),
        tag("p", status(report.status), marks, class_="marks"),
        tag("p", told, class_="fine"),
    )


def _further(wanted: dict[str, str], number: int, total: int) -> Markup | None:
    """To the page before and the one after."""
    if total <= _PAGE:
        return None
    last = -(-total // _PAGE)
    links = [
        tag("a", word, href=f"/?{urlencode({**wanted, 'hal': str(to)})}")
        for word, to in (("Sebelumnya", number - 1), ("Berikutnya", number + 1))
        if 1 <= to <= last
    ]
    return tag(
        "nav",
        links,
        tag("span", f"Halaman {number} dari {last}"),
        class_="further",
        aria_label="Halaman daftar",
    )
