"""Before a city profile is loaded there is nothing to file a report with: a page says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from surga.core.agencies.queries import NoCityError


def needs_city[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Answer 503 with a kind page where the view finds no city."""

    @wraps(view)
    def ready(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NoCityError:
            return render(request, "portal/browsing/tanpa_kota.html", status=503)

    return ready
