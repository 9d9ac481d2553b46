"""The open data: only what is public, masked, without the few; as CSV, JSON and Parquet, described for machines."""

import csv
import fcntl
import io
import json
from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest
import time_machine
from click.testing import CliRunner
from django.utils import timezone

from surga.core.cases import actions
from surga.doors.portal.browsing.opendata import files
from surga.doors.portal.browsing.opendata.catalogue import DICTIONARY_COLUMNS, public_figures
from surga.doors.portal.browsing.opendata.contents import ONE_BY_ONE
from surga.doors.portal.browsing.opendata.datasets import DATASETS, FORMATS, Column
from surga.doors.portal.browsing.opendata.parquet import convert
from surga.events import relay
from surga.project.commands import surga
from surga.reactions.insight.rules.measures import MEASURES
from tests.doors.portal.conftest import TEAM, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def within_an_hour():
    """No hour ends meanwhile: with the next the files are made anew, and are of other sizes."""
    with time_machine.travel(timezone.now().replace(minute=10)):
        yield


def body(answer):
    return b"".join(answer.streaming_content).decode()


def table(client, name):
    return list(csv.DictReader(io.StringIO(body(client.get(f"/data/{name}.csv")))))


def rows_of(client, name):
    """The rows of all three files, as the JSON has them, after a look that they say the same."""
    told = json.loads(body(client.get(f"/data/{name}.json")))["rows"]
    lines = table(client, name)
    parquet = b"".join(client.get(f"/data/{name}.parquet").streaming_content)
    assert len(told) == len(lines)
    assert parquet[:4] == parquet[-4:] == b"PAR1"
    return told


def test_the_page_says_what_there_is_and_how_it_is_kept_safe(public, browser_of):
    public("Jalan rusak di depan pasar")
    page = page_of(browser_of().get("/data"))
    for name in DATASETS:
        for ending in FORMATS:
            assert f'href="/data/{name}.{ending}"' in page
    assert "CC BY 4.0" in page
    assert "kurang dari 5 laporan dikosongkan" in page
    assert "/data/katalog.jsonld" in page
    english = page_of(browser_of("en").get("/data"))
    assert "groups of fewer than 5 cases are left empty" in english


def test_cases_are_those_of_the_register_and_masked(public, filed, client):
    shown = public("Jalan rusak. Hubungi Wulan Prameswari di 0812-3456-7890.")
    filed("Lampu mati di gang")
    filed("Rahasia: pungli di loket", confidential=True)
    rows = rows_of(client, "laporan")
    assert [row["code"] for row in rows] == [shown]
    assert rows[0]["region_name"]
    assert set(rows[0]) == {column.name for column in DATASETS["laporan"].columns}
    texts = rows_of(client, "laporan-teks")
    assert [row["code"] for row in texts] == [shown]
    assert "0812" not in texts[0]["text"]
    assert "Wulan" not in texts[0]["text"]


def test_an_answer_is_in_the_row(public, client):
    shown = public("Jalan rusak di depan pasar")
    actions.answer_case(shown, TEAM, text="=Sudah ditambal")
    relay.drain()
    (row,) = rows_of(client, "laporan")
    assert row["status"] == "answered"
    assert row["working_days"] == 0
    assert row["first_follow_up_on"] == row["received_on"]
    (text,) = rows_of(client, "laporan-teks")
    assert text["answer"] == "=Sudah ditambal"
    # What a spreadsheet would take for a formula, is a word there.
    assert table(client, "laporan-teks")[0]["answer"] == "'=Sudah ditambal"


