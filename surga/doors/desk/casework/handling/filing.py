"""Taking a case for somebody who calls, comes by or writes: a short form, and the code to tell them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from surga.core.agencies.city import City
from surga.core.cases.queries import case_by_code, facts_of
from surga.core.cases.states import KINDS, Refused
from surga.core.intake.message import Message, MessageRefused
from surga.core.intake.receive import KeyReused, Receipt, receive
from surga.core.people.access import Actor, may
from surga.core.regions import queries as regions
from surga.doors.desk.frame.fields import Area, Choice, Line, Photos, Words, YesNo, flat, topic_parts
from surga.doors.desk.frame.officer import Visit, at_desk
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.look import words
from surga.doors.look.sentences import sentence

CHANNELS = ("phone", "visit", "whatsapp", "letter", "sp4n", "email", "sms", "other")
#: The message's names for what the form calls otherwise.
_FIELDS = {"reporter_name": "name", "reporter_phone": "phone", "reporter_email": "email"}


class FilingForm(forms.Form):
    """What the caller says. Only the text is needed."""

    use_required_attribute = False
    text = Words(
        label=gettext_lazy("Apa yang terjadi?"),
        widget=Area(attrs={"rows": 7, "autofocus": True}),
        error_messages={"required": gettext_lazy("Tuliskan dulu apa yang terjadi.")},
    )
    name = Words(label=gettext_lazy("Nama"), required=False)
    phone = Words(
        label=gettext_lazy("Nomor telepon"),
        required=False,
        widget=Line(attrs={"inputmode": "tel"}),
    )
    email = Words(label=gettext_lazy("Surel"), required=False, widget=Line(attrs={"inputmode": "email"}))
    anonymous = YesNo(
        label=gettext_lazy("Anonim"),
        help_text=gettext_lazy("Publik dan instansi tidak tahu siapa pelapornya."),
    )
    confidential = YesNo(
        label=gettext_lazy("Rahasia"),
        help_text=gettext_lazy("Tidak tampil di daftar publik; instansi yang dilaporkan tidak melihatnya."),
    )
    address = Words(
        label=gettext_lazy("Alamat atau patokan"),
        required=False,
        help_text=gettext_lazy("Jalan, nomor, RT/RW."),
    )
    occurred_on = forms.DateField(
        label=gettext_lazy("Tanggal kejadian"),
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("Tanggal itu tidak ada. Contoh yang benar: 17-06-2026.")},
    )
    photos = Photos(label=gettext_lazy("Foto"))
    #: Sent again, the same form is the same case.
    once = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    def __init__(self, city: City, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channels = flat((code, words.label("channel", code)) for code in CHANNELS)
        kinds = flat((code, words.label("kind", code)) for code in KINDS)
        places = [(r.code, r.name) for r in regions.regions_of("kelurahan")]
        asked = {
            "channel": Choice(channels, label=_("Lewat apa"), initial="phone"),
            "kind": Choice(kinds, label=_("Jenis"), initial="complaint"),
            "region": Choice(flat(places), empty=_("Belum diketahui"), label=_("Kelurahan"), required=False),
            "topic": Choice(
                topic_parts(city, language),
                empty=_("Dicarikan dari isinya"),
                label=_("Topik"),
                required=False,
            ),
        }
        self.fields = {**asked, **self.fields}
        self.fields["once"].initial = uuid4().hex

    def message(self) -> Message:
        said = dict(self.cleaned_data)
        renamed = {theirs: said.pop(ours) for theirs, ours in _FIELDS.items()}
        return Message(external_id=f"desk:{said.pop('once')}", **renamed, **said)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("file")
def filing(request: Visit) -> HttpResponse:
    """The form at /meja/baru; once it is sent, the code and the key for the caller."""
    city, language = city_now(), get_language() or "id"
    if request.method != "POST":
        return _page(request, FilingForm(city, language), 200)
    form = FilingForm(city, language, request.POST, request.FILES)
    status = 422
    if form.is_valid():
        try:
            return _filed(request, receive(form.message(), request.actor))
        except MessageRefused as error:
            for name, (code, params) in error.errors.items():
                _wrong(form, _FIELDS.get(name, name), sentence(code, **params))
        except Refused as error:
            _wrong(form, error.field, sentence(error.code, **error.params))
        except KeyReused:
            status = 409
            _wrong(form, "", _("Formulir ini sudah terkirim dengan isi lain. Buka formulir baru."))
    return _page(request, form, status)


def _wrong(form: FilingForm, field: str, said: str) -> None:
    form.add_error(field if field in form.fields else None, said)


def _page(request: Visit, form: FilingForm, status: int) -> HttpResponse:
    context = {**frame(request.actor), "form": form}
    return render(request, "desk/handling/filing.html", context, status=status)


def _filed(request: Visit, receipt: Receipt) -> HttpResponse:
    context = {**frame(request.actor), "receipt": receipt, "sees": _sees(request.actor, receipt)}
    return render(request, "desk/handling/filed.html", context, status=201 if receipt.created else 200)


def _sees(actor: Actor, receipt: Receipt) -> bool:
    """Whether the officer may open what they just filed: an oversight case leaves their sight at once."""
    found = case_by_code(receipt.code)
    return found is not None and may(actor, "see", facts_of(found))
