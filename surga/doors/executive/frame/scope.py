"""Which cases a page is about: from when to when, as known when, of whom; read from the address and put back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from surga.core.agencies.queries import city
from surga.core.people.access import Actor
from surga.doors.executive.frame.period import names as periods
from surga.doors.executive.frame.period.codes import is_known
from surga.doors.executive.frame.period.days import span_of
from surga.doors.executive.frame.period.mistakes import typed, unknown
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
#: Address word → what its code is of, and what is shown without it.
_SAID = {
    "instansi": (gettext_noop("instansi"), gettext_noop("semua instansi")),
    "topik": (gettext_noop("topik"), gettext_noop("semua topik")),
    "wilayah": (gettext_noop("wilayah"), gettext_noop("semua wilayah")),
    "kanal": (gettext_noop("kanal"), gettext_noop("semua kanal")),
    "tingkat": (gettext_noop("tingkat"), gettext_noop("semua tingkat")),
    "jenis": (gettext_noop("jenis"), gettext_noop("semua jenis")),
}


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

    @property
    def is_over(self) -> bool:
        """Whether its last day is over, so that what stands today is not what stood at its end."""
        return self.to < city(fresh=False).calendar.day_of(timezone.now())

    def query(self, **more: str) -> str:
        """The scope as the query of an address, by its days; ``more`` is added, an empty value takes a word away.

        So a figure leads to the same cases tomorrow. For a page that shall roll on with the days, take ``address``.
        """
        days = {"dari": self.from_, "sampai": self.to}
        told = {word: max(day, periods.EARLIEST).isoformat() for word, day in days.items()}
        return _query(told | self._rest() | more)

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
    """What the address asks for; ``period`` stands in where it names none.

    What it says wrongly is noted (``period.mistakes``): a page shows what was right and says the rest at its top, with
    422; of a file's address it raises ``NotUnderstood``. Empty words and words that are not ours are no mistakes. An
    officer who sees only an agency's cases (``actor`` with the role liaison) gets that agency's, whatever it says.
    """
    span = span_of(request, city().calendar.day_of(timezone.now()), period)
    bound = ""
    if actor is not None and actor.role == "liaison":
        bound = actor.agency or "-"
    where = Where(**{field: _code(request, word, field, bound) for word, field in WORDS.items()})
    return Scope(span.from_, span.to, span.as_of, where, span.period, span.asked, bound)


def _code(request: HttpRequest, word: str, field: str, bound: str) -> str:
    """The code that filters; of the agency the one to which an officer is bound."""
    held, said = bound if field == "agency" else "", typed(request, word)
    if said and said != held and not is_known(field, said):
        what, every = _SAID[word]
        agency = city(fresh=False).agencies.get(held)
        unknown(request, word, _(what), agency.label if agency is not None else _(every))
        said = ""
    return held or said


def _query(words: dict[str, str]) -> str:
    return urlencode({word: value for word, value in words.items() if value})
