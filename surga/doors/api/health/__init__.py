"""Whether the process is up (/healthz), whether it can serve (/readyz), and how it goes (/metrics)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from surga.doors.api.health import metrics, ready


class HealthMiddleware:
    """Answers before anything else is asked: a probe needs no session, no language and no host name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = _ANSWERS.get(request.path)
        if answer is None:
            return self.get_response(request)
        response = answer(request)
        response["Cache-Control"] = "no-store"
        return response


def _healthz(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def _readyz(_request: HttpRequest) -> HttpResponse:
    found = ready.readiness()
    return JsonResponse(found.as_json(), status=200 if found.can_serve else 503)


def _metrics(request: HttpRequest) -> HttpResponse:
    return metrics.answer(request)


_ANSWERS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": _healthz,
    "/readyz": _readyz,
    "/metrics": _metrics,
}
