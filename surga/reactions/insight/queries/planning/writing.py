"""The policy brief: what a person wrote, with the numbers behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.reactions.insight.models import Writing
from surga.reactions.insight.queries.counted.groups import Where
from surga.reactions.insight.queries.counted.rows import asked, moment
from surga.reactions.insight.queries.figure import figure
from surga.reactions.insight.queries.planning import evidence, seasons
from surga.reactions.insight.queries.planning import phrasing as say
from surga.reactions.insight.queries.planning.candidates import candidate, months_of
from surga.reactions.insight.queries.planning.evidence import Span
from surga.reactions.insight.queries.planning.said import Affected, Brief, Evidence, Line, Priority, Step
from surga.reactions.insight.queries.planning.seasons import Known
from surga.reactions.insight.rules.measures import share
from surga.reactions.insight.rules.planning.texts import PlanText, PriorityText, plan_from

_CODES = 5
_PLACES = 10
_LOOKED = 10_000
_SHOWN = 36  # months of the past in a drawing


def brief(plan: int, *, language: str = "id") -> Brief | None:
    """The brief of a plan by its id; None when there is no such plan.

    Of a finished plan the numbers are those known when it was finished, whenever this is asked.
    """
    row = Writing.objects.filter(pk=plan, kind=Writing.PLAN).first()
    if row is None:
        return None
    with translation.override(language):
        return _Making(row, language).brief()


def forecasts_for(text: PlanText) -> dict[str, Any]:
    """The forecasts that a plan shows, to be kept with it when it is finished."""
    found = {each.topic: seasons.row_of("topic", each.topic) for each in text.priorities if not each.region}
    return {code: row for code, row in {"": seasons.row_of("all", ""), **found}.items() if row is not None}


class _Making:
    def __init__(self, row: Writing, language: str) -> None:
        self.row, self.language = row, language
        self.text = plan_from(row.content)
        self.as_of: datetime | None = row.ready_at
        self.span = Span(self.text.from_, self.text.to, self.as_of)
        self.whole = self._cases(Where())
        self.places: Counter[str] = Counter()
        self.about = 0

    def brief(self) -> Brief:
        text = self.text
        priorities = tuple(self._priority(rank, each) for rank, each in enumerate(text.priorities, 1))
        intro = tuple(self._intro())
        said = [*intro, *(each for one in priorities for each in one.evidence)]
        lines = tuple(filter(None, [self._line(self._known(""), _("Semua laporan kota"))]))
        return Brief(
            id=self.row.pk, title=text.title, year=text.year, city=city(fresh=False).name, language=self.language,
            as_of=self.as_of or timezone.now(), from_=text.from_, to=text.to, ready=self.as_of is not None,
            foreword=text.foreword, intro=intro, priorities=priorities,
            places=_affected(self.places.most_common(_PLACES), self.about),
            lines=lines, can=_can(), cannot=_cannot(), figures=tuple(dict.fromkeys(each.figure for each in said)),
        )  # fmt: skip

    def _intro(self) -> list[Evidence]:
        words = {
            "n": say.number(self.whole), "from": say.day(self.text.from_), "to": say.day(self.text.to),
        }  # fmt: skip
        sentence = _("%(n)s laporan diterima dari %(from)s sampai %(to)s.") % words
        whole = Evidence(sentence, "cases", self.whole, self.whole, filter=self.span.filter)
        known = self._known("")
        ahead = evidence.expected(known, self.span.filter) if known is not None else None
        return [whole, evidence.within(self.span), evidence.median(self.span), *filter(None, [ahead])]

    def _priority(self, rank: int, text: PriorityText) -> Priority:
        where = Where(topic=text.topic, region=text.region)
        span = Span(self.text.from_, self.text.to, self.as_of, where)
        found = candidate(text.topic, text.region, span.from_, span.to, self.as_of)
        said = list(evidence.of_candidate(found, span, self.whole)) if found is not None else []
        known = None if text.region else self._known(text.topic)
        ahead = evidence.expected(known, span.filter) if known is not None else None
        places = found.places if found is not None else ()
        self.places.update(dict(places))
        name = say.topic_name(text.topic)
        cases = found.cases if found is not None else 0
        self.about += cases
        codes, unshown = self._codes(where, cases)
        return Priority(
            rank=rank, title=text.title or name, what=text.what, who=text.who, when=text.when, budget=text.budget,
            indicator=text.indicator, target=text.target, topic=text.topic, topic_name=name, region=text.region,
            region_name=say.region_name(text.region), acting=say.acting_on(text.topic, text.region),
            evidence=(*said, *filter(None, [ahead])),
            places=_affected(places[:_PLACES], found.cases) if found is not None and not text.region else (),
            line=self._line(known, name) or self._past(text, name),
            codes=codes, unshown=unshown,
        )  # fmt: skip

    def _cases(self, where: Where) -> int:
        return figure("cases", self.text.from_, self.text.to, "all", self.as_of, where=where).n

    def _codes(self, where: Where, n: int) -> tuple[tuple[str, ...], int | None]:
        """Some of the ``n`` cases that everybody may read, those with most followers first; and how many may not be
        read. Of very many only the newest are looked at, and it is not said how many may not."""
        known = asked(self.text.from_, self.text.to, where, open_only=True).found(moment(self.as_of))
        ids = known.order_by("-day", "-case_id").values("case_id")
        shown = readable(Case.objects.filter(pk__in=ids if n <= _LOOKED else ids[:_LOOKED]))
        first = shown.order_by("-followers", "received_at", "pk").values_list("code", flat=True)[:_CODES]
        return tuple(first), max(0, n - shown.count()) if n <= _LOOKED else None

    def _known(self, topic: str) -> Known | None:
        """The forecast of a topic, or of all cases; of a finished plan the one that was kept with it."""
        kind = "topic" if topic else "all"
        if self.as_of is None:
            return seasons.outlook(kind, topic)
        kept = self.row.content.get("forecasts", {}).get(topic)
        return seasons.known_from(kind, topic, kept) if kept is not None else None

    def _line(self, known: Known | None, name: str) -> Line | None:
        if known is None or known.forecast.total is None:
            return None
        past = list(zip(known.months, known.counts, strict=True))[-_SHOWN:]
        steps = [Step(at, float(n)) for at, n in past]
        ahead = zip(known.ahead, known.forecast.months, strict=True)
        steps += [Step(at, each.value, each.low95, each.high95, expected=True) for at, each in ahead]
        year = sum(known.counts[-12:])
        words = {
            "name": name, "ahead": say.number(round(known.forecast.total.value)), "past": say.number(year),
        }  # fmt: skip
        title = _("%(name)s: kira-kira %(ahead)s laporan dalam 12 bulan, setahun terakhir %(past)s") % words
        return Line(
            title,
            _("laporan per bulan, lalu perkiraan dengan selang 95%"),
            "cases",
            tuple(steps),
            how_said(known),
        )

    def _past(self, text: PriorityText, name: str) -> Line | None:
        months = months_of(text.topic, text.region, self.text.from_, self.text.to, self.as_of)
        if len(months) < 2:
            return None
        words = {
            "name": ", ".join(filter(None, (name, say.region_name(text.region)))),
            "n": say.number(sum(months.values())),
        }
        title = _("%(name)s: %(n)s laporan") % words
        steps = tuple(Step(month, float(n)) for month, n in months.items())
        return Line(title, _("laporan per bulan"), "cases", steps)


def readable(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those of the cases that everybody may read."""
    return cases.filter(published=True, confidential=False, oversight=False, protected=False)


