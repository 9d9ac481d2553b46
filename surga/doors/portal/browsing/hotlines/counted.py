"""A hotline's figures: kept for a minute, said in sentences, drawn as bars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.core.agencies.city import City
from surga.core.hotlines.queries import HotlineInfo
from surga.core.intake.queries.records import Tally, tally_of
from surga.doors.look import words
from surga.doors.look.templatetags import moments

#: Beyond so many topics the rest is one bar.
_MOST_BARS: Final = 8
_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures, and the moment they are of."""

    tally: Tally
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a figure: ``n`` of all, as words and as a bar that begins at zero."""

    label: str
    n: int
    share: str
    drawn: SafeString


def hidden_topics(where: City) -> tuple[str, ...]:
    """The topics that are never told, as the city says now."""
    return tuple(code for code, topic in where.topics.items() if topic.protected or topic.oversight)


def counted(info: HotlineInfo, where: City) -> Counted:
    """The figures of now, at most a minute old: a busy hotline has a hundred thousand contacts."""
    key = f"hotline:{info.id}:{where.version}"
    kept = cache.get(key)
    if not isinstance(kept, Counted):
        kept = Counted(tally_of(info.id, hidden_topics(where)), timezone.now())
        cache.set(key, kept, _SECONDS)
    return kept


def percent(n: int, of: int) -> str:
    """85,5: a share with one decimal, as people read it, without its sign."""
    return moments.number(100 * n / of, 1)


def channel_bars(tally: Tally) -> list[Bar]:
    return _bars(tally.by_channel, tally.contacts, lambda code: words.label("channel", code))


def topic_bars(tally: Tally, where: City, language: str) -> list[Bar]:
    """The most frequent topics; what has none, or one that is not told, stands last."""
    told = {code: n for code, n in tally.by_topic.items() if code in where.topics}
    ranked = sorted(told, key=lambda code: (-told[code], code))[:_MOST_BARS]
    shown = {code: told[code] for code in ranked}
    rest = tally.contacts - sum(shown.values())
    bars = _bars(shown, tally.contacts, lambda code: where.topics[code].label(language)) if shown else []
    if shown and rest:
        bars.append(_bar(_("Lainnya atau tanpa topik"), rest, tally.contacts))
    return bars


def channel_sentence(tally: Tally) -> str:
    """ "Dari 6.496 kontak, 85,5 % lewat WhatsApp." """
    code = max(tally.by_channel, key=lambda each: (tally.by_channel[each], each))
    said = ngettext(
        "Dari %(n)s kontak, %(share)s %% lewat %(channel)s.",
        "Dari %(n)s kontak, %(share)s %% lewat %(channel)s.",
        tally.contacts,
    )
    return said % {
        "n": moments.number(tally.contacts),
        "share": percent(tally.by_channel[code], tally.contacts),
        "channel": words.label("channel", code),
    }


def topic_sentence(bars: list[Bar]) -> str:
    """What was asked most."""
    return _("Paling banyak tentang %(topic)s: %(share)s %%.") % {
        "topic": bars[0].label,
        "share": bars[0].share,
    }


def case_sentence(tally: Tally) -> str:
    """ "6.496 kontak menjadi 1.204 laporan.": the two are never one number."""
    n = moments.number(tally.contacts)
    if not tally.cases:
        return _("Belum ada kontak yang menjadi laporan.")
    said = ngettext(
        "%(n)s kontak menjadi %(cases)s laporan.", "%(n)s kontak menjadi %(cases)s laporan.", tally.cases
    )
    return said % {"n": n, "cases": moments.number(tally.cases)}


def _bars(counts: Mapping[str, int], of: int, label: Callable[[str], str]) -> list[Bar]:
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    return [_bar(label(code), counts[code], of) for code in ranked]


def _bar(label: str, n: int, of: int) -> Bar:
    drawn = format_html(
        '<svg class="share-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="share-rest" width="100" height="8"/><rect class="share-part" width="{}" height="8"/></svg>',
        f"{100 * n / of:.2f}",
    )
    return Bar(label, n, percent(n, of), drawn)