def test_figures_leave_out_the_few_and_say_so(filed, client):
    for number in range(9):
        filed(f"Jalan rusak nomor {number}")
    for number in range(2):
        filed(f"Lampu mati nomor {number}", channel="phone")
    rows = rows_of(client, "angka")
    assert {row["figure"] for row in rows} <= {one.name for one in public_figures()}
    assert {row["grouping"] for row in rows} == set(ONE_BY_ONE)
    by_channel = {
        row["group"]: row for row in rows if (row["figure"], row["grouping"]) == ("cases", "channel")
    }
    assert set(by_channel) == {"web", "phone"}
    assert all(row["value"] is None and row["n"] is None and row["suppressed"] for row in by_channel.values())
    (month,) = [row for row in rows if (row["figure"], row["grouping"]) == ("cases", "month")]
    assert (month["value"], month["n"], month["suppressed"]) == (11, 11, False)
    assert month["as_of"]
    crossed = rows_of(client, "angka-silang")
    assert not [row for row in crossed if row["cases"] is not None and 0 < row["cases"] < 5]
    assert any(row["suppressed"] for row in crossed)


def test_parquet_says_the_same(filed, client, tmp_path, within_an_hour):
    for number in range(7):
        filed(f'Jalan rusak, "nomor" {number}\nbaris kedua')
    for name in DATASETS:
        told = json.loads(body(client.get(f"/data/{name}.json")))
        path = tmp_path / f"{name}.parquet"
        path.write_bytes(b"".join(client.get(f"/data/{name}.parquet").streaming_content))
        with duckdb.connect() as duck:
            found = duck.sql(f"FROM '{path}'")
            assert found.columns == [field["name"] for field in told["fields"]]
            kept = [tuple(_as_json(cell) for cell in row) for row in found.fetchall()]
        assert kept == [tuple(_as_json(cell) for cell in row.values()) for row in told["rows"]]


def _as_json(cell):
    """A moment as the same moment, whatever the zone it is told in; a day as its text."""
    if isinstance(cell, str) and cell[:2] == "20" and len(cell) > 18:
        cell = datetime.fromisoformat(cell)
    if isinstance(cell, datetime):
        return cell.astimezone(UTC)
    return cell.isoformat() if isinstance(cell, date) else cell


def test_parquet_is_made_of_odd_cells_too(tmp_path):
    source, target = tmp_path / "it's.csv", tmp_path / "it's.parquet"
    source.write_text('a,b,c\n"x, ""y""\nz",7,true\n,,\n')
    convert(source, target, {"a": "text", "b": "integer", "c": "boolean"})
    with duckdb.connect() as duck:
        assert duck.read_parquet(str(target)).fetchall() == [('x, "y"\nz', 7, True), (None, None, None)]


