"""What an administrator fills in: one form for each sheet of the city's profile."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surga.core.agencies import city as profile
from surga.core.agencies.calendar import UNITS
from surga.core.agencies.city import City
from surga.core.regions import queries as regions
from surga.doors.desk.frame.fields import (
    NEEDED,
    Area,
    Choice,
    Parts,
    Words,
    YesNo,
    agency_kinds,
    agency_parts,
    flat,
)
from surga.doors.look import words

CODE = r"^[a-z0-9][a-z0-9.\-]{0,59}$"
TEXT_KEY = r"^[a-z0-9][a-z0-9_.\-]{0,59}$"
STARTS = ("received", "verified", "forwarded", "asked", "answered", "closed")
DAY_KINDS = ("public", "joint_leave", "local", "working")


def unit_labels() -> dict[str, str]:
    return {
        "hour": _("jam"),
        "working_hour": _("jam kerja"),
        "day": _("hari"),
        "working_day": _("hari kerja"),
    }


def start_labels() -> dict[str, str]:
    return {
        "received": _("sejak diterima"),
        "verified": _("sejak diperiksa"),
        "forwarded": _("sejak diteruskan"),
        "asked": _("sejak pelapor ditanya"),
        "answered": _("sejak dijawab"),
        "closed": _("sejak ditutup"),
    }


def day_kind_labels() -> dict[str, str]:
    return {
        "public": _("Libur nasional"),
        "joint_leave": _("Cuti bersama"),
        "local": _("Libur daerah"),
        "working": _("Tetap bekerja"),
    }


class SheetForm(forms.Form):
    """The base: knows the city, and whether a new row is made."""

    use_required_attribute = False

    def __init__(self, city: City, code: str, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.city, self.code = city, code
        self.build()

    def build(self) -> None:
        """Fill the lists from the city."""

    def ask_code(self, pattern: str, taken: set[str], hint: str | Promise) -> None:
        """A new row needs a code of its own: it stands in cases and rules for ever."""
        if self.code:
            return
        wrong = {**NEEDED, "invalid": _("Hanya huruf kecil, angka, titik, dan tanda hubung.")}
        field = forms.RegexField(pattern, label=_("Kode"), help_text=str(hint), error_messages=wrong)
        self.taken = taken
        self.fields = {"code": field, **self.fields}

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if code in self.taken:
            raise forms.ValidationError(_("Kode itu sudah dipakai."))
        return code


def _pick(parts: Parts, label: str, *, empty: str = "", required: bool = True, hint: str = "") -> Choice:
    return Choice(parts, empty=empty, label=label, required=required, help_text=hint, error_messages=NEEDED)


class AgencyForm(SheetForm):
    """One agency."""

    name = Words(label=gettext_lazy("Nama"), max_length=200, error_messages=NEEDED)
    short = Words(label=gettext_lazy("Singkatan"), max_length=60, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Surel"),
        required=False,
        error_messages={"invalid": gettext_lazy("Alamat surel itu belum lengkap. Contoh: nama@contoh.id.")},
    )
    source = Words(label=gettext_lazy("Sumber"), max_length=300, required=False)
    confirmed = YesNo(
        label=gettext_lazy("Sudah dipastikan"),
        help_text=gettext_lazy("Nama dan tugasnya sesuai sumber di atas."),
    )
    active = YesNo(label=gettext_lazy("Menerima laporan"), initial=True)

    def build(self) -> None:
        kinds = agency_kinds().items()
        levels = flat((code, words.label("level", code)) for code in profile.LEVELS)
        places = [(r.code, r.name) for r in regions.regions()]
        self.fields |= {
            "kind": _pick(flat(kinds), _("Jenis")),
            "level": _pick(levels, _("Tingkat")),
            "parent": _pick(agency_parts(self.city), _("Di bawah"), empty=_("Tidak ada"), required=False),
            "region": _pick(flat(places), _("Kantor wilayah"), empty=_("Seluruh kota"), required=False),
        }
        self.order_fields(["name", "short", "kind", "level", "parent", "region", "email", "source"])
        self.ask_code(
            CODE, set(self.city.agencies), gettext_lazy("Misalnya dinkes. Tidak dapat diubah lagi.")
        )


class TopicForm(SheetForm):
    """One topic: how it is known, and where its cases go."""

    name = Words(label=gettext_lazy("Nama"), max_length=120, error_messages=NEEDED)
    name_en = Words(label=gettext_lazy("Nama Inggris"), max_length=120, required=False)
    words = Words(
        label=gettext_lazy("Kata kunci"),
        help_text=gettext_lazy("Pisahkan dengan titik koma. Huruf kecil."),
        required=False,
        widget=Area(attrs={"rows": 3}),
    )
    lapor_category = Words(label=gettext_lazy("Kategori SP4N-LAPOR!"), max_length=200, required=False)
    protected = YesNo(
        label=gettext_lazy("Tidak pernah diterbitkan"),
        help_text=gettext_lazy("Menyangkut anak, kesehatan, atau kekerasan."),
    )
    oversight = YesNo(
        label=gettext_lazy("Berkadar pengawasan"),
        help_text=gettext_lazy("Langsung ke inspektorat."),
    )
    active = YesNo(label=gettext_lazy("Dapat dipilih"), initial=True)

    def build(self) -> None:
        classes = flat((code, words.label("service_class", code)) for code in profile.SERVICE_CLASSES)
        self.fields |= {
            "agency": _pick(agency_parts(self.city), _("Instansi"), empty=_("Pilih instansi")),
            "service_class": _pick(classes, _("Golongan layanan")),
        }
        self.order_fields(["name", "name_en", "agency", "service_class", "words", "lapor_category"])
        self.ask_code(
            CODE, set(self.city.topics), gettext_lazy("Misalnya jalan-rusak. Tidak dapat diubah lagi.")
        )

    def clean_words(self) -> tuple[str, ...]:
        said = str(self.cleaned_data["words"]).replace("\n", ";").lower().split(";")
        return tuple(dict.fromkeys(each.strip() for each in said if each.strip()))


class TextForm(SheetForm):
    """One text of the city in both languages."""

    id = Words(
        label=gettext_lazy("Bahasa Indonesia"),
        help_text=gettext_lazy("{code} dan {agency} diisi sistem."),
        widget=Area(attrs={"rows": 4}),
        error_messages=NEEDED,
    )
    en = Words(label=gettext_lazy("Bahasa Inggris"), required=False, widget=Area(attrs={"rows": 4}))

    def build(self) -> None:
        hint = gettext_lazy("Jawaban siap pakai diawali reply_, misalnya reply_jadwal.")
        self.ask_code(TEXT_KEY, set(self.city.texts), hint)


class DeadlineForm(SheetForm):
    """A new rule; the old ones stay, for promises were made under them."""

    amount = forms.IntegerField(
        label=gettext_lazy("Lama"), min_value=1, max_value=1000, error_messages=NEEDED
    )
    valid_from = forms.DateField(
        label=gettext_lazy("Berlaku mulai"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            **NEEDED,
            "invalid": gettext_lazy("Tanggal itu tidak ada. Contoh yang benar: 17-06-2026."),
        },
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
    )
    source = Words(label=gettext_lazy("Dasar"), max_length=300, required=False)
    confirmed = YesNo(label=gettext_lazy("Sudah dipastikan"))

    def build(self) -> None:
        classes = [
            ("*", _("Semua")),
            *((c, words.label("service_class", c)) for c in profile.SERVICE_CLASSES),
        ]
        clocks = flat((code, words.label("clock", code)) for code in profile.CLOCKS)
        self.fields |= {
            "clock": _pick(clocks, _("Batas")),
            "service_class": _pick(flat(classes), _("Golongan layanan")),
            "unit": _pick(flat((code, unit_labels()[code]) for code in UNITS), _("Satuan")),
            "starts": _pick(flat((code, start_labels()[code]) for code in STARTS), _("Dihitung")),
        }
        self.fields["valid_from"].initial = timezone.localdate
        self.order_fields(["clock", "service_class", "amount", "unit", "starts", "valid_from", "source"])

    def clean(self) -> dict[str, Any] | None:
        if self.cleaned_data.get("confirmed") and not self.cleaned_data.get("source"):
            self.add_error("source", _("Yang sudah dipastikan perlu dasarnya."))
        return self.cleaned_data


class DayForm(SheetForm):
    """A day off, or a holiday that is worked."""

    name = Words(label=gettext_lazy("Nama"), max_length=120, error_messages=NEEDED)

    def build(self) -> None:
        kinds = flat((code, day_kind_labels()[code]) for code in DAY_KINDS)
        self.fields = {**self.fields, "kind": _pick(kinds, _("Jenis"))}
        if not self.code:
            day = forms.DateField(
                label=_("Tanggal"),
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
                error_messages={
                    **NEEDED,
                    "invalid": _("Tanggal itu tidak ada. Contoh yang benar: 17-06-2026."),
                },
            )
            self.fields = {"date": day, **self.fields}

    def day(self) -> date:
        return date.fromisoformat(self.code) if self.code else self.cleaned_data["date"]
