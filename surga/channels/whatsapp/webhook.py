"""Where Meta calls: proves that the caller knows the app's secret, and keeps what it brought.

GET asks whether the address is ours, by a token only both know; POST brings messages and statuses signed by
``X-Hub-Signature-256``. As in "Create a webhook endpoint", developers.facebook.com, May 2026.
"""

from __future__ import annotations

import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from surga.channels.wire.hooks import Refused, answer, body_of, keep, same


@csrf_exempt
def hook(request: HttpRequest) -> HttpResponse:
    """200 only for what is kept; 401 unsigned, 403 wrongly signed, 404 while WhatsApp is not set up."""
    account = settings.WHATSAPP
    if account is None:
        return answer(404)
    if request.method == "GET":
        return _challenge(request, account.verify_token)
    if request.method != "POST":
        return answer(405)
    try:
        return keep("whatsapp", _signed_body(request, account.app_secret))
    except Refused as refused:
        return answer(refused.status)


def _challenge(request: HttpRequest, token: str) -> HttpResponse:
    if request.GET.get("hub.mode") != "subscribe" or not same(request.GET.get("hub.verify_token", ""), token):
        return answer(403)
    return answer(200, request.GET.get("hub.challenge", ""))


def _signed_body(request: HttpRequest, secret: str) -> bytes:
    given = request.META.get("HTTP_X_HUB_SIGNATURE_256", "")
    if not given:
        raise Refused(401)
    body = body_of(request)
    if not same(given, "sha256=" + hmac.digest(secret.encode(), body, "sha256").hex()):
        raise Refused(403)
    return body
