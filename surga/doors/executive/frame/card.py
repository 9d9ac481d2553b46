"""One card of SIE: a sentence that says the finding, its number, its proof."""

from __future__ import annotations

from dataclasses import dataclass

from surga.doors.look.charts.chart import Chart


@dataclass(frozen=True, slots=True)
class Card:
    """``{% include "sie/frame/card.html" with card=card %}``; everything is said in the reader's language already.

    ``finding``: a sentence a person would say. ``value`` with ``unit``: the number, large. ``beside``: (name, value)
    pairs that belong to it, small. ``note``: n and as-of. ``href`` with ``link``: the cases behind, and the words that
    lead there. ``definition``: what is counted. ``chart``: its title is not shown, the finding stands above it.
    ``tone``: "brick" only for over the limit. ``wide``: over two columns.
    """

    finding: str
    value: str = ""
    unit: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    chart: Chart | None = None
    note: str = ""
    href: str = ""
    link: str = ""
    definition: str = ""
    tone: str = ""
    wide: bool = False
