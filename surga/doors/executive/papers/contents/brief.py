"""The policy brief: what to do next year, and the numbers behind it; the last page says what it can and cannot say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surga.doors.executive.papers.contents.definitions import kind_of, with_meanings
from surga.doors.executive.papers.making.paper import (
    Block,
    Column,
    Drawing,
    Kind,
    Number,
    Numbers,
    Paper,
    Points,
    Remark,
    Section,
    Table,
    Words,
)
from surga.doors.executive.papers.making.writing import between, written
from surga.doors.look.charts import Point, line
from surga.doors.look.charts.chart import Series
from surga.doors.look.templatetags import moments
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.queries.planning import Affected, Brief, Evidence, Line, Priority, Step

_KINDS: dict[str, Kind] = {
    "cases": "count", "reporters": "count", "days": "days", "working_days": "working_days", "share": "share",
    "ratio": "score",
}  # fmt: skip


def paper_of(brief: Brief) -> Paper:
    """The brief as a paper, in its own language."""
    with translation.override(brief.language):
        return with_meanings(
            Paper(
                kind="brief",
                name=f"rencana-{brief.id}",
                title=brief.title,
                subtitle=_("Ringkasan kebijakan untuk tahun %(year)s") % {"year": brief.year},
                city=brief.city,
                language=brief.language,
                as_of=brief.as_of,
                facts=_facts(brief),
                lead=_lead(brief),
                sections=(
                    _overview(brief),
                    *(section for one in brief.priorities for section in _priority(one)),
                    _limits(brief),
                ),
            )
        )


def _facts(brief: Brief) -> tuple[tuple[str, str], ...]:
    span = _("%(from)s sampai %(to)s") % {"from": moments.short(brief.from_), "to": moments.short(brief.to)}
    return (
        (_("Dari laporan yang diterima"), span),
        (_("Seperti diketahui pada"), moments.full(brief.as_of)),
        (
            _("Keadaan naskah"),
            pgettext("paper", "selesai") if brief.ready else _("rancangan, angkanya masih dapat berubah"),
        ),
        (_("Prioritas"), written(len(brief.priorities), "count")),
    )


def _lead(brief: Brief) -> tuple[str, ...]:
    said = [part for part in brief.foreword.splitlines() if part.strip()]
    if said:
        return tuple(said[:3])
    names = "; ".join(f"{one.rank}. {one.title}" for one in brief.priorities)
    return (names,) if names else (_("Belum ada prioritas yang dipilih."),)


def _overview(brief: Brief) -> Section:
    blocks: list[Block] = []
    if brief.intro:
        blocks.append(Numbers(tuple(_number(one, brief.language) for one in brief.intro)))
        blocks.append(Points(tuple(one.sentence for one in brief.intro if one.sentence)))
    if brief.priorities:
        heads = (
            Column("#", "count", 0.4), Column(_("Prioritas"), share=3), Column(_("Siapa"), share=1.8),
            Column(_("Kapan"), share=1.5), Column(_("Anggaran"), "money", 1.9),
            Column(_("Ukuran dan sasaran"), share=2.6),
        )  # fmt: skip
        rows = tuple(
            (one.rank, one.title, one.who, one.when, one.budget, _goal(one)) for one in brief.priorities
        )
        note = _(
            "Judul, pelaku, waktu, anggaran, dan sasaran ditulis orang; selebihnya dihitung dari laporan."
        )
        blocks.append(Table(_("Prioritas dalam satu pandang"), _("Prioritas"), heads, rows, note=note))
    blocks += [_drawn(one, ()) for one in brief.lines]
    if brief.places:
        blocks.append(_places(brief.places, _("Wilayah yang paling terkena")))
    return Section(_("Gambaran"), tuple(blocks))


def _goal(one: Priority) -> str:
    return ": ".join(filter(None, (one.indicator, one.target)))


def _number(one: Evidence, language: str) -> Number:
    known = one.figure in FIGURES
    label = FIGURES[one.figure].titled(language) if known else one.figure
    kind = _KINDS.get(one.unit) or (kind_of(one.figure) if known else "number")
    same = kind == "count" and one.value == one.n
    return Number(
        label, one.value, kind, None if same else one.n, one.low, one.high, one.figure if known else ""
    )


def _priority(one: Priority) -> Iterable[Section]:
    about = ", ".join(filter(None, (one.topic_name, one.region_name)))
    confirmed = "" if one.acting.confirmed else _(" (aturannya belum dikonfirmasi bagian hukum)")
    acting = _("Yang harus bertindak: %(who)s, tingkat %(level)s%(confirmed)s.") % {
        "who": one.acting.who,
        "level": one.acting.level_name.lower(),
        "confirmed": confirmed,
    }
    facts = [
        (_("Apa yang dilakukan"), one.what), (_("Siapa"), one.who), (_("Kapan"), one.when),
        (_("Anggaran"), written(one.budget, "money") if one.budget is not None else ""),
        (_("Ukuran"), one.indicator), (_("Sasaran"), one.target),
    ]  # fmt: skip
    written_ = tuple(f"{label}: {value}" for label, value in facts if value)
    blocks: list[Block] = [Words((about,), strong=True)] if about else []
    blocks += [Points(written_)] if written_ else []
    blocks.append(Words((acting,)))
    if one.evidence:
        language = translation.get_language() or "id"
        blocks.append(Numbers(tuple(_number(each, language) for each in one.evidence)))
        blocks.append(Points(tuple(each.sentence for each in one.evidence if each.sentence)))
    if one.line is not None:
        blocks.append(_drawn(one.line, ("cases",)))
    if one.places:
        blocks.append(_places(one.places, _("Kelurahan yang terkena")))
    if one.codes or one.unshown:
        blocks.append(Words((_behind(one),)))
    yield Section(f"{one.rank}. {one.title}", tuple(blocks))


def _behind(one: Priority) -> str:
    shown = _("Laporan sebagai bukti: %(codes)s.") % {"codes": ", ".join(one.codes)} if one.codes else ""
    hidden = _("%(n)s laporan lain tidak dapat dibaca umum.") % {"n": one.unshown} if one.unshown else ""
    return " ".join(filter(None, (shown, hidden)))


def _places(places: Iterable[Affected], title: str) -> Table:
    heads = (
        Column(_("Wilayah"), share=2), Column(_("Kecamatan"), share=2), Column(_("Laporan"), "count"),
        Column(pgettext("paper", "Bagian"), "share"), *between("share"),
    )  # fmt: skip
    rows = tuple((one.name, one.parent, one.cases, one.share, one.low, one.high) for one in places)
    return Table(
        title, _("Wilayah"), heads, rows, ("cases",), note=_("dari – sampai: selang 95 % bagian itu.")
    )


def _drawn(one: Line, figures: tuple[str, ...]) -> Drawing:
    known = [_point(step) for step in one.steps if not step.expected]
    ahead = [_point(step) for step in one.steps if step.expected]
    series = [Series(pgettext("paper", "tercatat"), known)] if known else []
    if ahead:
        # The last month is known: the band begins there with no width.
        joint = [replace(point, low=point.value, high=point.value) for point in known[-1:]]
        series.append(Series(pgettext("paper", "perkiraan"), [*joint, *ahead], "muted"))
    return Drawing(line(one.title, one.subtitle, series, unit=_unit(one.unit), note=one.note), figures)


def _unit(unit: str) -> str:
    return "%" if unit == "share" else ""


def _point(step: Step) -> Point:
    label = moments.day(step.at + "-01", "MMM y") if len(step.at) == 7 else step.at
    return Point(label or step.at, step.value, None, step.low, step.high)


def _limits(brief: Brief) -> Section:
    blocks: list[Block] = []
    if brief.can:
        blocks += [Words((_("Yang dapat dikatakan naskah ini"),), strong=True), Points(brief.can)]
    if brief.cannot:
        blocks += [Words((_("Yang tidak dapat dikatakan naskah ini"),), strong=True), Points(brief.cannot)]
    if not blocks:
        blocks.append(Remark(_("Naskah ini belum menyebut batas-batasnya.")))
    return Section(_("Apa yang dapat dan tidak dapat dikatakan"), tuple(blocks), fresh=True)
