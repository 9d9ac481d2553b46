"""What the frame says of the period and the filters, and what one may choose instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from surga.core.agencies.city import LEVELS
from surga.core.agencies.queries import city
from surga.core.intake.message import CHANNELS, KINDS
from surga.core.regions import queries as regions
from surga.core.regions.names import RegionInfo
from surga.doors.executive.frame.period.mistakes import Mistake, noted, typed
from surga.doors.executive.frame.period.names import NAMES, span
from surga.doors.executive.frame.scope import ALL_WORDS, Scope
from surga.doors.look import words
from surga.doors.look.templatetags import moments

#: Words of a page's own address that do not outlive a change of the scope: where one is in a list, which of the
#: period's months or surveys is looked at.
_PASSING = frozenset({"sesudah", "bulan", "survei"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the form: ``options`` are (code, name); ``fixed``: this officer cannot choose another; ``wrong``: what
    was wrong with what the address says here."""

    word: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""
    fixed: bool = False
    wrong: str = ""

    @property
    def name(self) -> str:
        """What is chosen, by its name."""
        return next((name for code, name in self.options if code == self.chosen), self.chosen)


@dataclass(frozen=True, slots=True)
class Day:
    """A field for a day: ``value`` as it was typed, so that it can be mended; ``wrong`` as of ``Choice``."""

    word: str
    label: str
    value: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What ``sie/frame/base.html`` draws.

    ``presets``: (address, name, chosen); ``chips``: (field, what is chosen, the address without it; empty: cannot be
    taken away); ``keep``: the page's own words, which the form sends along; ``here``: this page's own address without
    what was wrong in it; ``wrong``: whether a field of the form is; ``only``: that another agency was asked for than
    the one that this officer may see.
    """

    period: str
    days: tuple[Day, ...]
    presets: tuple[tuple[str, str, bool], ...]
    choices: tuple[Choice, ...]
    chips: tuple[tuple[str, str, str], ...]
    now: str
    clear: str
    known: str
    keep: tuple[tuple[str, str], ...]
    here: str
    wrong: bool
    only: str

    @property
    def fields(self) -> frozenset[str]:
        """Words of the address that can be chosen in the form."""
        choices = (each.word for each in self.choices if not each.fixed)
        return frozenset(("periode", *(each.word for each in self.days), *choices))


def filters_of(request: HttpRequest, scope: Scope) -> Filters:
    """The form of this address: what stands in it, and every link that changes one thing of it."""
    mistakes = noted(request)
    choices = tuple(
        replace(each, wrong=mistakes[each.word].said) if each.word in mistakes else each
        for each in _choices(scope)
    )
    own = _own_words(request)
    keep = tuple(pair for pair in own.items() if pair[0] not in _PASSING)

    def link(words: str) -> str:
        return "?" + "&".join(part for part in (words, urlencode(keep)) if part)

    return Filters(
        period=span(scope.from_, scope.to),
        days=tuple(_days(request, scope, mistakes)),
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
        here=_here(request, scope, own),
        wrong=any(word in mistakes for word in ALL_WORDS),
        only=_only(request, scope),
    )


def _own_words(request: HttpRequest) -> dict[str, str]:
    """The page's own words, without those that were wrong."""
    said = {key: value for key, value in request.GET.items() if isinstance(value, str) and value}
    return {key: value for key, value in said.items() if key not in ALL_WORDS and key not in noted(request)}


def _here(request: HttpRequest, scope: Scope, own: dict[str, str]) -> str:
    said = "&".join(part for part in (scope.address(), urlencode(own)) if part)
    return f"{request.path}?{said}" if said else request.path


def _only(request: HttpRequest, scope: Scope) -> str:
    asked = typed(request, "instansi")
    if not scope.bound or asked in {"", scope.bound} or "instansi" in noted(request):
        return ""
    agency = city(fresh=False).agencies.get(scope.bound)
    name = agency.label if agency is not None else scope.bound
    return _("Akun Anda melihat %(agency)s saja, jadi itulah yang tampil.") % {"agency": name}


def _days(request: HttpRequest, scope: Scope, mistakes: Mapping[str, Mistake]) -> Iterator[Day]:
    """Both days of a period of one's own, and the day as of which is asked; as typed, where one of them was wrong."""
    rolling, as_of = bool(scope.period), scope.as_of
    known = {
        "dari": (pgettext("sie", "Dari"), "" if rolling else scope.from_.isoformat()),
        "sampai": (pgettext("sie", "Sampai"), "" if rolling else scope.to.isoformat()),
        "per": (_("Seperti diketahui pada"), "" if as_of is None else as_of.isoformat()),
    }
    mend = any(word in mistakes for word in known)
    for word, (label, value) in known.items():
        wrong = mistakes[word].said if word in mistakes else ""
        yield Day(word, label, typed(request, word) if mend else value, wrong)


def _choices(scope: Scope) -> Iterator[Choice]:
    now, where, language = city(fresh=False), scope.where, get_language() or "id"
    agencies = sorted(
        ((each.code, each.label) for each in now.agencies.values()), key=lambda pair: pair[1].lower()
    )
    topics = sorted(
        ((code, each.label(language)) for code, each in now.topics.items()), key=lambda pair: pair[1]
    )
    places = tuple((each.code, each.name) for each in _places())
    yield Choice(
        "instansi", _("Instansi"), _with(where.agency, tuple(agencies)), where.agency, fixed=bool(scope.bound)
    )
    yield Choice("topik", _("Topik"), _with(where.topic, tuple(topics)), where.topic)
    yield Choice("wilayah", _("Wilayah"), _with(where.region, places), where.region)
    yield Choice("kanal", _("Kanal"), _named("channel", CHANNELS, where.channel), where.channel)
    yield Choice("tingkat", _("Tingkat"), _named("level", LEVELS, where.level), where.level)
    yield Choice("jenis", _("Jenis"), _named("kind", KINDS, where.kind), where.kind)


def _named(kind: str, codes: tuple[str, ...], chosen: str) -> tuple[tuple[str, str], ...]:
    more = (chosen,) if chosen and chosen not in codes else ()
    return tuple((code, words.label(kind, code)) for code in (*codes, *more))


def _with(chosen: str, options: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The options, and what is chosen though it is none of them: a whole kecamatan, a code that only old cases have.

    Else sending the form again would lose it.
    """
    if not chosen or any(code == chosen for code, _name in options):
        return options
    region = regions.region(chosen, fresh=False)
    name = chosen if region is None else _("Kecamatan %(name)s") % {"name": region.name}
    return (*options, (chosen, name))


def _places() -> list[RegionInfo]:
    """The kelurahan, by name: a case lies in one of them."""
    found = [each for each in regions.regions(fresh=False) if each.kind == "kelurahan"]
    return sorted(found, key=lambda each: each.name)
