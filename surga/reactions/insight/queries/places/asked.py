"""What people ask for, and who they are by number: reporters and the articles that answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from surga.core.intake.models import Contact
from surga.reactions.insight.queries.figure import EVERYTHING, Where, figure
from surga.reactions.insight.queries.places.chosen import bounds, cases_of

#: Of more cases reporters are not counted while somebody waits for a page.
MOST = 200_000


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


def sought(from_: date, to: date, as_of: datetime | None = None, where: Where = EVERYTHING) -> list[Sought]:
    """What was asked for, the most sought topic first: cases of kind information, and contacts that were informed."""
    cases = {
        row.by: int(row.value or 0) for row in figure("services", from_, to, "topic", as_of, where=where).rows
    }
    contacts: Counter[str] = Counter()
    if not (where.agency or where.level or where.kind):
        begin, end = bounds(from_, to, as_of)
        found = Contact.objects.filter(
            started_at__gte=begin, started_at__lt=end, outcome="information", case=None
        )
        for column, code in (
            ("channel", where.channel),
            ("topic_code", where.topic),
            ("region_code", where.region),
        ):
            if code:
                found = found.filter(**{column: code})
        contacts.update(dict(found.order_by().values_list("topic_code").annotate(n=Count("id"))))
    every = [Sought(topic, cases.get(topic, 0), contacts[topic]) for topic in {*cases, *contacts}]
    return sorted((each for each in every if each.n), key=lambda each: (-each.n, each.topic))


def articles_found(from_: date, to: date, limit: int = 10) -> list[tuple[str, int]]:
    """The articles that answered contacts which began from ``from_`` to ``to``: slug and how often, most first."""
    begin, end = bounds(from_, to, None)
    found = Contact.objects.filter(started_at__gte=begin, started_at__lt=end).exclude(article_slug="")
    counted = found.order_by().values_list("article_slug").annotate(n=Count("id"))
    return sorted(counted, key=lambda each: (-each[1], each[0]))[:limit]
