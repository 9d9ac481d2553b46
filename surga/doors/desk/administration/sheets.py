"""The sheets of the city's profile: one table from an address to what it lists, asks and saves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surga.core.agencies.city import City, DeadlineInfo, RuleInfo
from surga.core.people.access import Actor
from surga.doors.desk.administration import forms, saving
from surga.doors.desk.administration.forms import SheetForm, day_kind_labels, start_labels, unit_labels
from surga.doors.desk.casework.handling.scene import CANNED, shortened
from surga.doors.desk.frame.rows import agency_label
from surga.doors.look import words
from surga.doors.look.templatetags import moments


@dataclass(frozen=True)
class Line:
    """A row of a sheet's table; ``code`` is "" where it cannot be changed. ``marks`` are said beside its name."""

    code: str
    cells: tuple[str, ...]
    marks: tuple[str, ...] = ()
    off: bool = False


@dataclass(frozen=True)
class Sheet:
    """``lines(city, language)`` lists; ``first(city, code)`` gives a row's present values, None if there is none."""

    slug: str
    title: str | Promise
    lead: str | Promise
    heads: tuple[str | Promise, ...]
    lines: Callable[[City, str], list[Line]]
    form: type[SheetForm] | None = None
    save: Callable[[SheetForm, Actor], str] | None = None
    first: Callable[[City, str], dict[str, Any] | None] = lambda _city, _code: None
    add: str | Promise = ""


def _unsure(confirmed: bool) -> tuple[str, ...]:
    return () if confirmed else (_("belum dipastikan"),)


def _agencies(city: City, _language: str) -> list[Line]:
    return [
        Line(
            a.code,
            (a.name, a.short, words.label("level", a.level), agency_label(city, a.parent), a.email),
            _unsure(a.confirmed) + (() if a.active else (_("tidak aktif"),)),
            off=not a.active,
        )
        for a in sorted(city.agencies.values(), key=lambda a: (not a.active, a.name))
    ]


def _topics(city: City, language: str) -> list[Line]:
    def marks(topic: Any) -> tuple[str, ...]:
        flags = {
            _("pengawasan"): topic.oversight,
            _("dilindungi"): topic.protected,
            _("tidak aktif"): not topic.active,
        }
        return tuple(said for said, on in flags.items() if on)

    return [
        Line(
            t.code,
            (
                t.label(language),
                agency_label(city, t.agency),
                words.label("service_class", t.service_class),
                shortened(", ".join(t.words), 60),
            ),
            marks(t),
            off=not t.active,
        )
        for t in city.topics.values()
    ]


def _texts(city: City, _language: str) -> list[Line]:
    return [
        Line(
            key,
            (key, shortened(text.get("id", ""), 90), _("ada") if text.get("en") else _("belum ada")),
            (_("jawaban siap pakai"),) if key.startswith(CANNED) else (),
        )
        for key, text in sorted(city.texts.items())
    ]


def _deadlines(city: City, _language: str) -> list[Line]:
    """Newest first; what is no longer or not yet in force is paler."""
    today = timezone.localdate()
    current = set(map(id, city.deadlines_on(today)))
    ordered = sorted(city.deadlines, key=lambda d: (d.clock, d.service_class))
    ordered.sort(key=lambda d: d.valid_from, reverse=True)
    return [_deadline(rule, id(rule) in current) for rule in ordered]


def _deadline(rule: DeadlineInfo, current: bool) -> Line:
    service = _("Semua") if rule.service_class == "*" else words.label("service_class", rule.service_class)
    until = moments.short(rule.valid_to) if rule.valid_to else _("seterusnya")
    amount = f"{rule.amount} {unit_labels().get(rule.unit, rule.unit)}"
    cells = (
        words.label("clock", rule.clock),
        service,
        f"{amount} {start_labels().get(rule.starts, rule.starts)}",
        f"{moments.short(rule.valid_from)} – {until}",
        rule.source,
    )
    return Line("", cells, _unsure(rule.confirmed), off=not current)


def _days(city: City, _language: str) -> list[Line]:
    worked = sorted(city.calendar.extra_workdays)
    off = sorted(city.holidays.items(), reverse=True)
    lines = [Line(d.isoformat(), (moments.day(d), name), ()) for d, name in off]
    return [Line(d.isoformat(), (moments.day(d), day_kind_labels()["working"]), ()) for d in worked] + lines


def _rules(city: City, _language: str) -> list[Line]:
    return [Line("", _rule(city, rule), _unsure(rule.confirmed)) for rule in city.rules]


