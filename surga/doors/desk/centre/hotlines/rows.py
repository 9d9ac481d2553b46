"""Rows of a form, as many as are needed: those there are, and three empty ones; more by a button, without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surga.core.agencies.city import City
from surga.core.hotlines.fields import TYPES
from surga.doors.desk.frame.fields import NEEDED, Choice, Words, YesNo, agency_parts, flat
from surga.doors.look import words
from surga.doors.look.sentences import sentence

SPARE: Final = 3
#: Channels on which somebody talks to a call centre, the most used first.
OFFERED: Final = ("whatsapp", "phone", "visit", "telegram", "email", "sms", "letter")
_MOST: Final = 80


def type_labels() -> dict[str, str]:
    """What kinds of extra fields are called."""
    return {
        "text": _("Tulisan"),
        "number": _("Angka"),
        "date": _("Tanggal"),
        "choice": _("Pilihan"),
        "yes_no": _("Ya atau tidak"),
    }


class RowForm(forms.Form):
    """One row. ``HEAD``: the field it is named by, at which its mistakes are shown."""

    HEAD = ""
    use_required_attribute = False

    def __init__(self, city: City, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.city = city
        self.build()

    def build(self) -> None:
        """Fill the lists."""

    @classmethod
    def filled(cls, data: Mapping[str, Any], prefix: str) -> bool:
        """Whether anything was typed into it; what is only chosen or hidden does not count."""
        typed = [name for name, field in cls.base_fields.items() if isinstance(field.widget, forms.TextInput)]
        return any(str(data.get(f"{prefix}-{name}", "")).strip() for name in typed)


class NumberRow(RowForm):
    """A number to reach the hotline by."""

    HEAD = "value"
    value = Words(label=gettext_lazy("Nomor atau alamat"), max_length=80, error_messages=NEEDED)

    def build(self) -> None:
        channels = flat((code, words.label("channel", code)) for code in OFFERED)
        self.fields["channel"] = Choice(channels, label=_("Kanal"), error_messages=NEEDED)
        self.order_fields(["channel", "value"])


class FieldRow(RowForm):
    """Something the operator asks besides."""

    HEAD = "label"
    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    label = Words(label=gettext_lazy("Yang ditanyakan"), max_length=120, error_messages=NEEDED)
    choices = Words(
        label=gettext_lazy("Pilihannya"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Pisahkan dengan titik koma."),
    )
    least = forms.FloatField(label=gettext_lazy("Paling sedikit"), required=False)
    most = forms.FloatField(label=gettext_lazy("Paling banyak"), required=False)
    required = YesNo(label=gettext_lazy("Harus diisi"))

    def build(self) -> None:
        kinds = flat((code, type_labels()[code]) for code in TYPES)
        self.fields["type"] = Choice(kinds, label=_("Jenis"), error_messages=NEEDED)
        for name in ("least", "most"):
            self.fields[name].error_messages["invalid"] = sentence("number_invalid")
        self.order_fields(["key", "label", "type", "required", "choices", "least", "most"])

    def clean_choices(self) -> tuple[str, ...]:
        said = str(self.cleaned_data["choices"]).split(";")
        return tuple(dict.fromkeys(" ".join(each.split()) for each in said if each.strip()))


class PlaceRow(RowForm):
    """A line of the board."""

    HEAD = "place"
    id = forms.IntegerField(required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput)
    place = Words(label=gettext_lazy("Tempat"), max_length=120, error_messages=NEEDED)
    unit = Words(label=gettext_lazy("Yang dihitung"), max_length=60, error_messages=NEEDED)
    total = forms.IntegerField(label=gettext_lazy("Jumlah"), required=False, min_value=0, max_value=1_000_000)

    def build(self) -> None:
        kept = str((self.initial or {}).get("agency", ""))
        self.fields["agency"] = Choice(
            agency_parts(self.city, keep=kept),
            empty=_("Pusat kontak"),
            label=_("Dijaga oleh"),
            required=False,
        )
        wrong = {"invalid": sentence("number_invalid"), "min_value": sentence("number_range")}
        self.fields["total"].error_messages |= {**wrong, "max_value": sentence("number_range")}


class Rows:
    """All rows of one kind. What was typed stays; a row that was emptied is gone."""

    def __init__(
        self, kind: type[RowForm], prefix: str, city: City, data: Any, first: Sequence[Mapping[str, Any]]
    ) -> None:
        self.prefix = prefix
        count = len(first) + SPARE if data is None else _count(data, prefix)
        self.forms: list[RowForm] = []
        self.used: list[RowForm] = []
        for n in range(count):
            name = f"{prefix}-{n}"
            known = dict(first[n]) if n < len(first) else None
            filled = data is not None and kind.filled(data, name)
            form = kind(city, data if filled else None, prefix=name, initial=known if data is None else None)
            self.forms.append(form)
            if filled:
                self.used.append(form)

    @property
    def count(self) -> int:
        return len(self.forms)

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.used)

    def wrong(self) -> dict[str, Any]:
        """The mistakes by the whole name of their field, for the summary."""
        return {form.add_prefix(name): told for form in self.used for name, told in form.errors.items()}


def _count(data: Mapping[str, Any], prefix: str) -> int:
    typed = str(data.get(f"{prefix}-count", ""))
    count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else SPARE
    return min(_MOST, count + (SPARE if data.get("more") == prefix else 0))
