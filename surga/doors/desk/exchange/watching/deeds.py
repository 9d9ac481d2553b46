"""What officers do about the exchange. Each may be sent twice: the second time nothing happens, and that is said."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from surga.core.cases.states import Refused
from surga.core.people.access import Actor
from surga.doors.desk.exchange.tabs import BASE
from surga.doors.desk.exchange.watching.lists import Typed
from surga.doors.desk.exchange.watching.views import show_acts
from surga.doors.look import words
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.sentences import sentence
from surga.doors.look.templatetags import moments
from surga.reactions.sync import actions, queries

_LONGEST = 500


@require_POST
@at_desk("see_parked")
def act(request: Visit, pk: int, way: str) -> HttpResponse:
    """Try an act again, skip it, link its case by hand, or let its secret case be told."""
    deed = {"ulangi": _retry, "lewati": _skip, "hubungkan": _link, "izinkan": _allow}.get(way)
    if deed is None:
        raise Http404
    field = {"lewati": "reason", "hubungkan": "report_id"}.get(way, "")
    value = _clean(request, field) if field else ""
    try:
        done, said = deed(pk, value, request.actor)
    except Refused as refused:
        said = sentence(refused.code, **refused.params)
        if field and refused.field == field:
            return show_acts(request, Typed(pk, field, value, said), status=422)
        messages.error(request, said)
        return _back(request, "kiriman")
    _say(request, done, said, _("Kiriman itu sudah tidak menunggu."))
    return _back(request, "kiriman")


def _retry(pk: int, _value: str, actor: Actor) -> tuple[bool, str]:
    return actions.retry(pk, actor), _("Kiriman dicoba lagi.")


def _skip(pk: int, reason: str, actor: Actor) -> tuple[bool, str]:
    return actions.skip(pk, actor, reason=reason), _(
        "Kiriman dilewati; alasannya tertulis di riwayat laporan."
    )


def _link(pk: int, report_id: str, actor: Actor) -> tuple[bool, str]:
    place = queries.place_of(pk)
    if place is None:
        return False, ""
    code, system = place
    link = actions.link_by_hand(code, system, report_id, actor)
    said = {"code": code, "side": words.side_name(system), "number": link.report_id}
    return True, _("%(code)s dihubungkan dengan %(number)s di %(side)s.") % said


def _allow(pk: int, _value: str, actor: Actor) -> tuple[bool, str]:
    place = queries.place_of(pk)
    if place is None:
        return False, ""
    code, system = place
    actions.allow_case(code, system, actor)
    said = {"code": code, "side": words.side_name(system)}
    return True, _("%(code)s boleh disampaikan ke %(side)s.") % said


@require_POST
@at_desk("see_parked")
def all_again(request: Visit) -> HttpResponse:
    """Try all that is parked on a side once more."""
    side = _known_side(request)
    n = actions.retry_all(side, request.actor)
    said = ngettext("%(n)s kiriman dicoba lagi.", "%(n)s kiriman dicoba lagi.", n) % {"n": moments.number(n)}
    _say(request, bool(n), said, _("Tidak ada kiriman tertahan yang dapat dicoba lagi."))
    return _back(request, "kiriman")


@require_POST
@at_desk("see_parked")
def take_now(request: Visit, pk: int) -> HttpResponse:
    """Ask for a report at once."""
    said = _("Laporan itu diambil pada putaran berikutnya, sebentar lagi.")
    _say(request, actions.take_now(pk, request.actor), said, _("Laporan itu sudah diambil."))
    return _back(request, "belum-masuk")


@require_POST
@at_desk("verify")
def decide(request: Visit, pk: int, way: str) -> HttpResponse:
    """Two cases are one matter (``sama``), or two (``beda``)."""
    ways: dict[str, tuple[Callable[[int, Actor], bool], str]] = {
        "sama": (actions.confirm_twin, _("Digabung: satu laporan, dengan kedua nomornya.")),
        "beda": (actions.refuse_twin, _("Dicatat: dua perkara yang berbeda.")),
    }
    if way not in ways:
        raise Http404
    deed, said = ways[way]
    done = queries.decidable(request.actor, pk) and deed(pk, request.actor)
    _say(request, done, said, _("Pasangan itu sudah diputuskan."))
    return _back(request, "kembar")


@require_POST
@at_desk("see_parked")
def mend(request: Visit, pk: int) -> HttpResponse:
    """Do what mends a difference."""
    said = _("Dibereskan; putaran berikutnya menyelesaikannya.")
    otherwise = _("Perbedaan itu sudah tidak ada, atau hanya dapat dibereskan di sana.")
    _say(request, actions.mend(pk, request.actor), said, otherwise)
    return _back(request, "perbedaan")


@require_POST
@at_desk("see_parked")
def compare(request: Visit) -> HttpResponse:
    """Let both sides be compared soon."""
    side = _known_side(request)
    said = _("Kedua sisi dibandingkan sebentar lagi. Muat ulang halaman ini beberapa menit lagi.")
    done = actions.compare_soon(side, request.actor)
    _say(request, done, said, _("Sisi itu belum pernah dibaca, jadi belum dapat dibandingkan."))
    return _back(request, "perbedaan")


def _known_side(request: Visit) -> str:
    side = request.POST.get("side", "")
    if side not in {each.name for each in queries.sides()}:
        raise Http404
    return side


def _clean(request: Visit, field: str) -> str:
    return " ".join(request.POST.get(field, "")[:_LONGEST].replace("\x00", "").split())


def _say(request: Visit, done: bool, said: str, otherwise: str) -> None:
    if done:
        messages.success(request, said)
    else:
        messages.warning(request, otherwise)


def _back(request: Visit, page: str) -> HttpResponse:
    """To the list as it was, or to the case from which the officer came."""
    code = request.POST.get("laporan", "")
    if code and code.replace("-", "").isalnum():
        return redirect(f"/meja/laporan/{code}")
    kept = {key: request.POST.get(key, "")[:40] for key in ("sisi", "keadaan")}
    told = urlencode({key: value for key, value in kept.items() if value})
    return redirect(f"{BASE}/{page}" + (f"?{told}" if told else ""))
