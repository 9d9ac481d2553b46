"""The cards of satisfaction: the index, its elements, its course, like with like; and the stars, apart."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from babel.numbers import format_decimal
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surga.doors.executive.frame.page import Card, behind
from surga.doors.executive.frame.scope import Scope
from surga.doors.look.charts import Point, dots
from surga.doors.look.templatetags import moments
from surga.doors.look.templatetags.look import agency
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries import figure
from surga.reactions.surveys.queries import BY_CODE, EXACT, Index, Publication, RoundInfo, indices_of

_SCALE = (1.0, 4.0)


def index_card(told: Publication, scope: Scope) -> Card:
    """The index with everything one needs to defend it."""
    index = told.index
    weights = _("1/9, tepat") if index.mode == EXACT else _("0,11, tercetak; paling tinggi 99")
    beside = [(_("Skala 1 sampai 4"), two(index.value)), (_("Bobot tiap unsur"), weights)]
    if index.low is not None and index.high is not None:
        beside.insert(1, (_("Selang 95% dari 100"), f"{two(index.low * 25)} – {two(index.high * 25)}"))
    beside.append((_("Tingkat tanggapan"), _rate(told)))
    if told.needed is not None:
        beside.append((_("Jawaban yang perlu"), moments.number(told.needed)))
    return Card(
        finding=change_said(told) or _("Belum ada survei sebelumnya untuk dibandingkan."),
        value=two(index.converted) or "–",
        unit=_("dari 100")
        if index.band is None
        else f"{index.band.quality}, {index.band.name(get_language())}",
        beside=tuple(beside),
        note=note_of(told.index.n, told.as_of, scope),
        href=f"{reverse('sie_answers', args=[told.round.id])}?{scope.query()}",
        link=_("Lihat jawabannya"),
        definition=meaning("ikm"),
    )


def elements_card(told: Publication, scope: Scope) -> Card:
    """The profile of the nine elements, on their scale."""
    language, index = get_language(), told.index
    points = [
        Point(
            f"{BY_CODE[each.code].number} {BY_CODE[each.code].name(language)}",
            None if each.nrr is None else float(each.nrr),
            each.n,
            each.low,
            each.high,
        )
        for each in index.elements
    ]
    weak = [BY_CODE[each.code].name(language) for each in index.weakest[:2]]
    finding = _("Belum ada jawaban")
    if len(weak) == 2:
        finding = _("Paling lemah: %(first)s, lalu %(second)s.") % {"first": weak[0], "second": weak[1]}
    whole = None if index.value is None else float(sum(each.nrr or 0 for each in index.elements) / 9)
    chart = dots(
        finding,
        _("Rata-rata tiap unsur, 1 sampai 4, dengan selang 95%"),
        points,
        whole=whole,
        whole_label=_("Rata-rata"),
        span=_SCALE,
        note=_left_out(index),
    )
    return Card(finding=finding, chart=chart, note=note_of(index.n, told.as_of, scope))


def course_card(found: list[RoundInfo], told: Publication, scope: Scope) -> Card | None:
    """Every round of the unit up to this one, on one scale."""
    if len(found) < 2:
        return None
    indices = indices_of(found, scope.moment, mode=told.index.mode)
    finding = _("Dari survei ke survei.")  # what became of it stands on the card of the index
    chart = dots(
        finding,
        _("IKM tiap survei unit ini, 1 sampai 4, dengan selang 95%"),
        [_point(info, info.period_name(get_language()), indices[info.id], scope) for info in found],
        span=_SCALE,
    )
    return Card(finding=finding, chart=chart, note=note_of(told.index.n, told.as_of, scope))


def alike_card(found: list[RoundInfo], told: Publication, scope: Scope) -> Card | None:
    """Units of the same kind in the same period, by name: a rank would say more than the intervals allow."""
    if len(found) < 2:
        return None
    indices = indices_of(found, scope.moment, mode=EXACT)
    ranked = sorted(found, key=lambda info: agency(info.unit).casefold())
    finding = _("%(n)s unit sejenis pada masa yang sama.") % {"n": len(ranked)}
    chart = dots(
        finding,
        _("IKM menurut unit, diurutkan menurut nama, 1 sampai 4, bobot 1/9, dengan selang 95%"),
        [_point(info, agency(info.unit), indices[info.id], scope) for info in ranked],
        span=_SCALE,
    )
    n = sum(index.n for index in indices.values())
    note = note_of(n, told.as_of, scope)
    return Card(
        finding=finding,
        chart=chart,
        note=f"{note} {_('Selang yang bertumpuk: bedanya bisa jadi kebetulan.')}",
    )


def stars_card(scope: Scope) -> Card:
    """The one question about a case, on its own scale of 1 to 5."""
    found = figure("rating", scope.from_, scope.to, "all", scope.moment, where=scope.where)
    row = next(iter(found.rows), None)
    if row is None or row.value is None:
        return Card(
            finding=_("Belum ada pelapor yang memberi bintang pada masa ini."), definition=meaning("rating")
        )
    beside: tuple[tuple[str, str], ...] = ()
    if row.low is not None and row.high is not None:
        beside = ((_("Selang 95%"), f"{two(row.low)} – {two(min(5.0, row.high))}"),)
    return Card(
        finding=_("Bintang laporan: jawaban satu pertanyaan setelah laporan ditangani. Bukan IKM."),
        value=two(row.value),
        unit=_("dari 5 bintang"),
        beside=beside,
        note=note_of(row.n, scope.moment, scope),
        href=behind(scope, "rating", "all", ""),
        definition=meaning("rating"),
    )


def change_said(told: Publication) -> str:
    """In one honest sentence what became of the index since the round before; empty where there is none."""
    change = told.change
    if change is None or told.before is None or told.before_index is None or change.difference is None:
        return ""
    words = {
        "before": two(told.before_index.value),
        "now": two(told.index.value),
        "when": told.before.period_name(get_language()),
    }
    sentences = {
        "up": _("Naik dari %(before)s (%(when)s) menjadi %(now)s, lebih dari sekadar kebetulan."),
        "down": _("Turun dari %(before)s (%(when)s) menjadi %(now)s, lebih dari sekadar kebetulan."),
        "noise": _("Dari %(before)s (%(when)s) menjadi %(now)s: selisih sekecil ini bisa jadi kebetulan."),
        "unknown": _("Dari %(before)s (%(when)s) menjadi %(now)s; jawabannya terlalu sedikit untuk menilai."),
    }
    return sentences[change.verdict] % words


def meaning(name: str) -> str:
    """What a figure means, by the one catalogue, in the reader's language."""
    return str(FIGURES[name].said(get_language())) if name in FIGURES else ""


