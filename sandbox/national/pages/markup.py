"""HTML that is safe because it is built, not glued: every text is escaped unless it was built here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

_EMPTY: Final = frozenset({"input", "meta", "link", "br", "hr", "img"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


type Inside = str | Markup | Iterable[Inside] | None


def tag(element: str, /, *inside: Inside, **attributes: str | bool | None) -> Markup:
    """An element. ``for_`` is the attribute for, ``aria_label`` aria-label; ``True`` has no value, ``None`` none."""
    told = "".join(_attribute(key, value) for key, value in attributes.items())
    if element in _EMPTY:
        return Markup(f"<{element}{told}>")
    return Markup(f"<{element}{told}>{joined(inside)}</{element}>")


def joined(inside: Inside) -> Markup:
    """Everything in it, one after another."""
    if inside is None:
        return Markup("")
    if isinstance(inside, Markup):
        return inside
    if isinstance(inside, str):
        return Markup(escape(inside))
    return Markup("".join(joined(each) for each in inside))


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'


def field(
    name: str,
    label: str,
    value: str = "",
    *,
    kind: str = "text",
    hint: str = "",
    needed: bool = False,
    key: str = "",
) -> Markup:
    """A labelled field; ``kind`` "area" for long texts, else an input's type. ``key`` makes its id unique."""
    own = f"{key}{name}"
    told: dict[str, str | bool | None] = {
        "id": own, "name": name, "required": needed, "aria_describedby": f"{own}-hint" if hint else None,
    }  # fmt: skip
    control = (
        tag("textarea", value, rows="4", **told)
        if kind == "area"
        else tag("input", type=kind, value=value if kind != "file" else None, multiple=kind == "file", **told)
    )
    below = tag("small", hint, id=f"{own}-hint") if hint else None
    return tag("div", tag("label", label, for_=own), control, below, class_="field")


def choice(
    name: str, label: str, options: Sequence[tuple[str, str]], value: str = "", *, key: str = ""
) -> Markup:
    """A labelled list to choose from: (value, words)."""
    own = f"{key}{name}"
    inside = [tag("option", words, value=each, selected=each == value) for each, words in options]
    return tag("div", tag("label", label, for_=own), tag("select", inside, id=own, name=name), class_="field")


def tick(name: str, label: str, *, on: bool = False, key: str = "") -> Markup:
    """A box to tick; its value is "1"."""
    own = f"{key}{name}"
    box = tag("input", type="checkbox", id=own, name=name, value="1", checked=on)
    return tag("div", box, tag("label", label, for_=own), class_="tick")


def hidden(**values: str) -> Markup:
    return joined([tag("input", type="hidden", name=name, value=value) for name, value in values.items()])


def button(words: str, *, kind: str = "second", name: str | None = None, value: str | None = None) -> Markup:
    return tag("button", words, type="submit", class_=kind, name=name, value=value)
