"""What an officer does on a conversation's page. Each is a form that needs no script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surga.core.cases.states import Refused
from surga.core.intake.actions import holding
from surga.core.intake.actions.traffic import presence, sending
from surga.core.intake.queries import inbox
from surga.doors.desk.centre.inbox import replies
from surga.doors.desk.centre.inbox.page import PATH, Asked, Attempt, snoozed_until
from surga.doors.desk.centre.inbox.views import show_talk
from surga.doors.desk.frame.page import city_now
from surga.doors.look import words
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence

#: Somebody else was quicker, or has it: not a mistake in the form.
_CONFLICTS: Final = frozenset({"held_by_other", "not_holder", "window_closed", "line_unknown"})
_ONCE: Final = re.compile(r"^[0-9a-f]{32}$")


@require_POST
@at_desk("converse")
def act(request: Visit, pk: int, name: str) -> HttpResponse:
    """Do it, or show the page as it is now with the reason why not and with what was typed."""
    run = _ACTS.get(name)
    if run is None:
        raise Http404
    if "insert" in request.POST:
        return show_talk(request, pk, _inserted(request, pk))
    try:
        return run(request, pk)
    except Refused as error:
        if error.code == "conversation_unknown":
            raise Http404 from None
        attempt = _attempt(request, name, sentence(error.code, **error.params))
        return show_talk(request, pk, attempt, status=409 if error.code in _CONFLICTS else 422)


def _take(request: Visit, pk: int) -> HttpResponse:
    holding.take(pk, request.actor, known_holder=_number(request, "known_holder"))
    return _stay(request, pk)


def _hand_over(request: Visit, pk: int) -> HttpResponse:
    holding.hand_over(pk, request.actor, _number(request, "officer") or 0)
    return _leave(request, _("Diserahkan kepada rekan Anda."))


def _release(request: Visit, pk: int) -> HttpResponse:
    holding.release(pk, request.actor)
    return _leave(request, _("Bot menjawab lagi di percakapan itu."))


def _snooze(request: Visit, pk: int) -> HttpResponse:
    until = snoozed_until(request.POST.get("until", ""), timezone.now())
    if until is None:
        raise Refused("snooze_invalid", "until")
    holding.snooze(pk, request.actor, until)
    return _leave(request, _("Ditunda. Percakapan itu kembali sendiri pada waktunya."))


def _answer(request: Visit, pk: int) -> HttpResponse:
    holding.answer(pk, request.actor, request.POST.get("text", ""), once=_once(request))
    return _stay(request, pk)


def _typing(request: Visit, pk: int) -> HttpResponse:
    """Noted for the worker; a script asks for it while the officer writes."""
    presence.note(pk, request.actor)
    return HttpResponse(status=204)


def _send_template(request: Visit, pk: int) -> HttpResponse:
    conversation = inbox.talk(pk)
    if conversation is None:
        raise Http404
    ready = replies.templates_for(conversation, city_now())
    chosen = next((each for each in ready if each.name == request.POST.get("template")), None)
    if chosen is None:
        raise Refused("template_unknown", "template")
    holding.answer(pk, request.actor, chosen.text, once=_once(request), template=dict(chosen.data))
    return _stay(request, pk)


def _end(request: Visit, pk: int) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    holding.end(pk, request.actor, outcome)
    return _leave(
        request, _("Selesai, dicatat sebagai: %(outcome)s.") % {"outcome": words.label("outcome", outcome)}
    )


def _again(request: Visit, pk: int) -> HttpResponse:
    """Send a line again that failed or may not have arrived: the officer's own decision."""
    line = inbox.line(_number(request, "line") or 0)
    if line is None or line.conversation_id != pk or not sending.retry_line(line.pk, request.actor):
        raise Refused("line_unknown")
    return _stay(request, pk)


def _read(request: Visit, pk: int) -> HttpResponse:
    holding.read(pk, request.actor)
    return HttpResponse(status=204)


_ACTS: Final[dict[str, Callable[[Visit, int], HttpResponse]]] = {
    "ambil": _take,
    "serahkan": _hand_over,
    "lepas": _release,
    "tunda": _snooze,
    "jawab": _answer,
    "mengetik": _typing,
    "templat": _send_template,
    "selesai": _end,
    "ulang": _again,
    "baca": _read,
}


def _attempt(request: Visit, name: str, said: str, text: str | None = None) -> Attempt:
    typed = request.POST.get("text", "") if text is None else text
    return Attempt(name, said, typed, _once(request))


def _inserted(request: Visit, pk: int) -> Attempt:
    """Without script: the chosen reply below what was typed, and the page again."""
    conversation = inbox.talk(pk)
    if conversation is None:
        raise Http404
    canned = replies.canned_for(conversation, str(request.user), city_now())
    chosen, typed = canned.get(request.POST.get("reply", ""), ""), request.POST.get("text", "").rstrip()
    text = f"{typed}\n\n{chosen}" if typed and chosen else typed or chosen
    return _attempt(request, "", "", text)


def _once(request: Visit) -> str:
    """The form's own id; a form without one gets one, and is then as good as new."""
    said = request.POST.get("once", "")
    return said if _ONCE.match(said) else Attempt().once


def _number(request: Visit, name: str) -> int | None:
    said = request.POST.get(name, "")
    return int(said) if said.isdecimal() and said.isascii() and len(said) < 19 else None


def _stay(request: Visit, pk: int) -> HttpResponse:
    return redirect(f"{PATH}/{pk}?{_kept(request)}")


def _leave(request: Visit, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(f"{PATH}?{_kept(request)}")


def _kept(request: Any) -> str:
    return urlencode(Asked.of(request).kept)