def test_the_catalogue_is_dcat(public, client, settings, within_an_hour):
    public("Jalan rusak di depan pasar")
    answer = client.get("/data/katalog.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    told = answer.json()
    assert told["@type"] == "dcat:Catalog"
    assert told["dct:license"]["@id"].startswith("https://creativecommons.org/")
    assert {one["dct:identifier"] for one in told["dcat:dataset"]} == set(DATASETS)
    for dataset in told["dcat:dataset"]:
        assert {said["@language"] for said in dataset["dct:title"]} == {"id", "en"}
        for one in dataset["dcat:distribution"]:
            address = one["dcat:downloadURL"]["@id"].removeprefix(settings.PUBLIC_URL)
            sent = b"".join(client.get(address).streaming_content)
            assert len(sent) == int(one["dcat:byteSize"]["@value"])


def test_what_dcat_ap_wants_from_a_vocabulary_is_an_address_of_it(public, client):
    public("Jalan rusak di depan pasar")
    told = client.get("/data/katalog.jsonld").json()
    vocabularies = {
        "dct:language": "language/", "dct:spatial": "country/", "dcat:theme": "data-theme/", "dct:format": "file-type/",
        "dct:accrualPeriodicity": "frequency/", "dct:accessRights": "access-right/", "dcat:themeTaxonomy": "data-theme",
    }  # fmt: skip
    met = set()
    for part in (
        told,
        *told["dcat:dataset"],
        *(one for set_ in told["dcat:dataset"] for one in set_["dcat:distribution"]),
    ):
        for name, vocabulary in vocabularies.items():
            if name in part:
                met.add(name)
                values = part[name] if isinstance(part[name], list) else [part[name]]
                assert all(f"/authority/{vocabulary}" in value["@id"] for value in values), name
    assert met == set(vocabularies)
    for dataset in told["dcat:dataset"]:
        assert {word["@language"] for word in dataset["dcat:keyword"]} == {"id", "en"}
        assert dataset["dcat:contactPoint"]["vcard:fn"] == told["dct:publisher"]["foaf:name"]


def test_the_dictionary_has_every_column_and_every_figure(city, browser_of):
    page = page_of(browser_of().get("/data/kamus"))
    lines = list(csv.DictReader(io.StringIO(browser_of().get("/data/kamus.csv").content.decode())))
    assert tuple(lines[0]) == DICTIONARY_COLUMNS
    names = {(line["table"], line["column"]) for line in lines}
    for dataset in DATASETS.values():
        for column in dataset.columns:
            assert (dataset.name, column.name) in names
            assert f"<code>{column.name}</code>" in page
    assert {line["column"] for line in lines if line["table"] == "figure"} == {
        name for name, measure in MEASURES.items() if measure.public
    }
    assert "What each figure means" in page_of(browser_of("en").get("/data/kamus"))


@pytest.mark.parametrize(
    "path", ["/data/rahasia.csv", "/data/laporan.exe", "/data/angka.plain", "/data/as_of"]
)
def test_nothing_else_is_given_out(city, client, path):
    assert client.get(path).status_code == 404


def test_a_file_is_made_once_an_hour_and_the_one_before_stays(public, client):
    public("Jalan rusak di depan pasar")
    now = timezone.now().replace(minute=10)
    with time_machine.travel(now, tick=False):
        first = client.get("/data/laporan.json")
        assert len(json.loads(body(first))["rows"]) == 1
    public("Lampu mati di gang")
    with time_machine.travel(now + timedelta(minutes=40), tick=False):
        assert len(json.loads(body(client.get("/data/laporan.json")))["rows"]) == 1
    for hours in (1, 2, 3):
        with time_machine.travel(now + timedelta(hours=hours), tick=False):
            later = client.get("/data/laporan.json")
            assert len(json.loads(body(later))["rows"]) == 2
            assert later["Last-Modified"] != first["Last-Modified"]
    assert len([path for path in files.Path(files.settings.OPEN_DATA).iterdir() if path.is_dir()]) == 2


def test_while_another_makes_them_the_old_ones_are_given_or_a_moment_asked_for(public, client, settings):
    public("Jalan rusak di depan pasar")
    settings.OPEN_DATA.mkdir(parents=True)
    with (settings.OPEN_DATA / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        asked = client.get("/data")
        assert asked.status_code == 503
        assert asked["Retry-After"] == "10"
    made = client.get("/data/laporan.json")
    body(made)
    with (
        (settings.OPEN_DATA / "lock").open("w") as lock,
        time_machine.travel(timezone.now() + timedelta(hours=5), tick=False),
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)
        old = client.get("/data/laporan.json")
        assert old["Last-Modified"] == made["Last-Modified"]
        body(old)


def test_nobody_downloads_all_day(public, client, settings):
    settings.SURGA_PACE = {"download": (1, 600)}
    public("Jalan rusak di depan pasar")
    body(client.get("/data/laporan.csv"))
    assert client.get("/data/laporan.csv").status_code == 429


def test_the_command_writes_all_of_it(public, tmp_path):
    public("Jalan rusak di depan pasar")
    ran = CliRunner().invoke(surga, ["export", str(tmp_path / "out")])
    assert ran.exit_code == 0, ran.output
    assert "cases 1/1" in ran.stderr
    assert "tables 3/3" in ran.stderr
    there = {path.name for path in (tmp_path / "out").iterdir()}
    assert there == {f"{name}.{ending}" for name in DATASETS for ending in FORMATS} | {
        "katalog.jsonld",
        "kamus.csv",
    }
    assert json.loads((tmp_path / "out" / "katalog.jsonld").read_text())["@type"] == "dcat:Catalog"


def test_columns_speak_both_languages():
    for dataset in DATASETS.values():
        assert dataset.titled("en") != dataset.titled("id")
        assert all(
            isinstance(column, Column) and column.said("en") and column.said("id")
            for column in dataset.columns
        )
