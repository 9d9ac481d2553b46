"""What an officer fills in to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surga.core.agencies.queries import city
from surga.core.intake.message import CHANNELS
from surga.core.people.access import Actor
from surga.core.regions import queries as regions
from surga.doors.look import words
from surga.doors.look.sentences import sentence
from surga.reactions.insight.actions.watching import WATCHED, WINDOWS
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries.figure import Where

_NEEDED = {"required": gettext_lazy("Bagian ini harus diisi.")}
_CHANGES = (
    ("rise", gettext_lazy("naik lebih dari kebetulan")),
    ("fall", gettext_lazy("turun lebih dari kebetulan")),
    ("above", gettext_lazy("di atas batas")),
    ("below", gettext_lazy("di bawah batas")),
)
_WINDOW = {7: gettext_lazy("7 hari"), 28: gettext_lazy("4 pekan"), 90: gettext_lazy("3 bulan")}
_WAYS = (("mail", gettext_lazy("Surel")), ("whatsapp", gettext_lazy("WhatsApp")))
_LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))
#: Which filters an alert can have, in the order of the form.
NARROWED = ("topic", "agency", "region", "channel")


class ViewForm(forms.Form):
    """A name for the page that one comes from."""

    use_required_attribute = False
    name = forms.CharField(label=gettext_lazy("Nama tampilan"), max_length=80, error_messages=_NEEDED)
    address = forms.CharField(widget=forms.HiddenInput, max_length=600)


class AlertForm(forms.Form):
    """What shall be told, of what."""

    use_required_attribute = False
    figure = forms.ChoiceField(label=gettext_lazy("Angka"))
    change = forms.ChoiceField(label=gettext_lazy("Bila"), choices=_CHANGES)
    limit = forms.FloatField(
        label=gettext_lazy("Batas"),
        required=False,
        localize=True,
        help_text=gettext_lazy("Hanya untuk di atas atau di bawah batas. Bagian ditulis 0 sampai 1."),
    )
    days = forms.TypedChoiceField(label=gettext_lazy("Dalam"), coerce=int, initial=28)
    topic = forms.ChoiceField(label=gettext_lazy("Topik"), required=False)
    agency = forms.ChoiceField(label=gettext_lazy("Instansi"), required=False)
    region = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Kanal"), required=False)

    def __init__(self, *args: Any, actor: Actor, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        where, all_ = city(fresh=False), ("", _("Semua"))
        agencies = [(code, one.name) for code, one in where.agencies.items() if one.active]
        if actor.role == "liaison":
            agencies = [each for each in agencies if each[0] == actor.agency]
        choices: dict[str, list[tuple[Any, Any]]] = {
            "figure": [(name, FIGURES[name].titled(language)) for name in WATCHED],
            "days": [(days, _WINDOW[days]) for days in WINDOWS],
            "topic": [all_, *((code, one.name) for code, one in where.topics.items())],
            "agency": [all_, *sorted(agencies, key=lambda each: each[1])],
            "region": [all_, *((one.code, one.name) for one in regions.regions(fresh=False))],
            "channel": [all_, *((code, words.label("channel", code)) for code in CHANNELS)],
        }
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = offered

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if (
            found.get("change") in ("above", "below")
            and found.get("limit") is None
            and "limit" not in self.errors
        ):
            self.add_error("limit", sentence("limit_missing"))
        return found

    def where(self) -> dict[str, str]:
        """The filters that were chosen."""
        return {name: self.cleaned_data[name] for name in NARROWED if self.cleaned_data[name]}


class DigestForm(forms.Form):
    """By which way the week is sent."""

    use_required_attribute = False
    way = forms.ChoiceField(label=gettext_lazy("Lewat"), choices=_WAYS, widget=forms.RadioSelect)
    phone = forms.CharField(
        label=gettext_lazy("Nomor WhatsApp Anda"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Bahasa"), choices=_LANGUAGES)


def said_change(change: str) -> str:
    return str(dict(_CHANGES)[change])


def said_window(days: int) -> str:
    return str(_WINDOW[days])


def narrowed(where: dict[str, str]) -> str:
    """An alert's filters as one reads them."""
    known = Where(**where)
    place, here = regions.region(known.region, fresh=False) if known.region else None, city(fresh=False)
    said = [
        here.topics[known.topic].name if known.topic in here.topics else known.topic,
        here.agencies[known.agency].name if known.agency in here.agencies else known.agency,
        place.name if place is not None else known.region,
        words.label("channel", known.channel) if known.channel else "",
    ]
    return ", ".join(filter(None, said))
