"""`/daftar/<code>/saya-juga`: "I have the same trouble". A report of one's own, together with the one that is there."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from surga.core.cases.codes import tidy_code
from surga.core.cases.queries import counted
from surga.core.cases.states import Refused
from surga.core.intake.message import Message, MessageRefused
from surga.core.intake.receive import Receipt, receive
from surga.core.people.access import REPORTER
from surga.doors.look.pages.mistakes import problem_page
from surga.doors.look.sentences import sentence
from surga.doors.portal.following.acts import read
from surga.doors.portal.gate import keys, pace
from surga.doors.portal.gate.fields import PhotosField, PlainField
from surga.doors.portal.gate.machine import FAILURES, said_of
from surga.doors.portal.gate.ready import needs_city
from surga.doors.portal.telling import sending
from surga.doors.portal.telling.forms import ContactForm
from surga.doors.portal.telling.listening.alike import lead_at
from surga.reactions.register import queries as register

_LONGEST = 1_000


class TooForm(ContactForm):
    """One sentence, a photo, how to reach them: nothing of it is required."""

    confidential = None  # type: ignore[assignment]  # what goes together with a public report is no secret

    #: Sent twice, it is one report.
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = PlainField(
        lines=True,
        label=gettext_lazy("Ada yang ingin ditambahkan?"),
        help_text=gettext_lazy(
            "Satu kalimat sudah cukup: sejak kapan Anda mengalaminya, atau apa akibatnya."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": _LONGEST}),
    )
    photos = PhotosField(label=gettext_lazy("Foto"))


@needs_city
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def too(request: HttpRequest, code: str) -> HttpResponseBase:
    """The short page, and what it sends. 404 for what nobody may read, 409 for what has ended."""
    tidy = tidy_code(code[:40])
    case = (register.public_case(tidy) or register.public_case(register.lead_of(tidy))) if tidy else None
    if case is None:
        return problem_page(request, 404, sentence("code_unknown"))
    if case.code != code:
        return redirect("saya_juga", case.code)
    lead = lead_at(case.code)
    if lead is None:
        return problem_page(
            request, 409, _("Laporan ini sudah berakhir. Bila masih terjadi, silakan buat laporan baru.")
        )
    own = counted.own_among(case.code, keys.held(request))
    if own:
        return render(request, "portal/browsing/saya_juga.html", {"lead": lead, "own": own})
    if request.method != "POST":
        return _page(request, lead, TooForm(initial={"once": uuid.uuid4()}))
    form = TooForm(request.POST, request.FILES)
    return _page(request, lead, form, 422) if not form.is_valid() else _send(request, case, lead, form)


def _send(request: HttpRequest, case: Any, lead: Any, form: TooForm) -> HttpResponseBase:
    try:
        pace.count(request, "send")
        receipt = _received(case, form.cleaned_data)
    except pace.TooOften as error:
        return pace.too_often(request, error)
    except MessageRefused as refused:
        for name, (code, params) in refused.errors.items():
            ours = name.removeprefix("reporter_")
            form.add_error(ours if ours in form.fields else None, sentence(code, **params))
        return _page(request, lead, form, 422)
    except Refused as refused:
        form.add_error("photos", sentence(refused.code, **refused.params))
        return _page(request, lead, form, 422)
    except FAILURES as error:
        status, told = said_of(error)
        form.add_error(None, told)
        return _page(request, lead, form, status)
    said = form.cleaned_data
    if told := sending.join(receipt.code, case.code, phone=said["phone"], email=said["email"]):
        messages.info(request, told)
    answer = redirect("terima", receipt.code)
    keys.hold(request, answer, receipt.code)
    return answer


def _received(case: Any, said: dict[str, Any]) -> Receipt:
    """Their own report: of the same matter and kelurahan, in their own words or, where they gave none, in ours."""
    return receive(
        Message(
            text=said["text"] or _("Saya juga mengalami: %(title)s") % {"title": case.title},
            kind=case.kind,
            channel="web",
            external_id=f"too:{case.code}:{said['once']}" if said["once"] else "",
            reporter_name=said["name"],
            reporter_phone=said["phone"],
            reporter_email=said["email"],
            language="en" if (get_language() or "").startswith("en") else "id",
            anonymous=said["anonymous"],
            region=case.region_code,
            topic=case.topic_code,
            photos=read(said["photos"]),
        ),
        REPORTER,
    )


def _page(request: HttpRequest, lead: Any, form: TooForm, status: int = 200) -> HttpResponse:
    return render(request, "portal/browsing/saya_juga.html", {"lead": lead, "form": form}, status=status)
