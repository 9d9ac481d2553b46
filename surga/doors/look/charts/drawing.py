"""The pen: shapes as SVG text, each with its light colour as an attribute and a class by which a page's theme rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

#: Every drawing is this wide: about what a card on a phone has, so that its letters are as large as the page's.
WIDTH = 340.0
#: The tokens' light colours, for a drawing that stands alone (a test compares them with ``tokens.css``).
COLOURS = {
    "ink": "#16262e",
    "muted": "#5b6670",
    "paper": "#fbfaf6",
    "card": "#ffffff",
    "sunken": "#f3f0e8",
    "line": "#d9d5c9",
    "edge": "#86816f",
    "river": "#0d6767",
    "river-tint": "#e3f0ee",
    "sun": "#875800",
    "brick": "#a8321f",
    "sky": "#1d5b9c",
}
SIZE, SMALL = 14.0, 13.0
#: A letter's width as a part of its size, on the generous side: labels then never leave the drawing.
_LETTER = 0.58


def num(value: float) -> str:
    """A coordinate: at most two decimals, never an exponent."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def width_of(said: str, size: float = SIZE, strong: bool = False) -> float:
    """About how wide a text is drawn, rather too wide than too narrow."""
    return len(said) * size * (_LETTER + (0.03 if strong else 0))


def cut(said: str, room: float, size: float = SIZE, strong: bool = False) -> str:
    """The text, shortened with … where it is wider than the room; the table says it whole."""
    if width_of(said, size, strong) <= room:
        return said
    letters = max(1, int(room / (size * (_LETTER + (0.03 if strong else 0)))) - 1)
    return said[:letters].rstrip() + "…"


def wrapped(said: str, room: float, size: float = SIZE) -> list[str]:
    """The text in at most two lines of the room's width."""
    if width_of(said, size) <= room:
        return [said]
    first: list[str] = []
    words = said.split()
    while words and width_of(" ".join([*first, words[0]]), size) <= room:
        first.append(words.pop(0))
    if not first or not words:
        return [cut(said, room, size)]
    return [" ".join(first), cut(" ".join(words), room, size)]


def _fill(paint: str) -> str:
    return f'class="c-{paint}" fill="{COLOURS[paint]}"'


def _stroke(paint: str) -> str:
    return f'class="s-{paint}" fill="none" stroke="{COLOURS[paint]}"'


def rect(
    x: float, y: float, width: float, height: float, paint: str, *, opacity: float = 1, round_: float = 0
) -> str:
    """A filled rectangle; a width below nothing is nothing."""
    more = f' fill-opacity="{num(opacity)}"' if opacity != 1 else ""
    more += f' rx="{num(round_)}"' if round_ else ""
    size = f'width="{num(max(width, 0))}" height="{num(max(height, 0))}"'
    return f'<rect x="{num(x)}" y="{num(y)}" {size} {_fill(paint)}{more}/>'


def box(x: float, y: float, width: float, height: float, paint: str) -> str:
    """A rectangle's edge alone."""
    size = f'width="{num(max(width, 0))}" height="{num(max(height, 0))}"'
    return f'<rect x="{num(x)}" y="{num(y)}" {size} {_stroke(paint)}/>'


def rule(x1: float, y1: float, x2: float, y2: float, paint: str, *, width: float = 1, dash: str = "") -> str:
    """A straight line."""
    more = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}"'
    return f'<line {ends} {_stroke(paint)} stroke-width="{num(width)}"{more}/>'


def dot(x: float, y: float, radius: float, paint: str, *, hollow: bool = False) -> str:
    """A dot; hollow: its edge on the card's colour."""
    place = f'cx="{num(x)}" cy="{num(y)}" r="{num(radius)}"'
    if hollow:
        colours = f'class="c-card s-{paint}" fill="{COLOURS["card"]}" stroke="{COLOURS[paint]}"'
        return f'<circle {place} {colours} stroke-width="2"/>'
    return f"<circle {place} {_fill(paint)}/>"


def path(points: Sequence[tuple[float, float]], paint: str, *, width: float = 2, dash: str = "") -> str:
    """A line through points."""
    more = f' stroke-dasharray="{dash}"' if dash else ""
    way = " ".join(f"{'M' if at == 0 else 'L'}{num(x)} {num(y)}" for at, (x, y) in enumerate(points))
    return f'<path d="{way}" {_stroke(paint)} stroke-width="{num(width)}" stroke-linejoin="round"{more}/>'


def area(points: Sequence[tuple[float, float]], paint: str, *, opacity: float) -> str:
    """A filled outline."""
    way = " ".join(f"{'M' if at == 0 else 'L'}{num(x)} {num(y)}" for at, (x, y) in enumerate(points))
    return f'<path d="{way} Z" {_fill(paint)} fill-opacity="{num(opacity)}"/>'


def words(
    x: float,
    y: float,
    said: str,
    paint: str = "ink",
    *,
    size: float = SIZE,
    anchor: str = "start",
    strong: bool = False,
    halo: bool = False,
) -> str:
    """A text; ``y`` is its base line. ``halo``: the card's colour around it, where it lies on lines."""
    more = ' font-weight="700"' if strong else ""
    more += f' text-anchor="{anchor}"' if anchor != "start" else ""
    place = f'x="{num(x)}" y="{num(y)}" font-size="{num(size)}"'
    ink = _fill(paint)
    if halo:
        ink = f'class="c-{paint} s-card" fill="{COLOURS[paint]}" stroke="{COLOURS["card"]}"'
        more += ' stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    return f"<text {place} {ink}{more}>{escape(said)}</text>"


def linked(inner: str, href: str) -> str:
    """A part that leads to its cases. Not a stop of the keyboard: the table below has the same link."""
    return f'<a href="{escape(href)}" tabindex="-1">{inner}</a>' if href else inner


def svg(
    kind: str, height: float, parts: Iterable[str], title: str, told: str, width: float = WIDTH
) -> SafeString:
    """The drawing, named by ``title`` and told by ``told`` for those who do not see it; safe, for all of it is escaped.

    Without a title it is decoration beside words that say the same, and hidden from a screen reader.
    """
    inner = "".join(parts)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-svg chart-{kind}"'
        f' viewBox="0 0 {num(width)} {num(height)}"'
        ' font-family="Plus Jakarta Sans, Noto Sans, Segoe UI, Roboto, sans-serif"'
    )
    if not title:
        return SafeString(f'{head} aria-hidden="true" focusable="false">{inner}</svg>')
    mark = "c" + hashlib.sha256(f"{kind}{title}{told}{inner}".encode()).hexdigest()[:10]
    named = f'<title id="{mark}t">{escape(title)}</title><desc id="{mark}d">{escape(told)}</desc>'
    return SafeString(f'{head} role="img" aria-labelledby="{mark}t {mark}d">{named}{inner}</svg>')
