"""What an address says that nobody understands: told in a sentence, with what is shown instead; never passed over.

A page with such a word is shown all the same, with what the address says rightly. A file (a sheet, a paper) is not
made: nobody would see on it that a word was left out. An empty word is none, and so is one that the page does not know.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from django.http import HttpRequest
from django.utils.translation import gettext as _

#: The status of a page with a word that was not understood: that of the public register and of the API.
STATUS: Final = 422
_FILES: Final = (".csv", ".pdf", ".xlsx", ".json", ".svg", ".geojson")
_LONGEST: Final = 40


class NotUnderstood(Exception):
    """A word of a file's address was not understood; ``str`` of it is the sentence to say."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """``said``: what is wrong with what stands in the address; ``shown``: what is shown instead."""

    said: str
    shown: str


_noted: WeakKeyDictionary[HttpRequest, dict[str, Mistake]] = WeakKeyDictionary()


def typed(request: HttpRequest, word: str) -> str:
    """What the address says at a word; empty where it says nothing."""
    return request.GET.get(word, "").strip()


def note(request: HttpRequest, word: str, said: str, shown: str) -> None:
    """Keep for the page that a word was not understood. Raises ``NotUnderstood`` for a file."""
    if request.path.endswith(_FILES):
        raise NotUnderstood(said)
    _noted.setdefault(request, {}).setdefault(word, Mistake(said, shown))


def unknown(request: HttpRequest, word: str, what: str, shown: str) -> None:
    """As ``note``, of a word that is none of those that are known; ``what``: what it would be, "instansi"."""
    words = {"what": what, "typed": quoted(typed(request, word))}
    note(request, word, _("Kami tidak mengenal %(what)s “%(typed)s”.") % words, shown)


def chosen(request: HttpRequest, word: str, known: Container[str], what: str, shown: str) -> str:
    """What the address says at a word if it is one of those known; else empty, and it is noted."""
    said = typed(request, word)
    if not said or said in known:
        return said
    unknown(request, word, what, shown)
    return ""


def noted(request: HttpRequest) -> Mapping[str, Mistake]:
    """Word → what is wrong with it, in the order in which they were read."""
    return _noted.get(request, {})


def told(request: HttpRequest, fields: Container[str] = ()) -> list[tuple[str, str]]:
    """For the summary at the top of the page: the address of the field, if the page has it, and the sentence.

    What is shown instead of several words is said once, after the last of them.
    """
    rest = [each.shown for each in noted(request).values()]
    rows = []
    for word, each in noted(request).items():
        rest.pop(0)
        words = {"said": each.said, "shown": each.shown}
        said = each.said if each.shown in rest else _("%(said)s Yang tampil: %(shown)s.") % words
        rows.append((f"#sie-{word}" if word in fields else "", said))
    return rows


def quoted(text: str) -> str:
    """What somebody typed, short and without marks that cannot be seen, to be said again in a sentence."""
    plain = "".join(each for each in text if each.isprintable()).strip() or "?"
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"
