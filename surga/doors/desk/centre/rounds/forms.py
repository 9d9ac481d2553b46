"""A round as a form, and a sheet of paper as one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surga.core.people.access import Actor
from surga.doors.desk.centre.rounds.said import sentence_of
from surga.doors.desk.frame.fields import NEEDED, Area, Line, Pick, Words, YesNo
from surga.doors.desk.frame.page import city_now
from surga.reactions.surveys.actions import RoundDraft, SurveyRefused, allowed
from surga.reactions.surveys.queries import EXACT, PRINTED, RoundInfo

_WEIGHTS = ((EXACT, _("1/9, tepat")), (PRINTED, _("0,11, seperti tercetak di peraturan")))


class RoundForm(forms.Form):
    """What one says of a round; unit and days only of a new one."""

    unit = forms.CharField(required=False, label=_("Unit"))
    from_on = forms.DateField(
        label=_("Hari pertama"), error_messages=NEEDED, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    to_on = forms.DateField(
        label=_("Hari terakhir"), error_messages=NEEDED, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    population = forms.IntegerField(
        required=False,
        min_value=1,
        label=_("Berapa orang dilayani pada masa itu"),
        help_text=_("Dari sini dihitung berapa jawaban yang diperlukan. Kosongkan bila tidak diketahui."),
        widget=Line({"inputmode": "numeric"}),
    )
    handed_out = forms.IntegerField(
        required=False,
        min_value=1,
        label=_("Berapa lembar kertas dibagikan"),
        help_text=_("Untuk tingkat tanggapan. Kosongkan bila tidak dicatat."),
        widget=Line({"inputmode": "numeric"}),
    )
    weight_mode = forms.ChoiceField(label=_("Bobot tiap unsur"), choices=_WEIGHTS, widget=forms.RadioSelect)
    walk_in = YesNo(
        label=_("Boleh dijawab dengan kode QR, di web, atau di WhatsApp"),
        help_text=_("Tanpa ini hanya yang diundang, dan kertas."),
    )
    invites = YesNo(
        label=_("Undang pelapor yang laporannya ditutup"),
        help_text=_("Sekali saja seorang, lewat kanal laporannya. Bukan untuk laporan rahasia."),
    )
    follow_up = Words(
        required=False,
        label=_("Rencana tindak lanjut"),
        help_text=_("Diterbitkan bersama hasilnya: apa yang akan diperbaiki, kapan, oleh siapa."),
        widget=Area({"rows": 5, "maxlength": 4000}),
        strip=True,
    )

    def __init__(
        self, data: Any, actor: Actor, info: RoundInfo | None = None, first: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=first if info is None else _first(info))
        self.info = info
        if info is not None:
            for name in ("unit", "from_on", "to_on"):
                del self.fields[name]
            return
        self.fields["unit"].widget = Pick((("", _units(actor)),))

    def draft(self) -> RoundDraft:
        """What was said; only of a valid form."""
        values = dict(self.cleaned_data)
        if self.info is not None:
            values |= {"unit": self.info.unit, "from_on": self.info.from_on, "to_on": self.info.to_on}
        return RoundDraft(**values)

    def refuse(self, refused: SurveyRefused) -> None:
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, sentence_of(refused.code))


class SheetForm(forms.Form):
    """One sheet: nine digits and Enter. The day stays for the next."""

    scores = Words(
        label=_("Sembilan angka"),
        help_text=_(
            "U1 sampai U9, masing-masing 1 sampai 4; 0 untuk yang tidak dijawab. Misalnya 344344344."
        ),
        error_messages=NEEDED,
        widget=Line(
            {
                "inputmode": "numeric",
                "autocomplete": "off",
                "maxlength": 24,
                "autofocus": True,
                "class": "sheet-digits",
            }
        ),
    )
    comment = Words(required=False, label=_("Saran yang ditulis"), max_length=1000, widget=Line())
    on = forms.DateField(
        required=False, label=_("Tanggal pengisian"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )


def half_year(today: date) -> tuple[date, date]:
    """The half-year a day lies in."""
    return (
        (date(today.year, 1, 1), date(today.year, 6, 30))
        if today.month <= 6
        else (
            date(today.year, 7, 1),
            date(today.year, 12, 31),
        )
    )


def _units(actor: Actor) -> tuple[tuple[str, str], ...]:
    where = city_now()
    own = [
        (code, agency.name) for code, agency in where.agencies.items() if allowed(actor, "run_surveys", code)
    ]
    whole = [("", where.name)] if allowed(actor, "run_surveys", "") else []
    return (*whole, *sorted(own, key=lambda each: each[1]))


def _first(info: RoundInfo) -> dict[str, Any]:
    names = ("population", "handed_out", "weight_mode", "walk_in", "invites", "follow_up")
    return {name: getattr(info, name) for name in names}
