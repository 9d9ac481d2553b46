"""One catalogue: every figure has its words, in both languages, and nobody says a figure that is not in it."""

import ast
from pathlib import Path

import pytest
from click.testing import CliRunner

from surga.project.commands import surga
from surga.reactions.insight.figures import (
    FIGURES,
    ROLLUPS,
    UNITS,
    Definition,
    as_markdown,
    definition_of,
    language_of,
)
from surga.reactions.insight.rules.measures import MEASURES

ROOT = Path(__file__).resolve().parents[3]
#: Calls whose first plain string, or all of whose plain strings, name figures.
FIRST, ALL = {"figure", "behind"}, {"meaning", "definition", "definition_of"}


def test_every_measure_is_defined_and_as_public_as_it_is_counted() -> None:
    assert {name for name in MEASURES if name not in FIGURES} == set()
    assert {name: FIGURES[name].public for name in MEASURES} == {
        name: measure.public for name, measure in MEASURES.items()
    }


@pytest.mark.parametrize("one", FIGURES.values(), ids=lambda one: one.name)
def test_a_definition_is_whole(one: Definition) -> None:
    for words in (one.title, one.sentence, one.leaves_out, *([one.start] if one.start else [])):
        assert set(words) == {"id", "en"}
        assert all(said.strip() == said != "" for said in words.values())
    for words in (one.sentence, one.leaves_out):
        assert all(said.endswith((".", ").")) for said in words.values())
    assert one.sentence["id"] != one.sentence["en"]
    assert one.unit in UNITS
    assert one.formula
    assert one.source
    assert one.rollups
    assert set(one.rollups) <= set(ROLLUPS)


def test_a_time_says_where_its_clock_starts() -> None:
    timed = {name for name, one in FIGURES.items() if one.unit in {"days", "working days", "seconds"}}
    assert {name for name in timed if not FIGURES[name].start} == set()


def test_it_is_said_in_the_readers_language() -> None:
    one = definition_of("within_5_working_days")
    assert one.said("en").startswith("Share first followed up within 5 working days")
    assert "From receipt" in one.said("en-GB")
    assert "Sejak diterima" in one.said("id")
    assert one.said(None) == one.said("id") == one.said("jv")
    assert one.titled("en") == "Within 5 working days"
    assert one.counted_in("id") == "bagian (0–1)"
    assert "From" not in definition_of("cases").said("en").split("Left out")[0]
    assert language_of("EN") == "en"


def test_an_abbreviation_keeps_its_letters_inside_a_sentence() -> None:
    assert "Left out: nothing" in definition_of("outcomes").said("en")
    assert "Tidak termasuk: IKM" not in definition_of("ikm").said("id")


def test_a_figure_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LookupError):
        definition_of("rumours")


def test_the_documents_are_made_from_it() -> None:
    """`surga figures --definitions > docs/guides/figures.md` after a change."""
    assert (ROOT / "docs" / "guides" / "figures.md").read_text() == as_markdown()


def test_the_command_prints_it() -> None:
    ran = CliRunner().invoke(surga, ["figures", "--definitions"])
    assert ran.exit_code == 0
    assert ran.output == as_markdown()


def names_said(source: str) -> set[str]:
    """The figures that a module names: ``figure("cases", …)``, ``behind(scope, "cases")``, ``meaning("a", "b")``."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in ALL:
            parts = [part for arg in node.args for part in ast.walk(arg)]
        else:
            parts = node.args[:2] if called == "behind" else node.args[:1] if called in FIRST else []
        plain = [
            part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        found |= set(plain if called in ALL else plain[:1])
    return found


def test_nothing_names_a_figure_that_is_not_in_it() -> None:
    said = {
        name: path.name
        for folder in (
            "surga/doors/executive",
            "surga/doors/api",
            "surga/doors/portal",
            "surga/reactions",
            "surga/project",
        )
        for path in (ROOT / folder).rglob("*.py")
        for name in names_said(path.read_text())
    }
    assert {name: path for name, path in said.items() if name not in FIGURES} == {}


def test_the_test_would_find_one() -> None:
    source = """
figure("a"); insight.figure("b", x); behind(scope, "c"); figure(name); behind("d", 1); meaning("e", "f")
definition("g" if much else "h"); figure(x, "no"); other("no")
"""
    assert names_said(source) == set("abcdefgh")
