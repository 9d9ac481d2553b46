"""Which cases a page is about: from when to when, as known when, of whom; read from the address and put back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.people.access import Actor
from surga.doors.executive.frame.period import names as periods
from surga.reactions.insight.queries import EVERYTHING, Where

#: Address word → field of ``Where``.
WORDS = {
    "instansi": "agency",
    "topik": "topic",
    "wilayah": "region",
    "kanal": "channel",
    "tingkat": "level",
    "jenis": "kind",
}
#: Every word of the address that is about the scope; a page's own words are others.
ALL_WORDS = ("periode", "dari", "sampai", "per", *WORDS)


@dataclass(frozen=True, slots=True)
class Scope:
    """``from_``, ``to``: days of receipt, both in; ``as_of``: None for now, or the end of a day; ``where``: of whom.

    ``period``: the name of a rolling period (``periods.NAMES``), empty for days of one's own; ``asked``: whether the
    address named a period at all; ``bound``: the agency beyond which this officer sees nothing.
    """

    from_: date
    to: date
    as_of: date | None = None
    where: Where = EVERYTHING
    period: str = ""
    asked: bool = True
    bound: str = ""

    @property
    def moment(self) -> datetime | None:
        """The instant as of which figures are asked; None for now."""
        if self.as_of is None:
            return None
        end = datetime.combine(self.as_of + timedelta(days=1), time(), city(fresh=False).calendar.zone)
        return end - timedelta(microseconds=1)

    @property
    def days(self) -> int:
        """How many days the period has, the first and the last in it."""
        return (self.to - self.from_).days + 1

    def query(self, **more: str) -> str:
        """The scope as the query of an address, by its days; ``more`` is added, an empty value takes a word away.

        So a figure leads to the same cases tomorrow. For a page that shall roll on with the days, take ``address``.
        """
        return _query({"dari": self.from_.isoformat(), "sampai": self.to.isoformat()} | self._rest() | more)

    def address(self, **more: str) -> str:
        """The scope as it was asked for: a rolling period by its name, and none where none was named."""
        if not self.asked:
            return _query(self._rest() | more)
        if self.period:
            return _query({"periode": self.period} | self._rest() | more)
        return self.query(**more)

    def over(self, period: str) -> str:
        """The address of the same with a rolling period by its name."""
        return _query({"periode": period} | self._rest())

    def of(self, **where: str) -> Scope:
        """The same with other filters, by the fields of ``Where``."""
        return replace(self, where=replace(self.where, **where))

    def last(self, days: int) -> Scope:
        """The same over the last ``days`` days of it."""
        return replace(self, from_=self.to - timedelta(days=days - 1), period="", asked=True)

    def ever(self) -> Scope:
        """The same without a beginning: for what stands open, whenever it came."""
        return replace(self, from_=periods.EARLIEST, period="", asked=True)

    def _rest(self) -> dict[str, str]:
        as_of = {"per": self.as_of.isoformat()} if self.as_of is not None else {}
        return as_of | {word: getattr(self.where, field) for word, field in WORDS.items()}


def scope_of(request: HttpRequest, actor: Actor | None = None, period: str = periods.USUAL) -> Scope:
    """What the address asks for; what it says wrongly is left out, and ``period`` stands in where it names none.

    Days of one's own (``dari``, ``sampai``) go before a rolling period (``periode``). An officer who sees only an
    agency's cases (``actor`` with the role liaison) gets that agency's, whatever the address says.
    """
    asked = request.GET
    today = city().calendar.day_of(timezone.now())
    as_of = _day(asked.get("per", ""))
    as_of = as_of if as_of is not None and as_of < today else None
    last = as_of or today
    from_, to, named = _day(asked.get("dari", "")), _day(asked.get("sampai", "")), asked.get("periode", "")
    where = Where(**{field: asked.get(word, "").strip()[:80] for word, field in WORDS.items()})
    bound = ""
    if actor is not None and actor.role == "liaison":
        bound = actor.agency or "-"
        where = replace(where, agency=bound)
    if from_ is not None or to is not None:
        to = min(to or last, last)
        return Scope(min(from_ or to - periods.YEAR, to), to, as_of, where, bound=bound)
    known = named in periods.NAMES
    from_, to = periods.days_of(named if known else period, last)
    return Scope(from_, to, as_of, where, named if known else period, known, bound)


def _query(words: dict[str, str]) -> str:
    return urlencode({word: value for word, value in words.items() if value})


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if periods.EARLIEST <= found <= date(2200, 1, 1) else None
