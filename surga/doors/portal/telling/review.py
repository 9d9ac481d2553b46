"""Before sending: everything at a glance, and what the public will see of it. Then it is sent, once."""

from __future__ import annotations

import uuid
from typing import Any

import structlog
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from surga.core.cases.states import Refused
from surga.core.intake.message import MessageRefused
from surga.doors.look.sentences import sentence
from surga.doors.look.words.dangers import alarm_in
from surga.doors.portal.gate import keys, pace
from surga.doors.portal.gate.machine import FAILURES, said_of
from surga.doors.portal.gate.ready import needs_city
from surga.doors.portal.telling import sending
from surga.doors.portal.telling.keeping import drafts
from surga.doors.portal.telling.keeping.drafts import REVIEW, Draft
from surga.doors.portal.telling.listening import lacking
from surga.doors.portal.telling.listening.alike import for_draft, lead_at
from surga.doors.portal.telling.views import gone

log = structlog.get_logger("surga.doors")


@needs_city
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponseBase:
    """Show the draft whole; sent by POST, answered by a redirect to the receipt."""
    draft = drafts.find(request, draft_id)
    if draft is None:
        return gone(request)
    if draft.sent:
        return redirect("terima", draft.sent)
    if draft.next_step != REVIEW:
        return redirect("langkah", draft.id, draft.next_step)
    if request.method != "POST":
        return _page(request, draft)
    if _changed(request, draft):
        return redirect("langkah", draft.id, REVIEW)
    return _send(request, draft)


def _changed(request: HttpRequest, draft: Draft) -> bool:
    """Take in what was answered on the page; whether it is to be looked at once more before it is sent."""
    answered = lacking.answer(draft, request.POST)
    draft.is_other(request.POST.getlist("bukan"))
    lead = lead_at(request.POST.get("sama", "")[:40])
    if lead is not None:
        draft.lead, draft.region = lead.code, draft.region or lead.region_code
    elif "sendiri" in request.POST:
        draft.is_other([draft.lead])
        draft.lead = ""
    stays = lead is not None or not {"bukan", "sendiri", "tambah"}.isdisjoint(request.POST)
    if answered or stays or draft.asked:
        drafts.save(request, draft)
    return stays


def _send(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    try:
        pace.count(request, "send")
        receipt = sending.send(draft)
    except pace.TooOften as error:
        return pace.too_often(request, error)
    except MessageRefused as refused:
        wrong = {name: sentence(code, **params) for name, (code, params) in refused.errors.items()}
        return _page(request, draft, wrong)
    except Refused as refused:
        return _page(request, draft, {refused.field: sentence(refused.code, **refused.params)})
    except FAILURES as error:
        status, told = said_of(error)
        return _page(request, draft, {"": told}, status)
    if draft.lead and (told := sending.join(receipt.code, draft.lead, phone=draft.phone, email=draft.email)):
        messages.info(request, told)
    drafts.mark_sent(request, draft, receipt.code)
    log.info("case_filed", code=receipt.code, created=receipt.created)
    answer = redirect("terima", receipt.code)
    keys.hold(request, answer, receipt.code)
    return answer


def _page(
    request: HttpRequest, draft: Draft, wrong: dict[str, str] | None = None, status: int = 422
) -> HttpResponse:
    context: dict[str, Any] = {
        "draft": draft,
        "face": sending.public_face(draft),
        "day": draft.day,
        "alike": for_draft(request, draft),
        "lead": lead_at(draft.lead) if draft.lead else None,
        "questions": lacking.questions(draft),
        "alarm": alarm_in(draft.text),
        "wrong": list((wrong or {}).values()),
    }
    return render(request, "portal/telling/periksa.html", context, status=status if wrong else 200)
