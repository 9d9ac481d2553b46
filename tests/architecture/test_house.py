"""The house as it is said to be: floors, wiring, words, documents."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from surga.core.cases.actions.frame import STEPS
from surga.doors.look import words
from surga.events import catalogue
from surga.events.event import Event
from surga.project import wiring
from surga.reactions.notify.handlers import HANDLERS as NOTIFY
from surga.reactions.register.handlers import HANDLERS as REGISTER

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("events", "core", "channels", "reactions", "doors", "project")


EVENTS = {
    name: kind
    for name, kind in vars(catalogue).items()
    if isinstance(kind, type) and issubclass(kind, Event) and not kind.__subclasses__()
}


def sources(folder: str = "surga") -> list[Path]:
    return [p for p in (ROOT / folder).rglob("*.py") if "migrations" not in p.parts]


def test_imports_run_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:]


@pytest.mark.parametrize("floor", FLOORS)
def test_every_floor_says_what_lives_there(floor: str) -> None:
    said = (ROOT / "surga" / floor / "README.md").read_text()
    assert len(said.splitlines()) >= 5


def test_every_event_is_known_to_the_timeline() -> None:
    """An event nobody has words for would be a blank line before a citizen."""
    assert set(STEPS) <= set(EVENTS)
    of_cases = {name for name, kind in EVENTS.items() if issubclass(kind, catalogue.CaseEvent)}
    assert len(of_cases) > 20
    assert {name for name in of_cases if words.happening(name) in {"", name}} == set()


def test_reactions_listen_to_events_that_exist() -> None:
    for handlers in (NOTIFY, REGISTER):
        assert set(handlers) <= set(EVENTS.values())
        assert handlers


def test_the_wiring_page_names_every_reaction_that_has_handlers() -> None:
    page = Path(wiring.__file__).read_text()
    for room in (ROOT / "surga" / "reactions").iterdir():
        if (room / "handlers.py").exists():
            assert f"reactions.{room.name} import handlers" in page


def test_one_word_per_thing() -> None:
    table = (ROOT / "docs" / "glossary.md").read_text()
    never = {
        word.strip()
        for line in table.splitlines()
        if line.startswith("|") and line.count("|") == 5
        for word in line.split("|")[4].split(",")
        if re.fullmatch(r"\s*[a-z]+\s*", word) and word.strip() != "never"
    }
    assert "ticket" in never
    names = re.compile(rf"\b(?:class|def)\s+\w*(?:{'|'.join(sorted(never))})\w*\b", re.IGNORECASE)
    # HTTP and Django say "response"; there it is their word.
    found = {
        f"{path.relative_to(ROOT)}: {hit}"
        for path in sources()
        for hit in names.findall(path.read_text())
        if "response" not in hit.lower()
    }
    assert found == set()


def test_glossary_has_every_status_role_and_kind() -> None:
    from surga.core.cases import states
    from surga.core.people.access import ROLES

    table = (ROOT / "docs" / "glossary.md").read_text()
    for word in (*states.KINDS, *(role for role in ROLES if role not in {"executive", "administrator"})):
        assert re.search(rf"\b{word}\b", table), word


def test_the_project_speaks_of_itself_only() -> None:
    """No machine's path, no registry's or file host's address, in any file."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    forbidden = re.compile(
        r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org|(?<!\w)/root/|(?<!\w)/work/|/home/\w+/"
    )
    found = {}
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if (
            path == Path(__file__)
            or path.suffix in {".woff2", ".png", ".jpg", ".geojson"}
            or not path.is_file()
        ):
            continue
        hits = forbidden.findall(path.read_text(errors="replace"))
        if hits:
            found[name] = hits
    assert found == {}


def test_documents_point_at_files_that_exist() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} points at {target}"
