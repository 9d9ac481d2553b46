"""What is filled in of a decision."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from surga.core.agencies.queries import city
from surga.core.regions import queries as regions
from surga.reactions.insight.actions.planning import CannotKeep
from surga.reactions.insight.queries.planning import KeptDecision
from surga.reactions.insight.rules.planning.texts import LONGEST_LINE, LONGEST_TEXT, WINDOWS, DecisionText

_NEEDED = {"required": gettext_lazy("Bagian ini harus diisi.")}
_MOST_CODES = 200
_ABOUT = ("topic", "agency", "region")


class DecisionForm(forms.Form):
    """A decision; ``codes``: of the cases it came from, one a line or with commas."""

    use_required_attribute = False
    title = forms.CharField(label=gettext_lazy("Keputusan"), max_length=LONGEST_LINE, error_messages=_NEEDED)
    decided_on = forms.DateField(
        label=gettext_lazy("Tanggal diputuskan"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_NEEDED,
    )
    by = forms.CharField(
        label=gettext_lazy("Diputuskan oleh"),
        help_text=gettext_lazy("Jabatan, bukan nama orang."),
        max_length=LONGEST_LINE,
        error_messages=_NEEDED,
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Apa yang terlihat dari laporan warga."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=_NEEDED,
    )
    topic = forms.ChoiceField(label=gettext_lazy("Topik"), required=False)
    agency = forms.ChoiceField(label=gettext_lazy("Instansi"), required=False)
    region = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    codes = forms.CharField(
        label=gettext_lazy("Kode laporan yang mendorongnya"),
        help_text=gettext_lazy("Satu per baris. Yang tidak boleh dibaca umum hanya dihitung."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Bandingkan berapa hari sebelum dan sesudah"), coerce=int, initial=90
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where, language, empty = city(), get_language() or "id", [("", _("Semua"))]
        topics = [(code, each.label(language)) for code, each in where.topics.items() if each.active]
        agencies = [(code, each.name) for code, each in where.agencies.items() if each.active]
        places = [(each.code, each.name) for each in regions.regions()]
        for name, options in (("topic", topics), ("agency", agencies), ("region", places)):
            self._choices(name, empty + sorted(options, key=lambda each: each[1]))
        self._choices("days", [(str(days), str(days)) for days in WINDOWS])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def listed(self) -> tuple[str, ...]:
        """The codes that were typed."""
        typed = re.split(r"[\s,;]+", self.cleaned_data.get("codes", ""))
        return tuple(code for code in typed if code)[:_MOST_CODES]

    def text(self) -> DecisionText:
        """What was filled in, when it is valid."""
        told = self.cleaned_data
        return DecisionText(
            title=told["title"], decided_on=told["decided_on"], reason=told["reason"], by=told["by"],
            days=told["days"], **{name: told[name] for name in _ABOUT},
        )  # fmt: skip

    def tell(self, refused: CannotKeep) -> None:
        """Put what the room refused beside its field."""
        said = {
            "missing": _("Bagian ini harus diisi."),
            "future": _("Tanggal ini belum tiba."),
            "about": _("Pilih sedikitnya satu: topik, instansi, atau wilayah."),
            "unknown": _("Tidak ada laporan dengan kode: %(codes)s.") % {"codes": ", ".join(refused.unknown)},
        }
        for field, code in refused.faults.items():
            self.add_error(field, said.get(code, code))


def filled(kept: KeptDecision) -> dict[str, Any]:
    """A kept decision, to be changed."""
    text = kept.text
    return {
        "title": text.title, "decided_on": text.decided_on, "by": text.by, "reason": text.reason, "topic": text.topic,
        "agency": text.agency, "region": text.region, "days": text.days, "codes": "\n".join(kept.codes),
        "version": kept.version,
    }  # fmt: skip
