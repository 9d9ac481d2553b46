"""Putting what was printed into a page, between two marks, so that the words around it stay."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- printed by the command: begin -->", "<!-- printed by the command: end -->"


def put_between_marks(page: Path, printed: str) -> None:
    """Replace what stands between the marks; raises ``ValueError`` when the page has none."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page.name} has no place for it between {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n{printed.strip()}\n{END}{after}", encoding="utf-8")