def note_of(n: int, as_of: datetime | None, scope: Scope) -> str:
    """n, and as of when."""
    known = moments.short(scope.as_of) if scope.as_of is not None else moments.short(as_of) or _("kini")
    return _("n = %(n)s orang; keadaan %(known)s.") % {"n": moments.number(n), "known": known}


def two(value: Decimal | Fraction | float | None) -> str:
    """Two decimals in the reader's language; empty for nothing."""
    if value is None:
        return ""
    exact = value if isinstance(value, Decimal) else Decimal(str(round(float(value), 6)))
    return str(format_decimal(exact, format="#,##0.00", locale=moments.locale()))


def _point(info: RoundInfo, label: str, index: Index, scope: Scope) -> Point:
    value = None if index.value is None else float(index.value)
    href = f"{reverse('sie_satisfaction')}?{scope.query(survei=str(info.id))}"
    return Point(label, value, index.n, index.low, index.high, href)


def _rate(told: Publication) -> str:
    rate = told.response.rate
    if rate is None:
        return _("tidak diketahui")
    parts = moments.number(told.response.answered), moments.number(told.response.asked)
    return f"{moments.number(rate * 100, 0)}% ({parts[0]}/{parts[1]})"


def _left_out(index: Index) -> str:
    missing = sum(each.unanswered for each in index.elements)
    if not missing:
        return ""
    return _("%(n)s jawaban dikosongkan dan tidak diisikan.") % {"n": moments.number(missing)}
