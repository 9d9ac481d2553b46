"""The three steps as forms. What may come in is said in one place, intake: the forms only ask it."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surga.core.agencies import queries as agencies
from surga.core.intake.message import MAX_ADDRESS, MAX_NAME, MAX_TEXT, Message, MessageRefused, check
from surga.core.regions import queries as regions
from surga.doors.look import words
from surga.doors.look.sentences import sentence
from surga.doors.portal.gate.fields import DayField, PhotosField, PlainField, QuickSelect, lazy_sentence

_POINT = re.compile(r"(-?\d{1,3}(?:\.\d{1,20})?),(-?\d{1,3}(?:\.\d{1,20})?)", re.ASCII)


class StepForm(forms.Form):
    """A step of the telling: intake's rules, said beside the field they are about."""

    #: Field of the form → field of the message.
    asks: ClassVar[dict[str, str]] = {}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        found = _refusals({theirs: values[ours] for ours, theirs in self.asks.items() if ours in values})
        for ours, theirs in self.asks.items():
            if theirs in found and ours not in self.errors:
                code, params = found[theirs]
                self.add_error(ours, sentence(code, **params))
        return values


class StoryForm(StepForm):
    """1 of 3: what happened."""

    asks: ClassVar[dict[str, str]] = {"text": "text", "kind": "kind"}

    text = PlainField(
        lines=True,
        missing="text_empty",
        label=_("Apa yang terjadi?"),
        help_text=_("Tulis dengan kata Anda sendiri: apa, sejak kapan, siapa yang terdampak."),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": MAX_TEXT}),
    )
    photos = PhotosField(
        label=_("Foto"),
        help_text=_(
            "Paling banyak 5 foto, masing-masing sampai 10 MB. Keterangan tempat di dalam foto dihapus."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Jenis laporan"),
        choices=lambda: [(code, words.label("kind", code)) for code, _word in words.choices("kind")],
        widget=forms.RadioSelect,
        error_messages={
            "required": lazy_sentence("kind_unknown"),
            "invalid_choice": lazy_sentence("kind_unknown"),
        },
    )


class PlaceForm(StepForm):
    """2 of 3: where, and when. Nothing of it is required."""

    asks: ClassVar[dict[str, str]] = {"address": "address", "occurred_on": "occurred_on"}

    region = forms.ChoiceField(
        required=False,
        widget=QuickSelect,
        label=_("Kelurahan"),
        help_text=_("Menentukan petugas mana yang datang."),
        error_messages={"invalid_choice": lazy_sentence("region_unknown")},
    )
    location = PlainField(widget=forms.HiddenInput)
    address = PlainField(
        label=_("Alamat atau patokan"),
        help_text=_("Misalnya: Jalan Merdeka, depan pasar."),
        widget=forms.TextInput(attrs={"maxlength": MAX_ADDRESS, "autocomplete": "off"}),
    )
    occurred_on = DayField(label=_("Tanggal kejadian"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["region"]
        if isinstance(field, forms.ChoiceField):
            field.choices = region_choices()

    def clean_location(self) -> str:
        typed: str = self.cleaned_data["location"]
        if not typed:
            return ""
        point = point_of(typed)
        if point is None:
            raise forms.ValidationError(sentence("location_invalid"))
        if regions.region_at(*point, fresh=False) is None:
            raise forms.ValidationError(sentence("location_outside", city=agencies.city(fresh=False).name))
        return typed


class ContactForm(StepForm):
    """3 of 3: how to reach them. Nothing of it is required."""

    asks: ClassVar[dict[str, str]] = {
        "name": "reporter_name",
        "phone": "reporter_phone",
        "email": "reporter_email",
    }

    name = PlainField(
        label=_("Nama"),
        widget=forms.TextInput(attrs={"maxlength": MAX_NAME, "autocomplete": "name"}),
    )
    phone = PlainField(
        label=_("Nomor telepon"),
        help_text=_("Hanya dibaca petugas, bila perlu bertanya."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = PlainField(
        label=_("Surel"),
        help_text=_("Kami mengirim kabar ke sini. Nomor laporan yang hilang juga dikirim ulang ke sini."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    anonymous = forms.BooleanField(
        required=False,
        label=_("Sembunyikan nama saya (anonim)"),
        help_text=_(
            "Umum dan instansi tidak tahu siapa Anda. Kami tidak mengirim kabar; simpan nomor laporannya."
        ),
    )
    confidential = forms.BooleanField(
        required=False,
        label=_("Rahasiakan laporan ini"),
        help_text=_("Tidak pernah tampil di daftar publik, dan instansi yang dikeluhkan tidak melihatnya."),
    )


def point_of(typed: str) -> tuple[float, float] | None:
    """Latitude and longitude from "-7.82,112.01"; None for anything else."""
    found = _POINT.fullmatch(typed)
    if found is None:
        return None
    lat, lon = float(found[1]), float(found[2])
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def region_choices() -> list[tuple[str, Any]]:
    """The kelurahan by their kecamatan, with a first line for "not known"."""
    kecamatan = regions.regions_of("kecamatan")
    kelurahan = regions.regions_of("kelurahan")
    groups: list[tuple[str, Any]] = [
        (large.name, [(small.code, small.name) for small in kelurahan if small.parent == large.code])
        for large in kecamatan
    ]
    known = {large.code for large in kecamatan}
    loose = [(small.code, small.name) for small in kelurahan if small.parent not in known]
    return [("", _("Tidak tahu, atau di beberapa tempat")), *loose, *(group for group in groups if group[1])]


def _refusals(part: dict[str, Any]) -> dict[str, tuple[str, dict[str, object]]]:
    today = agencies.city(fresh=False).calendar.day_of(timezone.now())
    try:
        check(Message(**{"text": "-", **part}), today)
    except MessageRefused as refused:
        return refused.errors
    return {}