def _rule(city: City, rule: RuleInfo) -> tuple[str, ...]:
    places = {
        "@topic": _("instansi topiknya"),
        "@kelurahan": _("kelurahannya"),
        "@kecamatan": _("kecamatannya"),
    }
    topics = ", ".join(city.topics[t].name if t in city.topics else t for t in rule.topics) or _("semua")
    target = places.get(rule.agency) or agency_label(city, rule.agency)
    return (
        str(rule.order),
        shortened(topics, 90),
        shortened(", ".join(rule.words), 70),
        f"{target}, {rule.body}" if rule.body else target,
        rule.reason,
    )


def _first_agency(city: City, code: str) -> dict[str, Any] | None:
    known = city.agencies.get(code)
    return asdict(known) if known is not None else None


def _first_topic(city: City, code: str) -> dict[str, Any] | None:
    known = city.topics.get(code)
    return {**asdict(known), "words": "; ".join(known.words)} if known is not None else None


def _first_text(city: City, code: str) -> dict[str, Any] | None:
    known = city.texts.get(code)
    return dict(known) if known is not None else None


def _first_day(city: City, code: str) -> dict[str, Any] | None:
    named = {day.isoformat(): name for day, name in city.holidays.items()}
    if code in named:
        return {"name": named[code], "kind": "local"}
    worked = {day.isoformat() for day in city.calendar.extra_workdays}
    return {"kind": "working"} if code in worked else None


_ROWS = (
    Sheet(
        "instansi",
        gettext_lazy("Instansi"),
        gettext_lazy("Siapa saja yang menerima laporan. Yang belum dipastikan dari sumber ditandai."),
        (
            gettext_lazy("Nama"),
            gettext_lazy("Singkatan"),
            gettext_lazy("Tingkat"),
            gettext_lazy("Di bawah"),
            gettext_lazy("Surel"),
        ),
        _agencies,
        forms.AgencyForm,
        saving.agency,
        _first_agency,
        gettext_lazy("Tambah instansi"),
    ),
    Sheet(
        "topik",
        gettext_lazy("Topik"),
        gettext_lazy("Tentang apa laporan, kata-kata yang menandainya, dan instansi yang mengurusnya."),
        (
            gettext_lazy("Nama"),
            gettext_lazy("Instansi"),
            gettext_lazy("Golongan layanan"),
            gettext_lazy("Kata kunci"),
        ),
        _topics,
        forms.TopicForm,
        saving.topic,
        _first_topic,
        gettext_lazy("Tambah topik"),
    ),
    Sheet(
        "teks",
        gettext_lazy("Teks"),
        gettext_lazy("Kata-kata kota, termasuk jawaban siap pakai untuk petugas."),
        (gettext_lazy("Kunci"), gettext_lazy("Bahasa Indonesia"), gettext_lazy("Bahasa Inggris")),
        _texts,
        forms.TextForm,
        saving.text,
        _first_text,
        gettext_lazy("Tambah jawaban siap pakai"),
    ),
    Sheet(
        "batas-waktu",
        gettext_lazy("Aturan batas waktu"),
        gettext_lazy(
            "Aturan baru berlaku untuk laporan yang masuk sejak tanggalnya. Janji lama tetap seperti semula."
        ),
        (
            gettext_lazy("Batas"),
            gettext_lazy("Golongan"),
            gettext_lazy("Lama"),
            gettext_lazy("Berlaku"),
            gettext_lazy("Dasar"),
        ),
        _deadlines,
        forms.DeadlineForm,
        saving.deadline,
        add=gettext_lazy("Aturan baru"),
    ),
    Sheet(
        "hari-libur",
        gettext_lazy("Hari libur"),
        gettext_lazy("Hari yang tidak dihitung sebagai hari kerja."),
        (gettext_lazy("Tanggal"), gettext_lazy("Nama")),
        _days,
        forms.DayForm,
        saving.day,
        _first_day,
        gettext_lazy("Tambah hari"),
    ),
    Sheet(
        "wewenang",
        gettext_lazy("Wewenang"),
        gettext_lazy("Dibaca dari atas; aturan pertama yang cocok menentukan tujuan laporan."),
        (
            gettext_lazy("Urutan"),
            gettext_lazy("Topik"),
            gettext_lazy("Kata"),
            gettext_lazy("Ke mana"),
            gettext_lazy("Alasan"),
        ),
        _rules,
    ),
)
SHEETS: Mapping[str, Sheet] = {sheet.slug: sheet for sheet in _ROWS}
