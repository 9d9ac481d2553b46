"""`/meja/pertukaran/masuk`: a report that came in over there, typed in by an officer."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from surga.channels.port.gateway import Report
from surga.core.cases.states import Refused
from surga.core.intake.message import MAX_ADDRESS, MAX_TEXT, MAX_TITLE
from surga.core.people.access import may
from surga.core.regions import queries as regions
from surga.doors.desk.exchange.byhand.place import SYSTEM, placed, their_word
from surga.doors.desk.frame.fields import NEEDED, Area, Choice, Line, Words, YesNo, flat
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence
from surga.reactions.sync import actions
from surga.reactions.sync.actions import Typed

_WIB = ZoneInfo("Asia/Jakarta")
_STANDINGS = (
    "disposed", "in_progress", "followed_up", "reporter_replied", "done", "archived", "postponed", "unverified",
    "not_ours",
)  # fmt: skip
_OLDEST = timedelta(days=366 * 5)


def _classes() -> list[tuple[str, str]]:
    """Klasifikasi as LAPOR! has it: what alleges an abuse of office is a class of its own."""
    return [
        ("complaint", _("Pengaduan")),
        ("oversight", _("Pengaduan berkadar pengawasan")),
        ("aspiration", _("Aspirasi")),
        ("information", _("Permintaan informasi")),
    ]


class TypedForm(forms.Form):
    """The fields of a report there; nobody's name is among them."""

    use_required_attribute = False
    report_id = Words(
        label=gettext_lazy("Nomor (tracking ID)"),
        max_length=40,
        error_messages=NEEDED,
        widget=Line(attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}),
        help_text=gettext_lazy("Angka saja, nol di depan ikut ditulis."),
    )
    received_on = forms.DateField(
        label=gettext_lazy("Tanggal masuk di sana"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    title = Words(label=gettext_lazy("Judul"), max_length=MAX_TITLE, required=False)
    text = Words(label=gettext_lazy("Isi"), error_messages=NEEDED, widget=Area(attrs={"rows": 8}))
    place = Words(label=gettext_lazy("Lokasi"), max_length=MAX_ADDRESS - 80, required=False)
    anonymous = YesNo(
        label=gettext_lazy("Anonim"), help_text=gettext_lazy("Pelapor tidak mau namanya tampil.")
    )
    secret = YesNo(
        label=gettext_lazy("Rahasia"), help_text=gettext_lazy("Laporannya tidak tampil untuk umum.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = flat(sorted((each.code, each.name) for each in regions.regions_of("kelurahan")))
        self.fields["kind"] = Choice(flat(_classes()), label=_("Klasifikasi"), error_messages=NEEDED)
        self.fields["standing"] = Choice(
            flat((code, their_word(code)) for code in _STANDINGS),
            label=_("Status di sana"),
            error_messages=NEEDED,
        )
        self.fields["region"] = Choice(places, empty=_("Belum tahu"), label=_("Kelurahan"), required=False)
        self.fields["received_on"].error_messages |= {**NEEDED, "invalid": sentence("date_invalid")}
        self.order_fields(
            [
                "report_id",
                "received_on",
                "kind",
                "standing",
                "title",
                "text",
                "place",
                "region",
                "anonymous",
                "secret",
            ]
        )

    def clean_report_id(self) -> str:
        try:
            return actions.tracking_id(self.cleaned_data["report_id"])
        except Refused as refused:
            raise forms.ValidationError(sentence(refused.code)) from None

    def clean_received_on(self) -> Any:
        day, today = self.cleaned_data["received_on"], timezone.localdate()
        if day > today:
            raise forms.ValidationError(sentence("date_future"))
        if day < today - _OLDEST:
            raise forms.ValidationError(sentence("date_too_old"))
        return day

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].strip()
        if len(text) > MAX_TEXT:
            raise forms.ValidationError(sentence("text_too_long", max=MAX_TEXT))
        return str(text)

    def report(self) -> Report:
        said = self.cleaned_data
        at = min(datetime.combine(said["received_on"], time(0), _WIB), datetime.now(UTC))
        region = regions.region(said["region"]) if said["region"] else None
        place = [said["place"].strip(), f"Kelurahan {region.name}" if region is not None else ""]
        return Report(
            said["report_id"], "", said["text"], said["standing"], at, at,
            title=said["title"].strip(),
            kind="complaint" if said["kind"] == "oversight" else said["kind"],
            oversight=said["kind"] == "oversight",
            anonymous=said["anonymous"],
            secret=said["secret"],
            place=", ".join(filter(None, place)),
        )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("file")
def typed(request: Visit) -> HttpResponse:
    """Type in one report. The same number again is the same report: then nothing changes but its standing."""
    form = TypedForm(
        request.POST if request.method == "POST" else None,
        initial={"kind": "complaint", "standing": "disposed"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.type_in(SYSTEM, form.report(), request.actor)
        except Refused as refused:
            form.add_error(
                refused.field if refused.field in form.fields else None,
                sentence(refused.code, **refused.params),
            )
        else:
            _say(request, made)
            return redirect("desk_typed")
    status = 422 if form.is_bound else 200
    context = {**placed(request.actor, "masuk"), "form": form}
    return render(request, "desk/exchange/byhand/typed.html", context, status=status)


def _say(request: Visit, made: Typed) -> None:
    said = {
        "new": _("Tersimpan sebagai laporan"),
        "changed": _("Nomor itu sudah ada; statusnya diperbarui pada laporan"),
        "same": _("Nomor itu sudah ada dan tidak ada yang berubah: laporan"),
    }[made.came]
    tell = messages.info if made.came == "same" else messages.success
    code = made.code
    if may(request.actor, "see"):
        tell(request, format_html('{} <a class="code" href="/meja/laporan/{}">{}</a>.', said, code, code))
    else:
        tell(request, f"{said} {code}.")
