"""Words that come up, and the texts they stand in.

Words are read from the texts of about the last hundred days and of the same weeks a year ago, at most ``MOST_TEXTS`` of
them, and kept for an hour; texts of confidential, oversight and protected cases are never read. A word is told only
when masked texts of `FEWEST` reporters have it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Mod

from surga.core.agencies.queries import city
from surga.core.cases.models import Case
from surga.core.cases.queries.hiding import Hiding
from surga.core.people.access import CaseFacts
from surga.core.regions import queries as regions
from surga.core.triage.mask import MaskingFailed
from surga.core.triage.words import words_of
from surga.reactions.insight.queries.counted.groups import EVERYTHING, Where
from surga.reactions.insight.queries.emerging.topics import DAYS, YEAR
from surga.reactions.insight.rules.noise.terms import (
    FEWEST,
    Corpus,
    Term,
    Text,
    keys_of,
    rising_terms,
    roots_of,
)

#: Days before those whose words are looked at, that they are compared with.
DAYS_BEFORE: Final = 90
#: Texts read at most: of the last days, of those before, of the season a year ago. Of more every k-th is read.
_RECENT, _BEFORE, _SEASON = 8_000, 8_000, 4_000
MOST_TEXTS: Final = _RECENT + _BEFORE + _SEASON
_KEPT_SECONDS: Final = 3_600
#: Texts in which a word is looked for, until enough reporters' masked ones have it.
_LOOKED: Final = 15
_FIELDS: Final = {"agency": "", "topic": "topic_id", "region": "region_id"}


@dataclass(frozen=True, slots=True)
class RisingTerms:
    """Words that come up. ``recent``, ``before``, ``season``: how many reporters' texts were read; ``every``: of the
    recent texts each so-manieth was, 1 for all."""

    terms: tuple[Term, ...]
    recent: int
    before: int
    season: int
    every: int


@dataclass(frozen=True, slots=True)
class Told:
    """A case's words as they may be shown, masked, and what the access table asks of it."""

    case_id: int
    code: str
    topic: str
    words: str
    received_at: datetime
    facts: CaseFacts


def rising_words(to: date, as_of: datetime | None = None, where: Where = EVERYTHING) -> RisingTerms:
    """Words and two-word terms that came up in the two weeks up to ``to``."""
    key = _key("terms", to, as_of, where)
    kept = cache.get(key)
    if isinstance(kept, RisingTerms):
        return kept
    first = to - timedelta(days=DAYS - 1)
    recent, names, every = _read(first, to, as_of, where, _RECENT)
    before, _names, _every = _read(
        first - timedelta(days=DAYS_BEFORE), first - timedelta(days=1), as_of, where, _BEFORE
    )
    week = timedelta(days=7)
    season, _names, _every = _read(first - YEAR - week, to - YEAR + week, as_of, where, _SEASON)
    here, then, last_year = Corpus(recent), Corpus(before), Corpus(season)
    terms = rising_terms(
        here, then, last_year, known=_known(), never=_places(), holds=_Masked(recent, names).holds
    )
    found = RisingTerms(tuple(terms), here.n, then.n, last_year.n, every)
    cache.set(key, found, _KEPT_SECONDS)
    return found


def texts_of(case_ids: Iterable[int]) -> dict[int, Told]:
    """The cases' words, masked; without those that nobody may read outside of the desk, or that cannot be masked."""
    found: dict[int, Told] = {}
    hide = Hiding()
    rows = _readable(Case.objects.filter(pk__in=list(case_ids))).values_list(
        "pk", "code", "topic_id", "text", "received_at", "agency_id", "anonymous", "accused", "reporter__name"
    )
    for pk, code, topic, text, at, agency, anonymous, accused, name in rows:
        try:
            words = hide(text, (name,) if name else ())
        except MaskingFailed:
            continue
        found[pk] = Told(
            pk, code, topic or "", words, at, CaseFacts(agency or "", anonymous=anonymous, accused=accused)
        )
    return found


