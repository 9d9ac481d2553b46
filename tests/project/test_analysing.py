"""The page for analysts: what it says to type is typed here."""

import re
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city
from surga.core.cases import actions
from surga.core.people.access import REPORTER, system
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions
from surga.project.commands import surga
from surga.reactions.insight.actions import rebuilding
from surga.reactions.insight.sql import ask
from surga.reactions.register.actions import rebuild as rebuild_register

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "guides" / "analysing.md").read_text()
CITY = ROOT / "tests" / "cities" / "rawajaya"
TEAM = system("test")
pytestmark = pytest.mark.django_db(transaction=True)


def statements(heading: str) -> list[str]:
    part = PAGE.split(f"## {heading}")[1].split("\n## ")[0]
    return re.findall(r"```sql\n(.*?)```", part, re.DOTALL)


@pytest.fixture
def six(db: None) -> None:
    """Six published and answered cases."""
    agencies.forget()
    regions.forget()
    load_city(CITY, "system:setup", load_regions)
    for number in range(6):
        draft = actions.Draft(
            text=f"Jalan rusak di depan pasar {number}", topic="jalan", region="99.01.1001", kind="complaint",
            channel="web",
        )  # fmt: skip
        case = actions.open_case(draft, REPORTER)
        actions.verify_case(case.code, TEAM, agency="umum")
        actions.forward_case(case.code, TEAM)
        actions.answer_case(case.code, TEAM, text="Sudah ditambal")
    rebuild_register(lambda done, total: None)
    rebuilding.rebuild()


def test_duckdb_answers_what_the_page_asks(
    six: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert CliRunner().invoke(surga, ["export", str(tmp_path)]).exit_code == 0
    monkeypatch.chdir(tmp_path)
    months, topics = statements("DuckDB on the Parquet files")
    with duckdb.connect() as duck:
        ((_month, cases, days),) = duck.execute(months).fetchall()
        assert (cases, days) == (6, 0)
        ((topic, within, n, low, high),) = duck.execute(topics).fetchall()
        assert (within, n, high) == (100, 6, 100)
        assert topic
        assert 50 < low < 100


def test_the_house_answers_what_the_page_asks(six: None) -> None:
    (known,) = statements("SQL in the house")
    assert ask(known).rows == []
    assert [tuple(row) for row in ask(known.replace("2022-01-01", "2199-01-01")).rows] == [("answered", 6)]
    typed = re.findall(r'^surga sql (?:--csv )?"(.*?)"', PAGE, re.MULTILINE)
    assert len(typed) == 2
    for statement in typed:
        assert ask(statement).columns


def test_the_command_says_when_there_is_no_city(db: None, tmp_path: Path) -> None:
    agencies.forget()
    ran = CliRunner().invoke(surga, ["export", str(tmp_path / "out")])
    assert ran.exit_code == 1
    assert "No city is loaded yet" in ran.output
