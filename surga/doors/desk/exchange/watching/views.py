"""The pages of the exchange: the overview, and the lists behind it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from surga.core.people.access import may
from surga.doors.desk.exchange.tabs import tabs_of
from surga.doors.desk.exchange.watching import lists, page, words
from surga.doors.desk.exchange.watching.lists import Typed
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.look import words as look
from surga.doors.look.pages.officer import Visit, at_desk
from surga.reactions.sync import queries

#: States of acts by their words in the address.
STATES = {"tertahan": "parked", "menunggu": "due", "dikirim": "trying"}


@require_safe
@at_desk("see_parked", "verify")
def overview(request: Visit) -> HttpResponse:
    """A card for each side, and one sentence above them all."""
    found = page.cards(request.actor, timezone.now())
    context = {"cards": found, "headline": page.headline(found), "may_list": may(request.actor, "see_parked")}
    return _shown(request, "", "overview", context)


@require_safe
@at_desk("see_parked")
def acts(request: Visit) -> HttpResponse:
    return show_acts(request)


def show_acts(request: Visit, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    """Acts that wait or are parked. ``typed``: what was typed into one of them and not taken."""
    sides = queries.states()
    side, after = _side(request), _number(request.POST.get("sesudah") or request.GET.get("sesudah"))
    asked = request.POST.get("keadaan") or request.GET.get("keadaan", "")
    slug = asked if asked in STATES else "tertahan"
    counts = {
        word: sum(getattr(each, name) for each in sides if side in {"", each.name})
        for word, name in (("tertahan", "parked"), ("menunggu", "waiting"), ("dikirim", "trying"))
    }
    context = {
        "listed": lists.acts(request.actor, side, STATES[slug], after, typed),
        "state": slug,
        "states": [
            (word, words.state(STATES[word]).label, counts[word], _query(sisi=side, keadaan=word))
            for word in STATES
        ],
        "more": {"keadaan": slug},
        "typed": typed,
        "all_of": side or (sides[0].name if len(sides) == 1 else ""),
    }
    return _shown(request, "kiriman", "acts", context, side=side, status=status)


@require_safe
@at_desk("see_parked")
def untaken(request: Visit) -> HttpResponse:
    """Reports that could not be taken in."""
    side = _side(request)
    listed = lists.untaken(request.actor, side, _number(request.GET.get("sesudah")))
    return _shown(request, "belum-masuk", "untaken", {"listed": listed}, side=side)


@require_safe
@at_desk("verify")
def pairs(request: Visit) -> HttpResponse:
    """Cases that may be one matter, beside each other."""
    side = _side(request)
    listed = lists.pairs(request.actor, side, _number(request.GET.get("sesudah")))
    return _shown(request, "kembar", "pairs", {"listed": listed}, side=side)


@require_safe
@at_desk("see_parked")
def differing(request: Visit) -> HttpResponse:
    """What differed when both sides were beside each other last."""
    side, sides = _side(request), queries.states()
    context = {
        "listed": lists.differing(request.actor, side, _number(request.GET.get("sesudah"))),
        "compared": [
            (each.name, look.side_name(each.name), each.compared_at)
            for each in sides
            if each.adapter in page.TALKING and side in {"", each.name}
        ],
    }
    return _shown(request, "perbedaan", "differing", context, side=side)


def _shown(
    request: Visit, on: str, name: str, context: dict[str, Any], side: str = "", status: int = 200
) -> HttpResponse:
    city_now()
    listed = context.get("listed")
    more = {"sisi": side, **context.get("more", {})}
    whole = {
        **frame(request.actor),
        "tabs": tabs_of(request.actor, on),
        "side": side,
        "side_name": look.side_name(side) if side else "",
        "next": _query(**more, sesudah=listed.next) if listed is not None and listed.next else "",
        **context,
    }
    return render(request, f"desk/exchange/watching/{name}.html", whole, status=status)


def _side(request: Visit) -> str:
    """The side that was asked for, "" for all; one that is not ours is all, too."""
    asked = request.POST.get("sisi") or request.GET.get("sisi", "")
    return asked if asked in {each.name for each in queries.sides()} else ""


def _number(typed: str | None) -> int:
    typed = typed or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0


def _query(**asked: str | int) -> str:
    told = urlencode({key: value for key, value in asked.items() if value})
    return f"?{told}" if told else "?"
