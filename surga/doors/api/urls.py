"""The addresses of this door."""

from django.urls import URLPattern, path, re_path

from surga.doors.api.asking.doorway import guarded, reading
from surga.doors.api.describe import page
from surga.doors.api.operations.api import api


def _guarded(pattern: URLPattern) -> URLPattern:
    pattern.callback = guarded(reading(pattern.callback))
    return pattern


urlpatterns = [
    path("api/v1/", guarded(page.home), name="api_home"),
    path("api/v1/openapi.json", guarded(page.openapi), name="api_openapi"),
    path("api/v1/docs", page.docs, name="api_docs"),
    path("problems/<slug:code>", page.problem, name="api_problem"),
    path(
        "api/v1/", ([_guarded(each) for each in api.urls[0] if isinstance(each, URLPattern)], "ninja", "api")
    ),
    re_path(r"^api(/.*)?$", guarded(page.unknown)),
]
