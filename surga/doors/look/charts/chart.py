"""What a chart is: its finding, its drawing, and the table behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Point:
    """One value with its 95 % interval and the number it rests on; None: there is none, which is drawn as a gap.

    ``label`` is said as it stands; ``href`` leads to the cases behind; ``mark``: "over" for over the limit, "muted".
    """

    label: str
    value: float | None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    href: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name stands at its end."""

    label: str
    points: Sequence[Point]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """``title`` says the finding, ``subtitle`` what is drawn, ``note`` n and as-of; ``head``, ``rows``: the table.

    The SVG carries colours as attributes, so that it stands alone (a PDF), and classes, so that a page's theme rules.
    ``links``: where each row of the table leads. ``table``: a chart that a page shows as a table, shaded (``heat``).
    """

    title: str
    subtitle: str
    svg: SafeString
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    links: tuple[str, ...] = field(default=())
    table: SafeString = field(default=SafeString(""))
