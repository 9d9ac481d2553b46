"""The pages beside the operations: the start, the document, its reading page, and addresses that are none."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from surga.doors.api.answers.problems import Mistake
from surga.doors.api.describe import reading


def home(request: HttpRequest) -> HttpResponse:
    """Where to read on."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    base = f"{settings.PUBLIC_URL}/api/v1"
    return JsonResponse({"name": "Surga API", "openapi": f"{base}/openapi.json", "docs": f"{base}/docs"})


def openapi(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    return JsonResponse(reading.document())


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    return render(request, "api/docs.html", reading.page())


@require_safe
def problem(request: HttpRequest, code: str) -> HttpResponse:
    """A problem's ``type`` leads to its line in the page."""
    return redirect(f"/api/v1/docs#problem-{code}")


def unknown(request: HttpRequest, *_args: Any) -> HttpResponse:
    raise Mistake("address_unknown", 404)
