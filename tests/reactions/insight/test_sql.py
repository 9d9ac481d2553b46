"""The SQL door: the views and nothing else, read and never written, on either database."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner
from django.db import connection

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import Actor
from surga.core.people.models import Officer
from surga.project.commands import surga
from surga.reactions.insight.actions import rebuilding
from surga.reactions.insight.sql import VIEWS, NotAnswered, ask
from surga.reactions.insight.sql.views import select

pytestmark = pytest.mark.django_db(transaction=True)
SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def three(file: Callable[..., Case], verifier: Actor) -> list[Case]:
    """Two cases that may be shown, one of them answered; and a confidential one."""
    found = [file(), file(topic="surat"), file("Rahasia", confidential=True)]
    actions.verify_case(found[0].code, verifier, agency="umum")
    actions.forward_case(found[0].code, verifier)
    actions.answer_case(found[0].code, verifier, text="Sudah")
    rebuilding.rebuild()
    return found


def one(statement: str, **more: object) -> object:
    return ask(statement, **more).rows[0][0]  # type: ignore[arg-type]


def test_a_question_is_answered(three: list[Case]) -> None:
    found = ask("SELECT topic, COUNT(*) AS n FROM sie_cases GROUP BY topic ORDER BY topic;")
    assert found.columns == ("topic", "n")
    assert [tuple(row) for row in found.rows] == [("jalan", 1), ("surat", 1)]
    assert not found.more
    assert one("WITH x AS (SELECT * FROM sie_cases) SELECT SUM(working_days) FROM x") == 0
    assert one(
        "SELECT t.name FROM sie_topics t JOIN sie_cases c USING (topic) WHERE c.followed_up_at IS NOT NULL"
    )


def test_what_is_never_published_is_for_officers(three: list[Case]) -> None:
    for view in ("sie_cases", "sie_daily", "sie_monthly", "sie_known"):
        assert int(str(one("SELECT COUNT(*) FROM " + view))) >= 1  # noqa: S608  # ours
    assert one("SELECT COUNT(*) FROM sie_cases") == 2
    assert one("SELECT SUM(cases) FROM sie_daily") == 2
    assert one("SELECT COUNT(*) FROM sie_cases", hidden=True) == 3
    assert one("SELECT SUM(cases) FROM sie_monthly WHERE rollup = 'all'", hidden=True) == 3


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_can_be_asked(three: list[Case], name: str) -> None:
    columns = [column.name for column in VIEWS[name].columns]
    found = ask("SELECT * FROM " + name, hidden=True)  # noqa: S608  # ours
    assert not found.rows or list(found.columns) == columns
    assert len(found.columns) in {0, len(columns)}


def test_days_and_times_are_those_of_the_case(three: list[Case]) -> None:
    day, month, at = ask(
        "SELECT received_on, (SELECT month FROM sie_monthly WHERE rollup = 'all'), received_at FROM sie_cases"
    ).rows[0]
    local = three[0].received_at
    assert str(at)[:13] == f"{local:%Y-%m-%dT%H}"
    assert str(day)[:7] == str(month)
    assert abs((local.date() - local.date().fromisoformat(str(day))).days) <= 1


def test_no_view_has_a_column_of_a_person() -> None:
    words = {
        "name",
        "text",
        "title",
        "phone",
        "email",
        "address",
        "reporter",
        "nik",
        "lat",
        "lon",
        "token",
        "officer",
    }
    for view in VIEWS.values():
        assert not {column.name for column in view.columns} & (
            words - {"name"} if view.hidden == "" else words
        )
        for vendor in ("sqlite", "postgresql"):
            assert "people_" not in select(view, vendor, hidden=True)  # type: ignore[arg-type]


FORBIDDEN = [
    "SELECT * FROM people_reporter",
    "SELECT COUNT(*) FROM people_reporter",
    "SELECT COUNT(*) FROM insight_fact",
    "SELECT c.case_id FROM sie_cases c, cases_case d",
    "SELECT (SELECT MAX(id) FROM people_officer) FROM sie_cases",
    "WITH sie_cases AS (SELECT * FROM people_reporter) SELECT * FROM sie_cases",
    "WITH x AS (SELECT * FROM cases_case) SELECT COUNT(*) FROM x",
    "SELECT 1 UNION SELECT id FROM people_officer",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_nothing_but_the_views_is_read(three: list[Case], statement: str) -> None:
    with pytest.raises(NotAnswered, match=r"^Only the views may be read: sie_cases, "):
        ask(statement, hidden=True)


@pytest.mark.skipif(not SQLITE, reason="SQLite's own ways out")
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM sqlite_master",
        "SELECT * FROM sqlite_temp_master",
        "SELECT COUNT(*) FROM sqlite_temp_master",
        "SELECT COUNT(*) FROM dbstat",
        "SELECT * FROM pragma_table_info('people_reporter')",
        "SELECT COUNT(*) FROM pragma_database_list",
        "SELECT load_extension('x') FROM sie_cases",
    ],
)
def test_sqlites_own_tables_are_not_read(three: list[Case], statement: str) -> None:
    with pytest.raises(NotAnswered):
        ask(statement)


@pytest.mark.skipif(SQLITE, reason="only PostgreSQL starts helpers")
def test_a_long_question_has_all_of_the_server(three: list[Case]) -> None:
    named = "SELECT current_setting('max_parallel_workers_per_gather') AS helpers, current_setting('jit') AS compiled"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reset_val FROM pg_settings WHERE name IN ('jit', 'max_parallel_workers_per_gather')"
        )
        usual = sorted(value for (value,) in cursor.fetchall())
    (row,) = ask(f"{named} FROM sie_cases LIMIT 1").rows
    assert sorted(row) == usual


@pytest.mark.skipif(SQLITE, reason="PostgreSQL's own ways out")
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT set_config('role', 'none', false)",
        "SELECT set_config('role', 'postgres', true), query_to_xml('SELECT * FROM people_reporter', true, true, '')",
        "SELECT query_to_xml('SELECT * FROM people_reporter', true, true, '')",
        "SELECT set_config('session_authorization', 'postgres', false)",
        "SELECT set_config('transaction_read_only', 'off', true), nextval('cases_case_id_seq')",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT 1) AS x; DROP TABLE cases_case; SELECT (1",
        "SELECT lo_import('/etc/passwd')",
        "WITH x AS (DELETE FROM sie_cases RETURNING 1) SELECT * FROM x",
    ],
)
def test_postgres_gives_no_other_role(three: list[Case], statement: str) -> None:
    with pytest.raises(NotAnswered):
        ask(statement)
    assert Case.objects.count() == 3


def test_nothing_of_it_stays_in_the_database(three: list[Case]) -> None:
    ask("SELECT 1")
    with pytest.raises(NotAnswered):
        ask("SELECT nothing")
    with connection.cursor() as cursor:
        names = {table.name for table in connection.introspection.get_table_list(cursor)}
        assert not {name for name in names if name.startswith("sie_")}
        if not SQLITE:
            cursor.execute("SELECT COUNT(*) FROM pg_namespace WHERE nspname LIKE 'surga%'")
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("", "There is no statement"),
        (" ; ", "There is no statement"),
        ("DELETE FROM sie_cases", "Only SELECT is answered"),
        ("PRAGMA writable_schema = 1", "Only SELECT is answered"),
        ("SET ROLE postgres", "Only SELECT is answered"),
        ("SELECT nothing FROM sie_cases", "The statement is not right"),
        ("SELECT 1; SELECT 2", "."),
        ("SELECT FROM WHERE", "The statement is not right"),
    ],
)
def test_a_wrong_statement_gets_one_sentence(three: list[Case], statement: str, said: str) -> None:
    with pytest.raises(NotAnswered, match=said) as found:
        ask(statement)
    assert "\n" not in str(found.value)


def test_it_ends_in_time(three: list[Case]) -> None:
    forever = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT COUNT(*) FROM r"
    with pytest.raises(NotAnswered, match=r"longer than 0\.2 seconds"):
        ask(forever, seconds=0.2)


def test_no_more_rows_than_asked_for(three: list[Case]) -> None:
    found = ask("SELECT case_id FROM sie_cases ORDER BY 1", most=1)
    assert len(found.rows) == 1
    assert found.more


def run(*words: str) -> tuple[int, str]:
    ran = CliRunner().invoke(surga, ["sql", *words])
    return ran.exit_code, ran.output


def test_the_command_prints_a_table_or_csv(three: list[Case]) -> None:
    question = "SELECT topic, COUNT(*) AS n, 1.5 AS half, NULL AS gone FROM sie_cases GROUP BY 1 ORDER BY 1"
    assert run(question) == (
        0,
        "topic  n  half  gone\n-----  -  ----  ----\njalan  1   1.5\nsurat  1   1.5\n",
    )
    assert run("--csv", question) == (0, "topic,n,half,gone\njalan,1,1.5,\nsurat,1,1.5,\n")
    assert run("SELECT topic FROM sie_cases WHERE topic = 'x'") == (0, "No rows.\n")
    status, said = run("--most", "1", "SELECT topic FROM sie_cases")
    assert status == 0
    assert "There are more than 1 rows" in said
    assert run("SELECT x")[0] == 1


def test_the_command_lists_the_views() -> None:
    status, said = run()
    assert status == 0
    assert all(name in said for name in VIEWS)


def test_the_command_asks_as_an_officer_of_the_whole_city(three: list[Case]) -> None:
    Officer.objects.create(username="walikota", role="executive")
    Officer.objects.create(username="umum", role="liaison", agency_code="umum")
    question = "SELECT COUNT(*) AS n FROM sie_cases"
    assert run(question, "--officer", "walikota")[1].split()[-1] == "3"
    assert run(question)[1].split()[-1] == "2"
    for name in ("umum", "nobody"):
        status, said = run(question, "--officer", name)
        assert status == 1
        assert "may see all cases" in said
