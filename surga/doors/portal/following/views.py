"""`/lacak`: follow a case by its number; with its key, as its reporter."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from surga.core.agencies import queries as agencies
from surga.core.cases.codes import tidy_code, token_matches
from surga.core.cases.queries import case_by_code
from surga.core.people import actions as people
from surga.doors.look.pages.mistakes import problem_page
from surga.doors.look.sentences import problem_of, sentence
from surga.doors.look.words.dangers import alarm_of
from surga.doors.portal.following import acts, view
from surga.doors.portal.following.forms import LookUpForm, LostCodeForm
from surga.doors.portal.following.public import public_context, together_of
from surga.doors.portal.gate import keys, pace
from surga.doors.portal.gate.ready import needs_city
from surga.reactions.register import queries as register

#: Nobody has been there yet: a danger that is told of may go on.
_STILL_WAITING: Final = frozenset(
    {"received", "waiting_reporter", "verified", "forwarded", "returned", "escalated"}
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponseBase:
    """Ask for a number, and lead to its page. A number in the address (`?kode=`) is taken too."""
    if request.method != "POST":
        code = request.GET.get("kode", "")
        return redirect("lacak_laporan", tidy_code(code[:40])) if tidy_code(code[:40]) else _ask(request)
    form = LookUpForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, 422)
    code, token = form.cleaned_data["code"], form.cleaned_data["token"]
    return _with_key(request, code, token) if token else redirect("lacak_laporan", code)


@needs_city
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, code: str) -> HttpResponseBase:
    """One case. ``?t=`` (the link in a mail) becomes a cookie and leaves the address at once."""
    tidy = tidy_code(code[:40])
    if tidy and tidy != code:
        return redirect("lacak_laporan", tidy, preserve_request=request.method == "POST")
    if tidy and request.GET.get("t"):
        return _with_key(request, tidy, request.GET["t"])
    try:
        pace.count(request, "look_up")
        pace.check(request, "wrong_code")
    except pace.TooOften as error:
        return pace.too_often(request, error)
    case = case_by_code(tidy) if tidy else None
    mine = case is not None and keys.holds(request, tidy)
    if case is None or not (mine or _anybody_may(case)):
        return _unknown(request)
    if request.method == "POST":
        return _act(request, case) if mine else _closed_to_you(request)
    return _own_page(request, case) if mine else _public_page(request, case)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest) -> HttpResponseBase:
    """Send the numbers again to the e-mail address that was given: the same answer whether it is known or not."""
    form = LostCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            pace.count(request, "lost_code")
        except pace.TooOften as error:
            return pace.too_often(request, error)
        people.request_codes(form.cleaned_data["email"])
        return redirect("lacak_lupa_terkirim")
    return render(request, "portal/following/lupa.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD"])
def lost_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/following/lupa.html", {"sent": True})


@require_POST
def forget(request: HttpRequest, code: str) -> HttpResponseBase:
    """Forget the key on this device."""
    answer = redirect("lacak")
    keys.let_go(request, answer, tidy_code(code[:40]) or code)
    messages.success(request, _("Perangkat ini tidak lagi mengenali Anda sebagai pelapornya."))
    return answer


def _with_key(request: HttpRequest, code: str, token: str) -> HttpResponseBase:
    """A right key opens the case on this browser; a wrong one tells nothing about the number."""
    try:
        pace.check(request, "wrong_code")
        if token_matches(code, token[:80]):
            answer = redirect("lacak_laporan", code)
            keys.hold(request, answer, code)
            answer["Referrer-Policy"] = "no-referrer"
            return answer
        pace.count(request, "wrong_code")
    except pace.TooOften as error:
        return pace.too_often(request, error)
    form = LookUpForm({"code": code})
    form.is_valid()
    form.add_error("token", sentence("token_wrong"))
    return _ask(request, form, 403)


def _anybody_may(case: Any) -> bool:
    return not (case.confidential or case.oversight)


def _unknown(request: HttpRequest) -> HttpResponseBase:
    """The same for a number that does not exist and for one that is nobody's business."""
    try:
        pace.count(request, "wrong_code")
    except pace.TooOften as error:
        return pace.too_often(request, error)
    form = LookUpForm(initial={})
    return _ask(request, form, 404, sentence("code_unknown"))


def _closed_to_you(request: HttpRequest) -> HttpResponse:
    return problem_page(
        request, 403, _("Hanya pelapor yang dapat melakukannya. Buka laporan ini dengan kuncinya dulu.")
    )


def _ask(
    request: HttpRequest, form: forms.Form | None = None, status: int = 200, wrong: str = ""
) -> HttpResponse:
    context = {"form": form or LookUpForm(), "wrong": wrong, "mine": keys.held(request)}
    return render(request, "portal/following/lacak.html", context, status=status)


def _act(request: HttpRequest, case: Any) -> HttpResponseBase:
    name = request.POST.get("do", "")
    if name not in acts.ACTS:
        return problem_page(request, 400, str(problem_of(400).happened))
    try:
        pace.count(request, "say")
    except pace.TooOften as error:
        return pace.too_often(request, error)
    form = acts.bound_form(name, request)
    status = acts.carry_out(name, case.code, form)
    if status != 200:
        return _own_page(request, case, {name: form}, status)
    messages.success(request, str(acts.ACTS[name].thanks))
    return redirect("lacak_laporan", case.code)


def _own_page(
    request: HttpRequest, case: Any, wrong: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    agencies.city()
    context = {
        "together": together_of(case),
        "alarm": alarm_of(case.danger) if case.status in _STILL_WAITING else None,
        "seen": view.seen_by_reporter(case, get_language() or "id"),
        "forms": {**acts.empty_forms(), **(wrong or {})},
        "wrong": next(iter((wrong or {}).values()), None),
        "wrong_act": next(iter(wrong or {}), ""),
    }
    return render(request, "portal/following/milik.html", context, status=status)


def _public_page(request: HttpRequest, case: Any) -> HttpResponse:
    where = agencies.city()
    shown = register.public_case(case.code) if case.published and not case.protected else None
    context: dict[str, Any] = {
        "seen": view.seen_by_code(case),
        "form": LookUpForm(initial={"code": case.code}),
    }
    if shown is not None:
        context |= public_context(shown, where, get_language() or "id")
    elif lead := register.lead_of(case.code):
        context["lead"] = lead
    return render(request, "portal/following/umum.html", context)