def how_said(known: Known) -> str:
    """How sure a forecast is, or why it is no more than the plain way."""
    found, measured = known.forecast, known.forecast.measured
    if found.why == "short":
        return _(
            "Riwayatnya kurang dari 24 bulan: musim belum dapat dipelajari, jadi ini rata-rata yang lalu."
        )
    if found.why == "untested" or measured is None:
        return _("Riwayatnya belum cukup untuk menguji model musiman, jadi ini angka setahun yang lalu.")
    words = {
        "held": measured.held_back, "error": say.number(round(measured.error, 1), 1),
        "plain": say.number(round(measured.plain_error, 1), 1), "inside": say.percent(measured.inside95),
    }  # fmt: skip
    if found.why == "better":
        return (
            _(
                "Diuji pada %(held)s bulan yang disembunyikan: meleset rata-rata %(error)s laporan per bulan, "
                "cara sederhana %(plain)s; selang 95%% memuat %(inside)s bulan."
            )
            % words
        )
    return (
        _(
            "Model musiman diuji pada %(held)s bulan yang disembunyikan dan tidak lebih baik dari cara sederhana "
            "(meleset %(error)s, cara sederhana %(plain)s), jadi yang tampil cara sederhana."
        )
        % words
    )


def _affected(places: Sequence[tuple[str, int]], n: int) -> tuple[Affected, ...]:
    found = []
    for code, cases in places:
        part = share(cases, n)
        found.append(
            Affected(
                code, say.region_name(code), say.parent_name(code), cases, n, part.value, part.low, part.high
            )
        )
    return tuple(found)


def _can() -> tuple[str, ...]:
    return (
        _("Berapa laporan diterima tentang tiap prioritas, kapan, di mana, dan berapa lama ditindaklanjuti."),
        _(
            "Apakah suatu kenaikan lebih dari kebetulan, dan seberapa tepat perkiraan pada bulan yang disembunyikan."
        ),
        _("Siapa yang berwenang menurut tabel kewenangan kota, beserta aturannya."),
    )


def _cannot() -> tuple[str, ...]:
    return (
        _("Berapa banyak masalah sebenarnya: yang dihitung laporan, dan tidak semua orang melapor."),
        _("Kebutuhan wilayah yang jarang melapor: sedikit laporan bukan berarti sedikit masalah."),
        _(
            "Bahwa suatu program akan berhasil, atau berapa biayanya: isi, anggaran, dan sasaran ditulis orang."
        ),
        _("Yang belum pernah terjadi: perkiraan hanya meneruskan yang sudah pernah terlihat."),
    )
