"""The shared inbox: the list, a conversation, what is new since the page was drawn, and attachments."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from surga.core.intake.queries import inbox
from surga.doors.desk.centre.inbox.page import Asked, Attempt, list_part, talk_part
from surga.doors.desk.frame.page import frame
from surga.doors.look.pages.officer import Visit, at_desk

#: What a browser may show by itself; anything else is only handed over to be saved.
_SHOWN = ("image/jpeg", "image/png", "image/webp")
_PLAYED = ("audio/", "video/")


@require_safe
@at_desk("converse")
def index(request: Visit) -> HttpResponse:
    """The list alone."""
    asked, now = Asked.of(request), timezone.now()
    context = {**frame(request.actor), **list_part(request, asked, now)}
    return render(request, "desk/centre/inbox/inbox.html", context)


@require_safe
@at_desk("converse")
def talk(request: Visit, pk: int) -> HttpResponse:
    """One conversation, the list beside it."""
    return show_talk(request, pk)


def show_talk(request: Visit, pk: int, attempt: Attempt | None = None, status: int = 200) -> HttpResponse:
    """The page of a conversation; ``attempt``: what was refused on it."""
    asked, now = Asked.of(request), timezone.now()
    context = {
        **frame(request.actor),
        **list_part(request, asked, now, pk),
        **talk_part(request, _known(pk), now, attempt),
    }
    return render(request, "desk/centre/inbox/inbox.html", context, status=status)


@require_safe
@at_desk("converse")
def fresh_list(request: Visit) -> HttpResponse:
    """The list anew, or 204 when the one with the mark ``l`` is still right."""
    now = timezone.now()
    if inbox.list_unchanged(request.GET.get("l", ""), now):
        return HttpResponse(status=204)
    context = {**list_part(request, Asked.of(request), now), "list_changed": True}
    return render(request, "desk/centre/inbox/live.html", context)


@require_safe
@at_desk("converse")
def fresh_talk(request: Visit, pk: int) -> HttpResponse:
    """What changed of a conversation's page since the marks ``v`` and ``l``, or 204 when nothing did."""
    now = timezone.now()
    same_talk = inbox.talk_unchanged(pk, request.GET.get("v", ""), now)
    same_list = inbox.list_unchanged(request.GET.get("l", ""), now)
    if same_talk and same_list:
        return HttpResponse(status=204)
    context: dict[str, Any] = {"list_changed": not same_list, "talk_changed": not same_talk}
    if not same_talk:
        context |= talk_part(request, _known(pk), now)
    if not same_list:
        context |= list_part(request, Asked.of(request), now, pk)
    return render(request, "desk/centre/inbox/live.html", context)


@require_safe
@at_desk("converse")
def attachment(request: Visit, pk: int, size: str) -> HttpResponseBase:
    """What somebody sent: photos (never with what hides in them) and sounds to look at, all else to save."""
    line = inbox.line(pk)
    if line is None or not line.file or size not in {"kecil", "besar"}:
        raise Http404
    name = line.file.replace("photos/", "thumbs/", 1) if size == "kecil" else line.file
    if not default_storage.exists(name):
        name = line.file
    if not default_storage.exists(name):
        raise Http404
    kind = "image/jpeg" if name.endswith(".jpg") else line.media_type.partition(";")[0].strip().lower()
    shown = kind in _SHOWN or kind.startswith(_PLAYED)
    response = FileResponse(
        default_storage.open(name),
        content_type=kind if shown else "application/octet-stream",
        as_attachment=not shown,
        filename=f"lampiran-{line.pk}{_ending(name)}",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _known(pk: int) -> Any:
    found = inbox.talk(pk)
    if found is None:
        raise Http404
    return found


def _ending(name: str) -> str:
    dot = name.rpartition("/")[2].rpartition(".")
    return f".{dot[2]}" if dot[1] and dot[2].isalnum() else ""
