"""The register's filter: as a form, as the register's question, and as a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from surga.core.agencies.city import City
from surga.core.regions import queries as regions
from surga.doors.look import words
from surga.doors.look.templatetags import moments
from surga.doors.portal.gate.fields import DayField, PlainField, QuickSelect, lazy_sentence
from surga.reactions.register.queries import Summary

#: Statuses a public case can have, in the order of its life.
STATUSES = ("verified", "forwarded", "in_progress", "waiting_reporter", "answered", "resolved", "closed",
            "returned", "escalated", "archived")  # fmt: skip
_LONGEST_QUESTION = 200


class Filter(forms.Form):
    """Everything is optional; names are those of the address."""

    q = PlainField(
        label=gettext_lazy("Cari kata"),
        widget=forms.TextInput(attrs={"type": "search", "class": "input", "maxlength": _LONGEST_QUESTION}),
    )
    topic = forms.ChoiceField(
        required=False,
        widget=QuickSelect,
        label=gettext_lazy("Topik"),
        error_messages={"invalid_choice": lazy_sentence("topic_unknown")},
    )
    region = forms.ChoiceField(
        required=False,
        widget=QuickSelect,
        label=gettext_lazy("Wilayah"),
        error_messages={"invalid_choice": lazy_sentence("region_unknown")},
    )
    agency = forms.ChoiceField(
        required=False,
        widget=QuickSelect,
        label=gettext_lazy("Instansi"),
        error_messages={"invalid_choice": lazy_sentence("agency_unknown")},
    )
    status = forms.ChoiceField(
        required=False,
        widget=QuickSelect,
        label=gettext_lazy("Status"),
        error_messages={"invalid_choice": lazy_sentence("status_unknown")},
    )
    to = DayField(label=gettext_lazy("Sampai tanggal"))

    def __init__(self, data: Any, where: City) -> None:
        super().__init__(data)
        # `from` is a word of Python's own and cannot stand above.
        self.fields["from"] = DayField(label=gettext_lazy("Sejak tanggal"))
        self.order_fields(("q", "topic", "region", "agency", "status", "from", "to"))
        everything = ("", _("Semua"))
        for name, choices in choices_of(where, get_language() or "id").items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [everything, *choices]

    def clean_q(self) -> str:
        return str(self.cleaned_data["q"])[:_LONGEST_QUESTION]

    def question(self) -> dict[str, Any]:
        """The arguments of the register's queries; what was wrong is left out."""
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        if "from" in asked:
            asked["from_"] = asked.pop("from")
        return asked

    def address(self, **changed: str) -> str:
        """The query string of this filter with some of it changed; "" leaves a name out."""
        kept = {name: _typed(value) for name, value in self.cleaned_data.items() if value} | changed
        return "?" + urlencode({name: value for name, value in kept.items() if value})


_KEPT: dict[tuple[int, str], dict[str, list[tuple[str, Any]]]] = {}


def choices_of(where: City, language: str) -> dict[str, list[tuple[str, Any]]]:
    """What each of the selects offers; made once for a version of the city, which grows with every change."""
    key = (where.version, language)
    if key not in _KEPT:
        if len(_KEPT) > 8:
            _KEPT.clear()
        _KEPT[key] = {
            "topic": topic_choices(where, language),
            "region": _regions(),
            "agency": agency_choices(where),
            "status": [(code, words.label("status", code)) for code in STATUSES],
        }
    return _KEPT[key]


def topic_choices(where: City, language: str) -> list[tuple[str, str]]:
    """Topics that can be published at all, by name."""
    shown = [
        topic for topic in where.topics.values() if topic.active and not (topic.protected or topic.oversight)
    ]
    return sorted(((topic.code, topic.label(language)) for topic in shown), key=lambda each: each[1].lower())


def agency_choices(where: City) -> list[tuple[str, str]]:
    return sorted(
        ((agency.code, agency.name) for agency in where.agencies.values() if agency.active),
        key=lambda each: each[1].lower(),
    )


def sentence_of(form: Filter, found: Summary, where: City) -> str:
    """ "213 laporan jalan rusak di Mojoroto sejak 1 Jan 2026: 181 selesai." """
    asked = form.question()
    total = ngettext("%(n)s laporan", "%(n)s laporan", found.total) % {"n": moments.number(found.total)}
    parts = [part for part in _parts(asked, where) if part]
    if not found.total:
        return _("Tidak ada %(said)s.") % {"said": " ".join([_("laporan"), *parts])}
    said = " ".join([total, *parts])
    if asked.get("status"):
        return f"{said}."
    done = _("%(said)s, %(done)s selesai, %(answered)s dijawab.")
    return done % {
        "said": said,
        "done": moments.number(found.done),
        "answered": moments.number(found.answered),
    }


def _parts(asked: dict[str, Any], where: City) -> list[str]:
    language = get_language() or "id"
    topic = where.topics.get(asked.get("topic", ""))
    agency = where.agencies.get(asked.get("agency", ""))
    region = regions.region(asked["region"], fresh=False) if asked.get("region") else None
    return [
        _("tentang %(topic)s") % {"topic": topic.label(language).lower()} if topic else "",
        _("berisi “%(q)s”") % {"q": asked["q"]} if asked.get("q") else "",
        _("di %(region)s") % {"region": region.name} if region else "",
        _("di tangan %(agency)s") % {"agency": agency.label} if agency else "",
        _("berstatus %(status)s") % {"status": words.label("status", asked["status"])}
        if asked.get("status")
        else "",
        _when(asked.get("from_"), asked.get("to")),
    ]


def _when(first: date | None, last: date | None) -> str:
    if first and last:
        return _("antara %(first)s dan %(last)s") % {
            "first": moments.short(first),
            "last": moments.short(last),
        }
    if first:
        return _("sejak %(first)s") % {"first": moments.short(first)}
    return _("sampai %(last)s") % {"last": moments.short(last)} if last else ""


def _regions() -> list[tuple[str, Any]]:
    """The kelurahan by their kecamatan, each kecamatan as a whole first."""
    small, large = regions.regions_of("kelurahan"), regions.regions_of("kecamatan")
    loose = [(each.code, each.name) for each in small if each.parent not in {other.code for other in large}]
    groups: list[tuple[str, Any]] = []
    for each in large:
        whole = (each.code, _("Seluruh Kecamatan %(name)s") % {"name": each.name})
        parts = [(part.code, part.name) for part in small if part.parent == each.code]
        groups.append((each.name, [whole, *parts]))
    return [*loose, *groups]


def _typed(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
