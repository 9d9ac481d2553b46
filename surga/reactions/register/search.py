"""The words of the register, looked up by what each database has for it: FTS5, or tsvector under a GIN index.

Both look at `PublicCase.search_text`, which this program has brought to roots itself, so that both give the same
answers. See migration 0002.
"""

from __future__ import annotations

from typing import Final

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from surga.core.triage.words import search_words
from surga.reactions.register.models import PublicCase

# A question of more words than this is no question; a word longer than this is none.
_MAX_ASKED: Final = 12
_MAX_LETTERS: Final = 40
_MAX_READ: Final = 2_000


def roots_of(text: str) -> str:
    """What is kept of a text for the search: the roots of its words, each once, with one space between them."""
    return " ".join(dict.fromkeys(word[:_MAX_LETTERS] for word in search_words(text)))


def holding(
    cases: QuerySet[PublicCase], q: str, since: int, before: int, enough: int | None = None
) -> QuerySet[PublicCase]:
    """Those of the cases that hold every word of `q`; all of them for an empty one, none when it has no word.

    Only those from place `since` to before place `before` are wanted, and of them only the last `enough`, whatever
    `cases` say: with this the index need not be read to its end.
    """
    if not q.strip():
        return cases
    words = roots_of(q[:_MAX_READ]).split()[:_MAX_ASKED]
    if not words:
        return cases.none()
    if connection.vendor == "postgresql":
        return cases.filter(_in_tsvector(words))
    return cases.filter(place__in=_in_fts5(words, since, before, enough))


def _in_tsvector(words: list[str]) -> RawSQL:
    # Each word is letters and digits alone, so the quotes hold; no parser reads it as something else.
    asked = " & ".join(f"'{word}'" for word in words)
    sql = "register_publiccase.words @@ %s::tsquery"
    return RawSQL(sql, [asked], output_field=BooleanField())  # noqa: S611  # nothing is put in but %s


def _in_fts5(words: list[str], since: int, before: int, enough: int | None) -> RawSQL:
    asked = " ".join(f'"{word}"' for word in words)
    sql = """
        SELECT rowid FROM register_words WHERE register_words MATCH %s AND rowid >= %s AND rowid < %s
        ORDER BY rowid DESC LIMIT %s
    """
    return RawSQL(sql, [asked, since, before, enough or -1])  # noqa: S611  # nothing is put in but %s
