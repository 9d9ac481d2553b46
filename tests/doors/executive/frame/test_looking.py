"""A page of SIE is one look; what writes, and what lies elsewhere, is none."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from surga.doors.executive.frame.looking import LookingMiddleware
from surga.reactions.insight.queries.counted.looking import looks


def answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(looks()))


@pytest.mark.parametrize(
    ("method", "path", "told"),
    [
        ("GET", "/sie", b"True"), ("HEAD", "/sie/peta", b"True"), ("GET", "/sie/temuan?ukuran=waktu", b"True"),
        ("POST", "/sie/depan", b"False"), ("GET", "/sientific", b"False"), ("GET", "/", b"False"),
    ],
)  # fmt: skip
def test_below_sie_what_is_read_is_one_look(method: str, path: str, told: bytes) -> None:
    request = RequestFactory().generic(method, path)
    assert LookingMiddleware(answer)(request).content == told  # type: ignore[attr-defined]  # an HttpResponse
    assert not looks()
