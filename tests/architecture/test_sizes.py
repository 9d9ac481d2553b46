"""Small by test: files, functions and folders."""

import ast
import subprocess
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40
ENTRIES_OF_A_FOLDER = 8
#: What Django and Python ask for is not counted, nor what is handed out.
NOT_COUNTED = {
    "__init__.py",
    "README.md",
    "migrations",
    "apps.py",
    "conftest.py",
    "py.typed",
    "example-brief.pdf",
}


def tracked(*folders: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *folders],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [Path(line) for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


PYTHON = [
    p
    for p in tracked("surga", "scripts", "sandbox", "benchmarks", "tests")
    if p.suffix == ".py" and "migrations" not in p.parts
]


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_a_file_fits_a_few_screens(path: Path) -> None:
    assert len((ROOT / path).read_text().splitlines()) <= LINES_OF_A_FILE


@pytest.mark.parametrize("path", [p for p in PYTHON if p.parts[0] != "tests"], ids=str)
def test_a_function_fits_a_screen(path: Path) -> None:
    tree = ast.parse((ROOT / path).read_text())
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: (f.end_lineno or 0) - f.lineno + 1 for f in functions}
    assert {name: size for name, size in long.items() if size > LINES_OF_A_FUNCTION} == {}


def test_a_folder_can_be_taken_in_at_a_look() -> None:
    entries: dict[Path, set[str]] = {}
    for path in tracked("surga", "sandbox", "cities", "benchmarks", "docs"):
        if "migrations" in path.parts:
            continue
        for parent, child in zip(path.parents, [path, *path.parents], strict=False):
            if parent != Path() and child.name not in NOT_COUNTED:
                entries.setdefault(parent, set()).add(child.name)
    crowded = {
        str(folder): len(names) for folder, names in entries.items() if len(names) > ENTRIES_OF_A_FOLDER
    }
    # Decisions, pictures and icons are lists: they grow by number, and nobody reads them as a whole.
    assert {f: n for f, n in crowded.items() if not f.endswith(("docs/adr", "docs/pictures"))} == {}


def test_no_file_is_named_by_what_it_is_not() -> None:
    vague = Counter(
        p.stem for p in PYTHON if p.stem in {"utils", "common", "helpers", "manager", "services", "misc"}
    )
    assert not vague
