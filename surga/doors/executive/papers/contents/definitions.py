"""What every number of a paper means, from the one catalogue of figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from surga.doors.executive.papers.making.paper import Kind, Meaning, Paper, figures_of
from surga.reactions.insight.figures import FIGURES, Definition, language_of

#: How a figure's unit is written in a paper.
_KINDS: dict[str, Kind] = {
    "cases": "count",
    "contacts": "count",
    "reporters": "count",
    "days": "days",
    "working days": "working_days",
    "share": "share",
}


def kind_of(name: str) -> Kind:
    """How the values of a figure are written."""
    return _KINDS.get(FIGURES[name].unit, "score")


def with_meanings(paper: Paper) -> Paper:
    """The paper with the meaning of every figure that it names; a name that is in no catalogue is a fault of ours."""
    return replace(paper, meanings=tuple(_meanings(figures_of(paper), paper.language)))


def _meanings(names: tuple[str, ...], language: str) -> Iterator[Meaning]:
    for name in names:
        yield meaning_of(FIGURES[name], language)


def meaning_of(one: Definition, language: str) -> Meaning:
    """A definition of the catalogue in one language."""
    key = language_of(language)
    return Meaning(
        name=one.name,
        title=one.title[key],
        sentence=one.sentence[key],
        clock=one.start.get(key, ""),
        formula=one.formula,
        unit=one.counted_in(language),
        leaves_out=one.leaves_out[key],
        source=one.source,
    )
