"""The register of decisions: changes of policy that came from complaints, with what happened before and after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.utils import translation
from django.utils.translation import gettext as _

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.reactions.insight.models import Version, Writing
from surga.reactions.insight.queries.counted.groups import Where
from surga.reactions.insight.queries.counted.rows import moment
from surga.reactions.insight.queries.figure import figure
from surga.reactions.insight.queries.planning import phrasing as say
from surga.reactions.insight.queries.planning.candidates import reaches_back
from surga.reactions.insight.queries.planning.evidence import Span, taken
from surga.reactions.insight.queries.planning.said import Decision, Effect, Evidence
from surga.reactions.insight.queries.planning.writing import readable
from surga.reactions.insight.rules.planning.growth import against_season, year_before
from surga.reactions.insight.rules.planning.texts import DecisionText, decision_from
from surga.reactions.insight.rules.statistics import (
    Difference,
    difference_of,
    dispersion_of,
    is_more_than_noise,
    ratio_of_counts,
)

#: Fewer days after a decision than these say nothing yet.
SOONEST = 30
_KEPT_SECONDS = 600
_FIGURES = (("cases", "cases"), ("follow_up_days_median", "days"), ("within_5_working_days", "share"))


def decisions(as_of: datetime | None = None, *, language: str = "id", agency: str = "") -> list[Decision]:
    """Every decision as it was known at ``as_of`` (None: now), the latest first; ``agency``: only what is about it."""
    rows = Version.objects.filter(writing__kind=Writing.DECISION).order_by("writing", "number")
    if as_of is not None:
        rows = rows.filter(at__lte=as_of)
    last = {row.writing_id: row for row in rows}
    with translation.override(language):
        texts = {pk: decision_from(row.content) for pk, row in last.items()}
        chosen = {pk: text for pk, text in texts.items() if not agency or text.agency == agency}
        codes = _codes(chosen)
        found = [_decision(pk, text, last[pk], codes, as_of) for pk, text in chosen.items()]
    return sorted(found, key=lambda one: (one.decided_on, one.id), reverse=True)


def _codes(texts: dict[int, DecisionText]) -> dict[int, str]:
    """The codes of those linked cases that everybody may read."""
    every = {pk for text in texts.values() for pk in text.cases}
    return dict(readable(Case.objects.filter(pk__in=every)).values_list("pk", "code"))


def _decision(
    pk: int, text: DecisionText, row: Version, codes: dict[int, str], as_of: datetime | None
) -> Decision:
    shown = tuple(codes[case] for case in text.cases if case in codes)
    windows = _Windows.of(text, as_of)
    return Decision(
        id=pk, title=text.title, decided_on=text.decided_on, reason=text.reason, by=text.by,
        topic=text.topic, topic_name=say.topic_name(text.topic),
        agency=text.agency, agency_name=say.agency_name(text.agency),
        region=text.region, region_name=say.region_name(text.region),
        codes=shown, linked=len(text.cases), unshown=len(text.cases) - len(shown), days=windows.days,
        effects=_kept_effects(pk, row, windows), honest=_honest(windows), edits=row.number - 1, changed_at=row.at,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Windows:
    """``days`` before a decision and as many from its day on; ``over``: whether the second has ended."""

    day: date
    days: int
    where: Where
    as_of: datetime | None
    early: bool
    over: bool

    @classmethod
    def of(cls, text: DecisionText, as_of: datetime | None) -> _Windows:
        today = city().calendar.day_of(moment(as_of).at)
        passed = (today - text.decided_on).days
        early, over = passed < SOONEST, passed >= text.days
        where = Where(topic=text.topic, agency=text.agency, region=text.region)
        return cls(text.decided_on, text.days if over or early else passed, where, as_of, early, over)

    @property
    def before(self) -> Span:
        day = self.day
        return Span(day - timedelta(days=self.days), day - timedelta(days=1), self.as_of, self.where)

    @property
    def after(self) -> Span:
        return Span(self.day, self.day + timedelta(days=self.days - 1), self.as_of, self.where)

    def earlier(self) -> tuple[Span, Span] | None:
        """The same two a year before, where the records reach so far."""
        if self.early or not reaches_back(self.before.from_):
            return None
        then = replace(self, day=year_before(self.day))
        return then.before, then.after


def _kept_effects(pk: int, row: Version, windows: _Windows) -> tuple[Effect, ...]:
    """The effects, kept for ten minutes: each is a dozen figures, and a register has many decisions."""
    if windows.as_of is not None:
        return _effects(windows)
    key = f"insight:effects:{pk}:{row.number}:{windows.days}:{say.language()}"
    kept: tuple[Effect, ...] | None = cache.get(key)
    if kept is None:
        kept = _effects(windows)
        cache.set(key, kept, _KEPT_SECONDS)
    return kept


def _effects(windows: _Windows) -> tuple[Effect, ...]:
    earlier = windows.earlier()
    found: list[tuple[Effect, Difference | None]] = []
    for name, unit in _FIGURES:
        before = _said(taken(name, windows.before, unit))
        after = None if windows.early else _said(taken(name, windows.after, unit))
        then = (
            (_said(taken(name, earlier[0], unit)), _said(taken(name, earlier[1], unit))) if earlier else None
        )
        apart = None if after is None else _apart(before, after, then, windows)
        found.append((Effect(name, unit, before, after, then, None, ""), apart))
    told = is_more_than_noise([apart.p if apart else None for _effect, apart in found])
    return tuple(
        replace(effect, more_than_noise=sure if apart else None, sentence=_sentence(effect, apart, sure=sure))
        for (effect, apart), sure in zip(found, told, strict=True)
    )


def _apart(
    before: Evidence, after: Evidence, then: tuple[Evidence, Evidence] | None, windows: _Windows
) -> Difference | None:
    """How far before and after lie apart; counts against the same season a year before, where there is one."""
    if before.figure != "cases":
        return difference_of(after, before)
    span = windows.before
    weeks = [row.n for row in figure("cases", span.from_, span.to, "week", span.as_of, where=span.where).rows]
    # The first and the last week may be parts of weeks.
    uneven = dispersion_of(weeks[1:-1])
    if then is not None:
        seasonal = against_season(after.n, before.n, (then[0].n, then[1].n), uneven)
        if seasonal is not None:
            return seasonal
    return ratio_of_counts(after.n, before.n, dispersion=uneven) if after.n + before.n else None


def _said(found: Evidence) -> Evidence:
    """With its value in words."""
    if found.value is None:
        return replace(found, sentence=_("tidak ada laporannya"))
    if found.unit == "cases":
        return replace(found, sentence=_("%(n)s laporan") % {"n": say.number(found.value)})
    if found.unit == "share":
        words = {"share": say.percent(found.value), "range": say.ranged(found), "n": say.number(found.n)}
        return replace(found, sentence=_("%(share)s%(range)s dari %(n)s") % words)
    words = {"days": say.number(round(found.value, 1), 1), "range": say.ranged(found)}
    return replace(found, sentence=_("%(days)s hari%(range)s") % words)


def _sentence(effect: Effect, apart: Difference | None, *, sure: bool) -> str:
    if effect.after is None:
        return ""
    names = {
        "cases": _("Laporan"),
        "follow_up_days_median": _("Median waktu tindak lanjut"),
        "within_5_working_days": _("Ditindaklanjuti dalam 5 hari kerja"),
    }
    words = {
        "name": names[effect.figure], "before": effect.before.sentence, "after": effect.after.sentence,
    }  # fmt: skip
    said = _("%(name)s: sebelum %(before)s, sesudah %(after)s.") % words
    if effect.earlier is not None:
        first, second = effect.earlier
        then = {"before": first.sentence, "after": second.sentence}
        said += " " + _("Setahun sebelumnya pada bulan yang sama: %(before)s, lalu %(after)s.") % then
    if apart is None:
        return said + " " + _("Terlalu sedikit untuk dibandingkan.")
    return said + " " + (_("Bedanya lebih dari kebetulan.") if sure else _("Bedanya bisa jadi kebetulan."))


def _honest(windows: _Windows) -> str:
    if windows.early:
        return _("Keputusan ini belum %(days)s hari: terlalu dini untuk melihat pengaruhnya.") % {
            "days": SOONEST
        }
    parts = [
        _("Dibandingkan %(days)s hari sebelum dan sesudah.") % {"days": windows.days},
        _("Sebelum dan sesudah bukan bukti sebab: hal lain dapat berubah pada saat yang sama."),
    ]
    if windows.earlier() is None:
        parts.append(_("Musim belum dapat diperhitungkan, karena data setahun sebelumnya belum ada."))
    if not windows.over:
        parts.append(_("Masa sesudahnya masih berjalan; laporan terbaru belum sempat ditindaklanjuti."))
    return " ".join(parts)
