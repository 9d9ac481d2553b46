"""A condition with its values written out: ``filter(state__written=("due", "sending"))``."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Lookup


@CharField.register_lookup
class Written(Lookup):
    """That a column is one of these words of ours, said as a partial index says it.

    SQLite takes a partial index only for a condition that it reads in the query itself, not for values bound later.
    """

    lookup_name = "written"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        words = [str(word) for word in self.rhs]
        if not words or not all(word.isalpha() and word.isascii() for word in words):
            raise ValueError("only plain words are written into a query")
        quoted = [f"'{word}'" for word in words]
        one_of = f"= {quoted[0]}" if len(quoted) == 1 else f"IN ({', '.join(quoted)})"
        return f"{column} {one_of}", tuple(params)
