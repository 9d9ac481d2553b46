"""`/ikm`: what the units publish of their surveys; and the poster with a round's code for the counter."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from babel.numbers import format_decimal, format_percent
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surga.core.agencies.queries import city
from surga.doors.look.charts import Chart, Point, dots
from surga.doors.look.pages.mistakes import problem_page
from surga.doors.look.templatetags import moments
from surga.doors.portal.browsing.surveying.said import sentence_of
from surga.doors.portal.gate.ready import needs_city
from surga.reactions.surveys import queries
from surga.reactions.surveys.queries import BY_CODE, Index, Publication, RoundInfo

_SHOWN: Final = 200


@needs_city
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The published rounds, the latest first."""
    found = queries.rounds(published_only=True)[:_SHOWN]
    indices = queries.indices_of(found)
    language = get_language() or "id"
    rows = [
        {"round": info, "period": info.period_name(language), **numbers(indices[info.id])} for info in found
    ]
    return render(request, "surveying/every.html", {"rows": rows, "city": city(fresh=False)})


@needs_city
@require_safe
def one(request: HttpRequest, unit: str, period: str) -> HttpResponse:
    """What a unit publishes of one round; nothing of one that is not published."""
    city()
    info = queries.published(unit, period)
    if info is None:
        return problem_page(request, 404, _("Hasil survei itu tidak ada, atau belum diterbitkan."))
    told, language = queries.publication(info), get_language() or "id"
    context = {
        "told": told,
        "round": info,
        "period": info.period_name(language),
        "before": None if told.before is None else told.before.period_name(language),
        "chart": elements_chart(told),
        "weakest": [BY_CODE[each.code].name(language) for each in told.index.weakest],
        "people": [_group(group, language) for group in (*told.people, told.ways) if _said_by_any(group)],
        "change": change_said(told),
        "paper": _paper(info),
        "rate": _percent(told.response.rate),
        **numbers(told.index),
    }
    return render(request, "surveying/one.html", context)


@needs_city
@require_safe
def poster(request: HttpRequest, code: str) -> HttpResponse:
    """A page to print: the question, the code to scan, and the address to type."""
    city()
    info = queries.round_by_code(code[:20])
    if info is None or not info.walk_in:
        return problem_page(request, 404, sentence_of("round_unknown"))
    place = settings.PUBLIC_URL + reverse("survei_umum", args=[info.code])
    language = get_language() or "id"
    context = {
        "round": info,
        "period": info.period_name(language),
        "drawn": _drawn(f"{place}?lewat=qr"),
        "number": _whatsapp(),
        "start": info.start_word if language == "id" else f"{info.start_word} EN",
        "typed": f"{settings.PUBLIC_URL.partition('//')[2]}{reverse('survei')}",
    }
    return render(request, "surveying/poster.html", context)


def _whatsapp() -> str:
    """The number to write to; empty where nobody would hear it."""
    named = city(fresh=False).settings.get("contact", {}).get("whatsapp", "")
    return str(named) if settings.WHATSAPP is not None else ""


def numbers(index: Index) -> dict[str, Any]:
    """The numbers of an index as people read them; empty words where there are none."""
    language = get_language() or "id"
    band, low, high = index.band, index.low, index.high
    whole = low is not None and high is not None
    return {
        "n": index.n,
        "value": two(index.value),
        "converted": two(index.converted),
        "low": two(low * 25) if whole and low is not None else "",
        "high": two(high * 25) if whole and high is not None else "",
        "quality": band.quality if band is not None else "",
        "kinerja": band.name(language) if band is not None else "",
    }


def change_said(told: Publication) -> str:
    """In one honest sentence what became of the index since the round before."""
    change, before = told.change, told.before
    if change is None or before is None or told.before_index is None or change.difference is None:
        return ""
    words = {
        "before": two(told.before_index.value),
        "now": two(told.index.value),
        "when": before.period_name(get_language()),
    }
    match change.verdict:
        case "up":
            return _("Naik dari %(before)s (%(when)s) menjadi %(now)s, lebih dari sekadar kebetulan.") % words
        case "down":
            return (
                _("Turun dari %(before)s (%(when)s) menjadi %(now)s, lebih dari sekadar kebetulan.") % words
            )
        case "noise":
            return (
                _("Dari %(before)s (%(when)s) menjadi %(now)s: selisih sekecil ini bisa jadi kebetulan.")
                % words
            )
    return _("Dari %(before)s (%(when)s) menjadi %(now)s; jawabannya terlalu sedikit untuk menilai.") % words


def elements_chart(told: Publication) -> Chart:
    """The nine elements on the scale of 1 to 4, each with its interval."""
    language, index = get_language() or "id", told.index
    points = [
        Point(
            f"{BY_CODE[each.code].number} {BY_CODE[each.code].name(language)}",
            None if each.nrr is None else round(float(each.nrr), 4),
            each.n,
            each.low,
            each.high,
        )
        for each in index.elements
    ]
    weak = next(iter(index.weakest), None)
    title = _("Belum ada jawaban")
    if weak is not None:
        title = _("Paling lemah: %(name)s") % {"name": BY_CODE[weak.code].name(language)}
    return dots(
        title,
        _("Nilai rata-rata tiap unsur, 1 sampai 4, dengan selang 95 %"),
        points,
        whole=None if index.value is None else float(index.value),
        whole_label="IKM",
        span=(1.0, 4.0),
        note=_("n = %(n)s orang, keadaan %(when)s")
        % {"n": moments.number(index.n), "when": moments.short(told.as_of)},
    )


def two(value: Decimal | Fraction | float | None) -> str:
    """Two decimals in the reader's language; empty for nothing."""
    if value is None:
        return ""
    exact = value if isinstance(value, Decimal) else Decimal(str(round(float(value), 6)))
    return str(format_decimal(exact, format="#,##0.00", locale=moments.locale()))


def _group(group: queries.Group, language: str) -> dict[str, Any]:
    rows = [(name(language), n) for name, n in group.rows]
    if group.unsaid != 0:
        rows.append((_("tidak dijawab"), group.unsaid))
    return {"name": group.name(language), "rows": rows}


def _said_by_any(group: queries.Group) -> bool:
    return any(n != 0 for _name, n in group.rows)


def _percent(share: float | None) -> str:
    return "" if share is None else str(format_percent(share, format="#,##0.#%", locale=moments.locale()))


def _paper(info: RoundInfo) -> str:
    """The address of the same as PDF, where that is made."""
    address = f"{reverse('ikm_satu', args=[info.slug, info.period])}.pdf"
    try:
        resolve(address)
    except Resolver404:
        return ""
    return address


def _drawn(address: str) -> SafeString:
    import segno

    code = segno.make(address, error="m", micro=False)
    return SafeString(code.svg_inline(border=2, svgclass="qr", lineclass=None, omitsize=True))
