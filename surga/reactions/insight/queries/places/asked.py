"""What people ask for, and who they are by number: reporters and the articles that answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db.models import Count, Q

from surga.reactions.insight.queries.counted.contacts import answered_by, informed
from surga.reactions.insight.queries.counted.rows import asked, moment
from surga.reactions.insight.queries.figure import EVERYTHING, Where, figure
from surga.reactions.insight.queries.places.chosen import cases_of

#: Of more cases reporters are not counted while somebody waits for a page.
MOST = 25_000


@dataclass(frozen=True, slots=True)
class Reporters:
    """``n``: different people, as they named themselves; ``by_channel``: somebody who uses two counts in both.

    ``unnamed``: cases without a reporter (anonymous without any way back).
    """

    n: int
    by_channel: dict[str, int]
    unnamed: int


@dataclass(frozen=True, slots=True)
class Sought:
    """A topic people wanted to know about: questions that became a case, and contacts that were told at once."""

    topic: str
    cases: int
    contacts: int

    @property
    def n(self) -> int:
        return self.cases + self.contacts


def reporters_by_channel(
    from_: date, to: date, as_of: datetime | None = None, where: Where = EVERYTHING
) -> Reporters | None:
    """The different reporters of the cases received from ``from_`` to ``to``; None where there are too many cases to
    count them while somebody waits."""
    if figure("cases", from_, to, "all", as_of, where=where).n > MOST:
        return None
    found = cases_of(from_, to, as_of, where)
    by_channel = (
        found.exclude(reporter=None).values_list("channel").annotate(n=Count("reporter", distinct=True))
    )
    whole = found.aggregate(n=Count("reporter", distinct=True), unnamed=Count("id", filter=Q(reporter=None)))
    return Reporters(whole["n"], dict(by_channel), whole["unnamed"])


def sought(
    from_: date, to: date, as_of: datetime | None = None, where: Where = EVERYTHING
) -> dict[str, list[Sought]]:
    """Month (2026-05) → what was asked for: cases of kind information, and contacts that were informed at once."""
    cases: Counter[tuple[str, str]] = Counter()
    for row in figure("services", from_, to, "topic*month", as_of, where=where).rows:
        topic, _star, month = row.by.partition("*")
        cases[month, topic] = int(row.value or 0)
    contacts = Counter({(month, topic): n for topic, month, n in _informed(from_, to, as_of, where)})
    found: dict[str, list[Sought]] = {}
    for month, topic in sorted({*cases, *contacts}):
        each = Sought(topic, cases[month, topic], contacts[month, topic])
        if each.n:
            found.setdefault(month, []).append(each)
    return found


def together(months: Iterable[Iterable[Sought]]) -> list[Sought]:
    """The same topics of several months summed up, the most sought first."""
    cases: Counter[str] = Counter()
    contacts: Counter[str] = Counter()
    for each in chain.from_iterable(months):
        cases[each.topic] += each.cases
        contacts[each.topic] += each.contacts
    found = [Sought(topic, cases[topic], contacts[topic]) for topic in cases]
    return sorted(found, key=lambda each: (-each.n, each.topic))


def _informed(from_: date, to: date, as_of: datetime | None, where: Where) -> Iterator[tuple[str, str, int]]:
    """Topic, month and contacts that asked, were answered and became no case. None has an agency or a level."""
    for name, n in informed(asked(from_, to, where), moment(as_of)).items():
        topic, _star, month = name.partition("*")
        yield topic, month, n


def articles_found(
    from_: date, to: date, limit: int = 10, as_of: datetime | None = None
) -> list[tuple[str, int]]:
    """The articles that answered contacts which began from ``from_`` to ``to``: slug and how often, most first."""
    found = answered_by(asked(from_, to), moment(as_of))
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))[:limit]
