"""Which cases a page is about: from when to when, as known when, of whom; read from the address and put back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.people.access import Actor
from surga.reactions.insight.queries import EVERYTHING, Where

#: Address word → field of ``Where``.
WORDS = {
    "kanal": "channel",
    "instansi": "agency",
    "topik": "topic",
    "wilayah": "region",
    "tingkat": "level",
    "jenis": "kind",
}
_YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class Scope:
    """``from_``, ``to``: days of receipt, both in; ``as_of``: None for now, or the end of a day; ``where``: of whom."""

    from_: date
    to: date
    as_of: date | None = None
    where: Where = EVERYTHING

    @property
    def moment(self) -> datetime | None:
        """The instant as of which figures are asked; None for now."""
        if self.as_of is None:
            return None
        end = datetime.combine(self.as_of + timedelta(days=1), time(), city(fresh=False).calendar.zone)
        return end - timedelta(microseconds=1)

    def query(self, **more: str) -> str:
        """The scope as the query of an address; ``more`` is added, an empty value takes a word away."""
        words = {"dari": self.from_.isoformat(), "sampai": self.to.isoformat()}
        if self.as_of is not None:
            words["per"] = self.as_of.isoformat()
        words |= {word: getattr(self.where, field) for word, field in WORDS.items()}
        words |= more
        return urlencode({word: value for word, value in words.items() if value})

    def of(self, **where: str) -> Scope:
        """The same with other filters, by the fields of ``Where``."""
        return replace(self, where=replace(self.where, **where))


def scope_of(request: HttpRequest, actor: Actor | None = None) -> Scope:
    """What the address asks for; what it says wrongly is left out, and the last 365 days stand in for a period.

    An officer who sees only an agency's cases (``actor`` with an agency and the role liaison) gets that agency's.
    """
    asked = request.GET
    today = city().calendar.day_of(timezone.now())
    to = min(_day(asked.get("sampai", "")) or today, today)
    from_ = min(_day(asked.get("dari", "")) or to - _YEAR, to)
    as_of = _day(asked.get("per", ""))
    where = Where(**{field: asked.get(word, "")[:80] for word, field in WORDS.items()})
    if actor is not None and actor.role == "liaison":
        where = replace(where, agency=actor.agency or "-")
    return Scope(from_, to, as_of if as_of is None or as_of < today else None, where)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if date(1990, 1, 1) <= found <= date(2200, 1, 1) else None
