"""The forms for what can be done with a report now: as the national admin, as the agency, as the reporter."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.national.model import words
from sandbox.national.model.national import National
from sandbox.national.model.things import Report
from sandbox.national.pages.markup import Inside, Markup, button, choice, field, hidden, tag

_STATUSES = [("", "Biarkan")] + [(each, each.capitalize()) for each in sorted(words.SETTABLE)]


class Panel:
    """Makes the forms of one report; what was typed and refused is shown again in the form it came from."""

    def __init__(self, national: National, report: Report, typed: Mapping[str, str]) -> None:
        self.national, self.report, self._typed = national, report, typed

    def form(self, move: str, title: str, *inside: Inside) -> Markup:
        act = tag(
            "form",
            hidden(move=move, trackingid=self.report.tracking_id),
            *inside,
            button(title),
            method="post", action="/bertindak", enctype="multipart/form-data",
        )  # fmt: skip
        return tag("details", tag("summary", title), act, open=self._typed.get("move") == move)

    def field(self, move: str, name: str, label: str, value: str = "", **more: str | bool) -> Markup:
        return field(name, label, self._was(move, name, value), key=f"{move}-", **more)  # type: ignore[arg-type]  # by name

    def choice(
        self, move: str, name: str, label: str, options: list[tuple[str, str]], value: str = ""
    ) -> Markup:
        return choice(name, label, options, self._was(move, name, value), key=f"{move}-")

    def agencies(self, move: str, value: str = "") -> Markup:
        others = [
            (each.id, each.name) for each in self.national.agencies.values() if each.id != self.report.agency
        ]
        return self.choice(move, "agency", "Ke instansi", others, value)

    def _was(self, move: str, name: str, value: str) -> str:
        return self._typed.get(name, value) if self._typed.get("move") == move else value


def panels(national: National, report: Report, typed: Mapping[str, str]) -> list[Inside]:
    """One group for each who can act."""
    panel = Panel(national, report, typed)
    if report.ended:
        told = "Laporan ini sudah berakhir. Instansi masih dapat menulis; statusnya tidak berubah lagi."
        return [tag("p", told, class_="fine"), _agency(panel) if report.agency else None]
    return [_centre(panel), _agency(panel) if report.agency else None, _reporter(panel)]


def _centre(panel: Panel) -> Markup:
    report = panel.report
    forms = [
        panel.form("archive", "Arsipkan", panel.field("archive", "note", "Alasan", kind="area", needed=True))
    ]
    if report.agency:
        note = panel.field("take_back", "note", "Catatan", kind="area", needed=True)
        forms.insert(0, panel.form("take_back", "Tarik kembali ke pusat", note))
    if report.status in {words.UNVERIFIED, words.HELD} and not report.agency:
        if report.status == words.UNVERIFIED:
            asked = panel.field("hold", "note", "Apa yang perlu dilengkapi", kind="area", needed=True)
            forms.insert(0, panel.form("hold", "Tunda", asked))
        forms.insert(0, _verify(panel))
    else:
        note = panel.field("dispose", "note", "Catatan", kind="area")
        forms.insert(0, panel.form("dispose", "Disposisi ke instansi lain", panel.agencies("dispose"), note))
    return _group("Sebagai admin nasional", forms)


def _verify(panel: Panel) -> Markup:
    report = panel.report
    topics = [("", "Belum ada"), *((each.id, each.name) for each in panel.national.topics.values())]
    return panel.form(
        "verify",
        "Verifikasi dan disposisi",
        panel.field("verify", "title", "Judul", report.title),
        panel.choice(
            "verify", "kind", "Klasifikasi", [(each, each.capitalize()) for each in words.KINDS], report.kind
        ),
        panel.choice("verify", "topic", "Topik", topics, report.topic_id),
        panel.agencies("verify", report.filed_by or "3571"),
    )


def _agency(panel: Panel) -> Markup:
    name = panel.national.name_of(panel.report.agency)
    forms = [
        panel.form(
            "follow_up",
            "Tindak lanjut",
            panel.field("follow_up", "note", "Tindak lanjut", kind="area", needed=True),
            panel.choice("follow_up", "status", "Status sesudahnya", _STATUSES, words.FOLLOWED_UP),
            panel.field("follow_up", "attachment", "Lampiran", kind="file"),
        )
    ]
    if not panel.report.ended:
        reason = panel.field("give_back", "note", "Alasan", kind="area", needed=True)
        note = panel.field("pass_on", "note", "Catatan", kind="area")
        forms += [
            panel.form("give_back", "Kembalikan: bukan wewenang", reason),
            panel.form("pass_on", "Teruskan ke instansi lain", panel.agencies("pass_on"), note),
        ]
    return _group(f"Sebagai {name}", forms)


def _reporter(panel: Panel) -> Markup:
    forms = [
        panel.form(
            "reply",
            "Tanggapi",
            panel.field("reply", "note", "Tanggapan", kind="area", needed=True),
            panel.field("reply", "attachment", "Lampiran", kind="file"),
        ),
        panel.form(
            "edit",
            "Sunting isi",
            panel.field("edit", "note", "Isi", panel.report.text, kind="area", needed=True),
        ),
    ]
    return _group("Sebagai pelapor", forms)


def _group(title: str, forms: list[Markup]) -> Markup:
    return tag("div", tag("h2", title), forms, class_="group")
