"""What the frame says of the period and the filters, and what one may choose instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surga.core.agencies.queries import city
from surga.core.regions import queries as regions
from surga.core.regions.names import RegionInfo
from surga.doors.executive.frame.period.names import EARLIEST, NAMES
from surga.doors.executive.frame.scope import ALL_WORDS, Scope
from surga.doors.look import words
from surga.doors.look.templatetags import moments

_CHANNELS = (
    "whatsapp",
    "web",
    "phone",
    "counter",
    "telegram",
    "email",
    "hotline",
    "social",
    "letter",
    "sp4n",
    "api",
)
_LEVELS = ("kelurahan", "kecamatan", "opd", "city", "province", "centre", "neighbour")
_KINDS = ("complaint", "aspiration", "information")
#: Words of a page's own address that do not outlive a change of the scope: where one is in a list.
_PASSING = frozenset({"sesudah", "sebelum", "cursor"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the form: ``options`` are (code, name); ``fixed``: this officer cannot choose another."""

    word: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""
    fixed: bool = False

    @property
    def name(self) -> str:
        """What is chosen, by its name."""
        return next((name for code, name in self.options if code == self.chosen), self.chosen)


@dataclass(frozen=True, slots=True)
class Filters:
    """What ``sie/frame/base.html`` draws.

    ``presets``: (address, name, chosen); ``chips``: (field, what is chosen, the address without it; empty: cannot be
    taken away); ``keep``: the page's own words, which the form sends along.
    """

    period: str
    presets: tuple[tuple[str, str, bool], ...]
    choices: tuple[Choice, ...]
    chips: tuple[tuple[str, str, str], ...]
    now: str
    clear: str
    known: str
    keep: tuple[tuple[str, str], ...]


def filters_of(request: HttpRequest, scope: Scope) -> Filters:
    """The form of this address: what stands in it, and every link that changes one thing of it."""
    choices = tuple(_choices(scope))
    keep = tuple(
        (key, value)
        for key, value in request.GET.items()
        if isinstance(value, str) and value and key not in ALL_WORDS and key not in _PASSING
    )

    def link(words: str) -> str:
        return "?" + "&".join(part for part in (words, urlencode(keep)) if part)

    return Filters(
        period=_period(scope),
        presets=tuple(
            (link(scope.over(name)), _(said), scope.period == name) for name, said in NAMES.items()
        ),
        choices=choices,
        chips=tuple(
            (each.label, each.name, "" if each.fixed else link(scope.address(**{each.word: ""})))
            for each in choices
            if each.chosen
        ),
        now=link(scope.address(per="")),
        clear=link(""),
        known=moments.full(timezone.now()),
        keep=keep,
    )


def _period(scope: Scope) -> str:
    last = moments.short(scope.to)
    if scope.from_ <= EARLIEST:
        return _("Semua sampai %(day)s") % {"day": last}
    return f"{moments.short(scope.from_)} – {last}" if scope.days > 1 else last


def _choices(scope: Scope) -> Iterator[Choice]:
    now, where, language = city(fresh=False), scope.where, get_language() or "id"
    agencies = sorted(
        ((each.code, each.label) for each in now.agencies.values()), key=lambda pair: pair[1].lower()
    )
    topics = sorted(
        ((code, each.label(language)) for code, each in now.topics.items()), key=lambda pair: pair[1]
    )
    places = tuple((each.code, each.name) for each in _places())
    yield Choice("instansi", _("Instansi"), tuple(agencies), where.agency, fixed=bool(scope.bound))
    yield Choice("topik", _("Topik"), tuple(topics), where.topic)
    yield Choice("wilayah", _("Wilayah"), places, where.region)
    yield Choice("kanal", _("Kanal"), _named("channel", _CHANNELS), where.channel)
    yield Choice("tingkat", _("Tingkat"), _named("level", _LEVELS), where.level)
    yield Choice("jenis", _("Jenis"), _named("kind", _KINDS), where.kind)


def _named(kind: str, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((code, words.label(kind, code)) for code in codes)


def _places() -> list[RegionInfo]:
    """The kelurahan, by name: a case lies in one of them."""
    found = [each for each in regions.regions(fresh=False) if each.kind == "kelurahan"]
    return sorted(found, key=lambda each: each.name)
