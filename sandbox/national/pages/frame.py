"""What every page has: the warning that it is a stand-in, the ways, the clock; and a few words."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sandbox.national.model import words
from sandbox.national.model.numbers import WIB
from sandbox.national.pages.markup import Inside, Markup, tag

WARNING: Final = "Tiruan untuk uji coba, bukan SP4N-LAPOR! yang sebenarnya."
WAYS: Final = (
    ("/", "Laporan"),
    ("/lapor", "Lapor"),
    ("/gangguan", "Gangguan"),
    ("/tentang", "Tentang"),
)
_MONTHS: Final = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
#: status → (shape, colour)
_LOOKS: Final = {
    words.UNVERIFIED: ("○", "plain"), words.HELD: ("◔", "sun"), words.DISPOSED: ("◑", "river"),
    words.IN_HAND: ("◑", "river"), words.FOLLOWED_UP: ("◕", "sky"), words.REPLIED: ("↩", "sun"),
    words.DONE: ("✔", "leaf"), words.ARCHIVED: ("▣", "plain"), words.NOT_COMPETENT: ("↑", "sun"),
}  # fmt: skip


def page(title: str, here: str, now: int, *inside: Inside) -> bytes:
    """A whole page. ``here``: the way it belongs to."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} · Tiruan LAPOR!"),
        tag("link", rel="stylesheet", href="/gaya.css"),
        tag("link", rel="icon", href="data:,"),
    )
    ways = [tag("a", word, href=way, aria_current="page" if way == here else None) for way, word in WAYS]
    top = tag(
        "header",
        tag("p", WARNING, class_="warning"),
        tag("div",
            tag("a", "Tiruan LAPOR!", href="/", class_="name"),
            tag("nav", ways, aria_label="Halaman"),
            tag("p", f"Jam di sini: {moment(now)} WIB", class_="clock"),
            class_="bar"),
    )  # fmt: skip
    body = tag(
        "body", tag("a", "Langsung ke isi", href="#isi", class_="skip"), top, tag("main", *inside, id="isi")
    )
    return f"<!doctype html>\n{tag('html', head, body, lang='id')}\n".encode()


def moment(at: int) -> str:
    """A time as people read it, local to Jakarta."""
    when = datetime.fromtimestamp(at, WIB)
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}, {when:%H.%M}"


def status(name: str) -> Markup:
    """Word, shape and colour of a status."""
    shape, colour = _LOOKS.get(name, ("?", "plain"))
    return tag(
        "span", tag("i", shape, aria_hidden="true"), f" {name.capitalize()}", class_=f"status {colour}"
    )


def mistake(why: str) -> Markup | None:
    """What was wrong with what was sent; nothing when nothing was."""
    return tag("p", why, class_="mistake", role="alert", id="salah") if why else None
