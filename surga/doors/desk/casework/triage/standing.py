"""How triage stands, for those who answer for it: how often right, whether it keeps its word, what it learned from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surga.core.agencies.city import City
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.desk.frame.rows import agency_label
from surga.doors.look.pages.officer import Visit, at_desk
from surga.doors.look.templatetags.moments import number
from surga.reactions.triage import queries
from surga.reactions.triage.queries import Share, Standing, Training

DAYS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in words; ``part``: 0 to 100 for its bar, None where there is nothing to show yet."""

    label: str
    said: str
    part: int | None = None


@require_safe
@at_desk("supervise")
def standing(request: Visit) -> HttpResponse:
    """The last thirty days, the model in use, and the last trainings."""
    city, now, trainings = city_now(), queries.standing(DAYS), queries.trainings()
    used = next((one for one in trainings if one.changed), None) if queries.has_learned() else None
    context = {
        **frame(request.actor),
        "days": DAYS,
        "now": now,
        "headline": _headline(now),
        "lines": _lines(now),
        "promise": _promise(now),
        "worst": [(agency_label(city, one.agency), _of(one.right), _part(one.right)) for one in now.worst],
        "learned": queries.has_learned(),
        "used": used,
        "learned_days": [_day(day) for day in (used.first, used.last)] if used else [],
        "used_said": _used(used),
        "automatic": queries.automatic_wanted(city),
        "trainings": [_training(one, city) for one in trainings],
        "versions": [version for version in queries.kept_versions() if version != "unreadable"],
    }
    return render(request, "desk/triage/standing.html", context)


def _headline(now: Standing) -> str:
    if not now.judged:
        return _("Belum ada laporan yang disaring dalam %(n)s hari ini.") % {"n": DAYS}
    if not now.right.whole:
        return _("%(n)s laporan disaring; belum ada yang diputuskan petugas.") % {"n": number(now.judged)}
    return _("%(of)s usulan pertama benar.") % {"of": _of(now.right)}


def _lines(now: Standing) -> list[Line]:
    return [
        Line(_("Usulan pertama benar"), _of(now.right), _part(now.right)),
        Line(_("Instansinya ada di antara tiga usulan"), _of(now.among), _part(now.among)),
        Line(
            _("Diteruskan otomatis"),
            _of(Share(now.automatic, now.judged)),
            _part(Share(now.automatic, now.judged)),
        ),
        Line(_("Diteruskan otomatis dan benar"), _of(now.automatic_right), _part(now.automatic_right)),
    ]


def _promise(now: Standing) -> str:
    """What the model says of itself against what came of it."""
    if now.promised is None:
        return _("Belum ada usulan dari riwayat yang sudah diputuskan petugas.")
    told = {"promised": number(round(now.promised * 100)), "kept": number(round((now.kept.share or 0) * 100))}
    return _("Dijanjikan %(promised)s dari 100 benar, kenyataannya %(kept)s dari 100.") % told


def _used(used: Training | None) -> str:
    if used is None:
        return ""
    if used.threshold > 1:
        return _("Tidak ada yang diteruskan otomatis: belum ada yang cukup yakin.")
    said = _(
        "Saat dicoba pada bulan-bulan terakhir, %(share)s dari 100 laporan cukup yakin untuk diteruskan otomatis."
    )
    return said % {"share": number(round(used.automatic * 100))}


def _day(day: str) -> str:
    """ "26 Nov 2024"; as it stands where it is no day."""
    try:
        return date_format(date.fromisoformat(day), "j M Y")
    except ValueError:
        return day


def _training(one: Training, city: City) -> dict[str, Any]:
    """A training as a row: what it learned from, old against new, and whose cases would move."""
    compared = _("belum dapat dibandingkan: semua laporan sudah dipelajari")
    if one.held:
        compared = _("lama %(old)s, baru %(new)s dari 100 benar pada %(held)s laporan yang belum dilihat") % {
            "old": number(round(one.old * 100)), "new": number(round(one.new * 100)), "held": number(one.held),
        }  # fmt: skip
    labels = {agency.name: agency.label for agency in city.agencies.values()}
    moves = [(labels.get(was, was), labels.get(now, now), count) for was, now, count in one.moves[:5]]
    return {"one": one, "compared": compared, "moves": moves, "right": round(one.right * 100)}


def _of(share: Share) -> str:
    """ "45 dari 50", or a dash where there is nothing yet."""
    if not share.whole:
        return "–"
    return _("%(part)s dari %(whole)s") % {"part": number(share.part), "whole": number(share.whole)}


def _part(share: Share) -> int | None:
    return round((share.share or 0) * 100) if share.whole else None
