"""Where Telegram calls: it sends back the secret that we gave it with the address (Bot API, ``setWebhook``)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from surga.channels.wire.hooks import Refused, answer, body_of, keep, same


@csrf_exempt
def hook(request: HttpRequest) -> HttpResponse:
    """200 only for what is kept; 401 without a secret, 403 with a wrong one, 404 while Telegram is not set up."""
    account = settings.TELEGRAM
    if account is None:
        return answer(404)
    if request.method != "POST":
        return answer(405)
    given = request.META.get("HTTP_X_TELEGRAM_BOT_API_SECRET_TOKEN", "")
    if not same(given, account.secret):
        return answer(403 if given else 401)
    try:
        return keep("telegram", body_of(request))
    except Refused as refused:
        return answer(refused.status)
