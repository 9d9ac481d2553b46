"""What was given up on: events for the reactions, what came in, letters; and what to do with each."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surga.core.cases import queries as cases
from surga.core.intake.actions.traffic import arriving
from surga.core.intake.queries import traffic
from surga.core.people.access import may
from surga.doors.desk.administration.views import tabs_of
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.look.pages.officer import Visit, at_desk
from surga.events import mending
from surga.events import queries as events
from surga.reactions.notify import actions as letterbox
from surga.reactions.notify import queries as notify


@require_safe
@at_desk("see_parked")
def parked(request: Visit) -> HttpResponse:
    city_now()
    stuck = events.parked()
    letters = notify.parked()
    codes = cases.codes_of(each.case_id for each in stuck if each.case_id)
    codes_of_letters = cases.codes_of(each.case_id for each in letters if each.case_id)
    names = {"notify": _("Kabar untuk pelapor"), "register": _("Daftar publik"), "insight": _("Angka")}
    context = {
        **frame(request.actor),
        "tabs": tabs_of(request.actor, "antrian"),
        "backlog": [(names.get(row.reaction, row.reaction), row) for row in events.backlog()],
        "parked": [
            (names.get(each.reaction, each.reaction), each, codes.get(each.case_id or 0, ""))
            for each in stuck
        ],
        "may_see": may(request.actor, "see"),
        "arrivals": traffic.set_aside(),
        "letters": [(each, codes_of_letters.get(each.case_id or 0, "")) for each in letters],
    }
    return render(request, "desk/administration/parked.html", context)


@require_POST
@at_desk("see_parked")
def mend(request: Visit, pk: int, way: str) -> HttpResponse:
    """Try a delivery again (``ulangi``), or give it up for good with a reason (``lewati``)."""
    if way == "ulangi":
        still = mending.retry(pk)
        said = _("Kiriman dicoba lagi.")
    elif way == "lewati":
        reason = " ".join(request.POST.get("reason", "").replace("\x00", "").split())
        if not reason:
            messages.error(request, _("Tuliskan alasannya."))
            return redirect("/meja/kelola/antrian")
        still = mending.skip(pk, reason, str(request.actor))
        said = _("Kiriman dilewati.")
    else:
        raise Http404
    if still:
        messages.success(request, said)
    else:
        messages.warning(request, _("Kiriman itu sudah tidak ada."))
    return redirect("/meja/kelola/antrian")


@require_POST
@at_desk("see_parked")
def again(request: Visit, kind: str, pk: int) -> HttpResponse:
    """Take in an arrival that was set aside (``masuk``), or send a letter that was given up (``surat``), once more."""
    once_more = {"masuk": arriving.retry, "surat": letterbox.retry}.get(kind)
    if once_more is None:
        raise Http404
    if once_more(pk):
        messages.success(request, _("Kiriman dicoba lagi."))
    else:
        messages.warning(request, _("Kiriman itu sudah tidak ada."))
    return redirect("/meja/kelola/antrian")
