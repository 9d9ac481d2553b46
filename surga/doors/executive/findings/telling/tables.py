"""The cells of large tables, drawn straight into HTML.

A page has a thousand of them; a template that is included for each takes ten times as long as all of the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from surga.doors.executive.frame.page import behind
from surga.doors.executive.frame.scope import Scope

NOTHING = "–"
_EMPTY = SafeString(f'<span class="find-nothing">{NOTHING}</span>')


@dataclass(frozen=True, slots=True)
class Number:
    """A value with its n and interval. ``look``: the class of its shade; ``sign``, ``means``: more than chance away
    from what it is held against, as a sign that can be read in grey, and in words."""

    said: str = ""
    n: str = ""
    interval: str = ""
    href: str = ""
    look: str = ""
    sign: str = ""
    means: str = ""

    @property
    def bare(self) -> SafeString:
        """As a cell shows it, without its n."""
        return self._drawn("")

    @property
    def html(self) -> SafeString:
        """As a cell shows it, with n and interval."""
        interval = f"<small>{escape(self.interval)}</small>" if self.interval else ""
        return self._drawn(f"{interval}<small>n {escape(self.n)}</small>" if self.n else "")

    def _drawn(self, below: str) -> SafeString:
        if not self.said:
            return _EMPTY
        inner = f"{value_of_cell(self)}{below}"
        if self.href:
            return SafeString(f'<a href="{escape(self.href)}">{inner}</a>')
        return SafeString(f'<span class="find-in">{inner}</span>')


def value_of_cell(number: Number) -> str:
    """The value with what its sign means, as HTML."""
    sign = (
        f'<span aria-hidden="true">{escape(number.sign)}</span> <span class="unseen">{escape(number.means)}:</span> '
        if number.sign
        else ""
    )
    return f'<span class="find-value">{sign}{escape(number.said)}</span>'


class Cell(NamedTuple):
    """``html``: what stands in it; ``label``: its column's name, said on a phone; ``look``: its classes."""

    html: str
    label: str
    look: str = ""


def line_of(head: str, cells: Iterable[Cell]) -> SafeString:
    """A row of a table whose roles survive on a phone, where it is a card; ``head`` is HTML."""
    drawn = "\n".join(
        f'<td role="cell"{f" class={chr(34)}{cell.look}{chr(34)}" if cell.look else ""} '
        f'data-label="{escape(cell.label)}">{cell.html}</td>'
        for cell in cells
    )
    return SafeString(f'<tr role="row"><th scope="row" role="rowheader">{head}</th>{drawn}</tr>\n')


def links(scope: Scope, figure: str, by: str, **part: str) -> Callable[[str], str]:
    """The address of the cases behind each row of a figure: ``behind``, of which only the row is said each time."""
    begun = behind(scope, figure, by, **part)
    return lambda value: f"{begun}&{urlencode({'nilai': value})}" if value else begun