def newest_of(
    topics: Sequence[str], from_: date, to: date, where: Where = EVERYTHING, most: int = 2
) -> dict[str, list[int]]:
    """The newest readable cases of these topics: topic → ids."""
    found: dict[str, list[int]] = defaultdict(list)
    if topics:
        cases = _readable(_received(from_, to, None, where)).filter(topic__in=list(topics))
        for pk, topic in cases.order_by("-received_at", "-pk").values_list("pk", "topic_id")[:500]:
            if len(found[topic]) < most:
                found[topic].append(pk)
    return dict(found)


class _Masked:
    """Whether a term stands in enough masked texts: what the mask takes away was a name, a number, a home."""

    def __init__(self, texts: Sequence[Text], names: Mapping[int, str]) -> None:
        self._texts = {text.case: text for text in texts}
        self._names = names
        self._hide: Hiding | None = None
        self._terms: dict[int, frozenset[str]] = {}

    def holds(self, key: str, cases: Sequence[int]) -> bool:
        reporters: set[str] = set()
        for case in cases[:_LOOKED]:
            if key in self._terms_of(case):
                reporters.add(self._texts[case].who)
            if len(reporters) >= FEWEST:
                return True
        return False

    def _terms_of(self, case: int) -> frozenset[str]:
        if case not in self._terms:
            self._hide = self._hide or Hiding()
            name = self._names.get(case, "")
            try:
                masked = self._hide(self._texts[case].words, (name,) if name else ())
            except MaskingFailed:
                masked = ""
            self._terms[case] = frozenset(keys_of(masked))
        return self._terms[case]


def _read(
    first: date, last: date, as_of: datetime | None, where: Where, most: int
) -> tuple[list[Text], dict[int, str], int]:
    """The readable texts of some days, the oldest first; whose they are; and of how many each was read."""
    cases = _readable(_received(first, last, as_of, where))
    total = cases.aggregate(n=Count("pk"))["n"]
    every = max(1, -(-total // most))
    if every > 1:
        cases = cases.annotate(part=Mod(F("pk"), Value(every))).filter(part=0)
    texts, names = [], {}
    rows = cases.order_by("received_at", "pk").values_list("pk", "reporter_id", "reporter__name", "text")
    for pk, reporter, name, text in rows.iterator(chunk_size=2_000):
        # Who left no contact is known by nothing but their words: the same again is the same person's.
        who = (
            f"r{reporter}"
            if reporter
            else "t" + hashlib.sha256(" ".join(words_of(text)).encode()).hexdigest()
        )
        texts.append(Text(pk, who, text))
        if name:
            names[pk] = name
    return texts, names, every


def _received(first: date, last: date, as_of: datetime | None, where: Where) -> Any:
    zone = city(fresh=False).calendar.zone
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    cases = Case.objects.filter(received_at__gte=begin, received_at__lt=end)
    if as_of is not None:
        cases = cases.filter(received_at__lte=as_of)
    for field, code in where.chosen().items():
        if field == "agency":
            cases = cases.filter(Q(agency=code) | Q(agency=None, proposed_agency=code))
        else:
            cases = cases.filter(**{_FIELDS.get(field, field): code})
    return cases


def _readable(cases: Any) -> Any:
    return cases.filter(confidential=False, oversight=False, protected=False)


def _known() -> frozenset[str]:
    """Words of the city's topics: no names, however they are written."""
    topics = city(fresh=False).topics.values()
    return roots_of(word for topic in topics for word in (topic.name, *topic.words))


def _places() -> frozenset[str]:
    """Words of the names of the city's parts, unless a topic has them too."""
    found = regions.regions(fresh=False)
    return roots_of(word for each in found for word in (each.name, *each.spellings)) - _known()


def _key(what: str, to: date, as_of: datetime | None, where: Where) -> str:
    said = repr((what, to, as_of, where, city().version))
    return f"insight:emerging:{hashlib.sha256(said.encode()).hexdigest()}"
