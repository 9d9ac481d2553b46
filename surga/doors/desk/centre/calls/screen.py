"""One screen for calls and the counter, at /meja/baru: who, what is said, what helps, and what came of it."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from surga.core.agencies.city import City
from surga.core.hotlines.queries import hotlines
from surga.core.intake.queries import conversations
from surga.core.people.access import may
from surga.doors.desk.centre.calls.form import ENDS, CallForm
from surga.doors.desk.centre.calls.paper import filed
from surga.doors.desk.centre.calls.saving import Saved, save
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.look import words
from surga.doors.look.pages.officer import Visit, at_desk

_LINES: Final = 30
#: In the order in which they listen.
_SCRIPTS: Final = tuple(f"desk/calls/{name}.js" for name in ("combo", "who", "beside", "send", "draft"))


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("file")
def screen(request: Visit) -> HttpResponse:
    """The screen; once it is sent, the code for the caller, or the screen again for the next call."""
    city = city_now()
    if request.method != "POST":
        return _page(request, city, _form(city, initial=_known(request)))
    form = _form(city, data=request.POST, files=request.FILES)
    saved = save(form, request.actor)
    if _wants_data(request):
        return _data(form, saved)
    if isinstance(saved, int):
        return _page(request, city, form, status=saved)
    status = 201 if saved.new else 200
    if saved.code:
        return filed(request, saved.code, status=status)
    return _page(request, city, _form(city), status=status, said=_said(saved))


def _form(city: City, **kwargs: Any) -> CallForm:
    today = timezone.localdate()
    return CallForm(city, get_language() or "id", hotlines(open_on=today), **kwargs)


def _page(request: Visit, city: City, form: CallForm, *, status: int = 200, said: str = "") -> HttpResponse:
    context = {
        **frame(request.actor),
        "form": form,
        "said": said,
        "ends": [{"code": code, "key": n} for n, code in enumerate(ENDS, 1)],
        "topic_words": {code: " ".join(topic.words) for code, topic in city.topics.items() if topic.active},
        "scripts": _SCRIPTS,
    }
    return render(request, "desk/centre/calls/screen.html", context, status=status)


def _wants_data(request: Visit) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _data(form: CallForm, saved: Saved | int) -> JsonResponse:
    """The same for the script, which keeps what was typed where it stands."""
    if isinstance(saved, int):
        errors = {name: str(found[0]) for name, found in form.errors.items()}
        said = errors.pop("__all__", "") or _("Periksa yang ditandai, lalu simpan lagi.")
        return JsonResponse({"errors": errors, "said": said}, status=saved)
    go = f"/meja/baru/{saved.code}" if saved.code else ""
    answer = {"go": go, "said": _said(saved), "once": CallForm.new_once()}
    return JsonResponse(answer, status=201 if saved.new else 200)


def _said(saved: Saved) -> str:
    return _("Tercatat: %(outcome)s. Siap untuk berikutnya.") % {
        "outcome": words.label("outcome", saved.outcome)
    }


def _known(request: Visit) -> dict[str, Any]:
    """What the address tells of the touch already."""
    asked = {
        "channel": request.GET.get("lewat"),
        "hotline": request.GET.get("hotline"),
        "about": request.GET.get("perihal"),
        "phone": request.GET.get("telepon"),
    }
    known: dict[str, Any] = {name: value for name, value in asked.items() if value}
    pk = request.GET.get("percakapan", "")
    if pk.isascii() and pk.isdigit() and len(pk) < 19 and may(request.actor, "converse"):
        known |= _from_conversation(int(pk))
    return known


def _from_conversation(pk: int) -> dict[str, Any]:
    """Who speaks there, and what they said since our own last case with them."""
    conversation = conversations.conversation(pk)
    if conversation is None:
        return {}
    lines = conversations.lines_of(pk, limit=_LINES)
    after = max((n for n, line in enumerate(lines, 1) if line.case_id is not None), default=0)
    said = [line.text.strip() for line in lines[after:] if line.way == "in" and line.text.strip()]
    return {
        "conversation": pk,
        "channel": conversation.channel,
        "name": conversation.name,
        "phone": conversation.phone,
        "text": "\n".join(said),
    }
