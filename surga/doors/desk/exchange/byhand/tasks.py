"""`/meja/pertukaran/tugas`: what an officer types into the other side, one thing after another, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surga.channels.sp4n.words import ANONYMOUS, SECRET
from surga.core.cases.states import Refused
from surga.core.people.access import Actor
from surga.core.regions import queries as regions
from surga.doors.desk.exchange.byhand.place import SYSTEM, placed, their_word
from surga.doors.desk.frame.page import city_now
from surga.doors.look import words
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence
from surga.doors.look.templatetags import moments
from surga.reactions.sync import actions, queries
from surga.reactions.sync.queries import Task

_SHOWN = 30
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Copy:
    """Something to be copied. ``copied``: False for what is only to be chosen there."""

    name: str
    label: str
    value: str
    long: bool = False
    copied: bool = True


@require_safe
@at_desk("verify")
def tasks(request: Visit) -> HttpResponse:
    """The task that was asked for, else the oldest, and those that wait behind it."""
    asked = request.GET.get("tugas", "")
    pk = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    return _page(request, pk, {}, {}, 200)


@require_POST
@at_desk("verify")
def act(request: Visit, pk: int, way: str) -> HttpResponse:
    """It was done over there (``selesai``), or is given up with a reason (``lewati``)."""
    deed = {"selesai": _done, "lewati": _given_up}.get(way)
    task = queries.task_by_hand(SYSTEM, request.actor, pk)
    if deed is None:
        raise Http404
    if task is None:
        messages.warning(request, _("Tugas itu sudah tidak menunggu."))
        return redirect("desk_tasks")
    typed = {
        name: request.POST.get(name, "")[:_LONGEST].replace("\x00", "")
        for name in ("report_id", "on", "reason")
    }
    try:
        said = deed(task, typed, request.actor)
    except Refused as refused:
        return _page(request, pk, typed, {refused.field: sentence(refused.code, **refused.params)}, 422)
    messages.success(request, said)
    return redirect("desk_tasks")


def _done(task: Task, typed: dict[str, str], actor: Actor) -> str:
    done = actions.complete_by_hand(task.act_id, actor, report_id=typed["report_id"], on=_day(typed["on"]))
    if not done:
        return _("Tugas itu sudah tidak menunggu.")
    return _("%(code)s: dicatat sudah dikerjakan.") % {"code": task.code}


def _given_up(task: Task, typed: dict[str, str], actor: Actor) -> str:
    if not actions.skip(task.act_id, actor, reason=typed["reason"]):
        return _("Tugas itu sudah tidak menunggu.")
    return _("%(code)s: dilewati; alasannya tertulis di riwayat laporan.") % {"code": task.code}


def _day(typed: str) -> date | None:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(typed.strip(), form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    if typed.strip():
        raise Refused("date_invalid", "on")
    return None


def _page(request: Visit, pk: int, typed: dict[str, str], wrong: dict[str, str], status: int) -> HttpResponse:
    count, lines = queries.task_lines(SYSTEM, request.actor, _SHOWN)
    first = lines[0].act_id if lines else 0
    task = queries.task_by_hand(SYSTEM, request.actor, pk or first) if lines else None
    if task is None and first:
        task = queries.task_by_hand(SYSTEM, request.actor, first)
    today = timezone.localdate()
    side = next(each for each in queries.states() if each.name == SYSTEM)
    context: dict[str, Any] = {
        **placed(request.actor, "tugas"),
        "count": count,
        "others": [line for line in lines if task is not None and line.act_id != task.act_id],
        "task": task,
        "todo": todo(task) if task is not None else "",
        "copies": copies(task) if task is not None else [],
        "adapter": side.adapter,
        "typed": {"on": today.isoformat(), **typed},
        "today": today.isoformat(),
        "oldest": (today - actions.OLDEST_DAY).isoformat(),
        "wrong": wrong,
    }
    return render(request, "desk/exchange/byhand/tasks.html", context, status=status)


def todo(task: Task) -> str:
    """What is to be done over there, in one sentence."""
    said = {"number": task.report_id, "body": task.body}
    if task.kind == "submit":
        return _("Buat laporan baru di SP4N-LAPOR! dengan isian ini, lalu tulis di sini nomor yang didapat.")
    if task.kind == "pass_on":
        return (
            _("Buka laporan %(number)s di SP4N-LAPOR!, lalu teruskan ke %(body)s dengan catatan ini.") % said
        )
    if task.kind == "give_back":
        return (
            _("Buka laporan %(number)s di SP4N-LAPOR!, lalu kembalikan ke admin pusat dengan alasan ini.")
            % said
        )
    if not task.standing:
        return _("Buka laporan %(number)s di SP4N-LAPOR!, lalu tulis tindak lanjut ini.") % said
    said["standing"] = their_word(task.standing)
    return (
        _(
            "Buka laporan %(number)s di SP4N-LAPOR!, tulis tindak lanjut ini, lalu ubah statusnya ke “%(standing)s”."
        )
        % said
    )


def copies(task: Task) -> list[Copy]:
    """What is to be copied or chosen there, in the order of its form."""
    if task.kind != "submit":
        number = Copy("number", _("Nomor laporan"), task.report_id)
        text = Copy("text", _("Alasan") if task.kind == "give_back" else _("Isi"), task.text, long=True)
        return [number, text]
    topic = city_now().topics.get(task.topic)
    place = regions.region(task.region) if task.region else None
    # Chosen there by these words, in every language.
    hidden = [ANONYMOUS.capitalize()] if task.anonymous else []
    hidden += [SECRET.capitalize()] if task.secret else []
    with translation.override("id"):
        kind = words.label("kind", task.case_kind)
    told = [
        Copy("kind", _("Klasifikasi"), kind, copied=False),
        Copy("title", _("Judul"), task.title),
        Copy("text", _("Isi"), task.text, long=True),
        Copy("hidden", _("Centang"), " + ".join(hidden), copied=False),
        Copy("category", _("Kategori (saran)"), _category(topic), copied=False),
        Copy(
            "day",
            _("Tanggal kejadian"),
            moments.day(task.occurred_on) if task.occurred_on else "",
            copied=False,
        ),
        Copy(
            "place",
            _("Lokasi"),
            ", ".join(filter(None, (task.address, place.name if place is not None else ""))),
        ),
    ]
    return [each for each in told if each.value]


def _category(topic: Any) -> str:
    """Their own name for it where the city's profile has one, else ours."""
    return (topic.lapor_category or topic.label(get_language() or "id")) if topic is not None else ""
