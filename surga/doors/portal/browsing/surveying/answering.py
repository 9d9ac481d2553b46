"""`/survei/<token>`: by an invitation, once; `/survei/u/<code>`: by the code at the counter or on a web page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from surga.doors.portal.browsing.surveying.forms import AnswerForm
from surga.doors.portal.browsing.surveying.said import sentence_of
from surga.doors.portal.gate import machine, pace
from surga.doors.portal.gate.ready import needs_city
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.actions import AnswerDraft, SurveyRefused
from surga.reactions.surveys.queries import RoundInfo

#: The rounds this browser answered: a hint, so that nobody counts twice by mistake. It proves nothing.
COOKIE: Final = "survei"
_SALT: Final = "surga.portal.survey"
_AGE: Final = 180 * 24 * 3600
_MOST: Final = 10
_STATUS: Final = {"invitation_used": 410, "round_not_open": 410, "invited_only": 403}


@needs_city
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where one types the code from a poster; `/survei?kode=…` goes on to it."""
    code = request.GET.get("kode", "").strip().lower()
    if not code:
        return render(request, "surveying/start.html", {"typed": ""})
    if queries.round_by_code(code[:20]) is None:
        said = {"typed": code[:20], "wrong": sentence_of("round_unknown")}
        return render(request, "surveying/start.html", said, status=404)
    return HttpResponseRedirect(reverse("survei_umum", args=[code]))


@needs_city
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """The survey of an invitation; a used, unknown or closed one says so."""
    asked = queries.invited(token)
    if asked is None:
        return _instead(request, "invitation_unknown")
    if asked.used and request.method != "POST":
        return _instead(request, "invitation_used", asked.round)
    return _survey(request, asked.round, lambda draft: actions.answer_invitation(token, draft))


@needs_city
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: HttpRequest, code: str) -> HttpResponse:
    """The survey of a round by its public code, for whoever stands at the counter."""
    info = queries.round_by_code(code[:20])
    if info is None:
        return _instead(request, "round_unknown")
    if not info.walk_in:
        return _instead(request, "invited_only", info)
    if request.method != "POST" and info.code in _answered(request) and "lagi" not in request.GET:
        return _page(request, "surveying/again.html", {"round": info})
    way = "qr" if request.GET.get("lewat") == "qr" else "web"
    return _survey(request, info, lambda draft: actions.answer(info.id, draft, way))


@needs_city
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Thanks, and what becomes of it."""
    info = queries.round_by_code(request.GET.get("u", "")[:20])
    again = info is not None and info.walk_in and info.state == "open" and "tamu" in request.GET
    return _page(request, "surveying/done.html", {"round": info, "again": again})


def _survey(request: HttpRequest, info: RoundInfo, keep: Callable[[AnswerDraft], bool]) -> HttpResponse:
    if info.state != "open":
        return _instead(request, "round_not_open", info)
    language = get_language() or "id"
    if request.method != "POST":
        return _page(request, "surveying/survey.html", {"round": info, "form": AnswerForm(None, language)})
    form, status = AnswerForm(request.POST, language), 422
    if form.is_valid():
        try:
            pace.count(request, "survey")
            keep(form.draft())
            return _thanked(request, info)
        except pace.TooOften as error:
            return pace.too_often(request, error)
        except SurveyRefused as refused:
            if refused.field not in form.fields:
                return _instead(request, refused.code, info)
            form.add_error(refused.field, sentence_of(refused.code))
        except machine.FAILURES as error:
            status, said = machine.said_of(error)
            form.add_error(None, said)
    return _page(request, "surveying/survey.html", {"round": info, "form": form}, status)


def _thanked(request: HttpRequest, info: RoundInfo) -> HttpResponse:
    words = {"u": info.code} | ({"tamu": "1"} if "/survei/u/" in request.path else {})
    response = HttpResponseRedirect(f"{reverse('survei_selesai')}?{urlencode(words)}")
    answered = [info.code, *(code for code in _answered(request) if code != info.code)]
    response.set_signed_cookie(
        COOKIE,
        ".".join(answered[:_MOST]),
        salt=_SALT,
        max_age=_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def _answered(request: HttpRequest) -> list[str]:
    signed = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=_AGE) or ""
    return [code for code in signed.split(".") if code]


def _instead(request: HttpRequest, code: str, info: RoundInfo | None = None) -> HttpResponse:
    """A page that says why there is no survey, and what one can do."""
    said = {"said": sentence_of(code), "code": code, "round": info}
    return _page(request, "surveying/instead.html", said, _STATUS.get(code, 404))


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    language = get_language() or "id"
    info = context.get("round")
    words = {"period": info.period_name(language)} if isinstance(info, RoundInfo) else {}
    response = render(request, template, {**context, **words}, status=status)
    # A counter's tablet is used by one person after another.
    add_never_cache_headers(response)
    return response
