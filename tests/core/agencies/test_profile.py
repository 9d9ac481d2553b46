"""A faulty folder is refused with the file and the line, all faults at once."""

import shutil
from pathlib import Path

import pytest

from surga.core.agencies.profile import ProfileError, read_city

TINY = Path(__file__).parents[2] / "cities" / "rawajaya"
#: The articles are read by the knowledge room.
FILES = [*sorted(path.name for path in TINY.iterdir() if path.is_file()), "words/texts.toml"]


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(TINY, tmp_path / "city"))


def faults(folder):
    with pytest.raises(ProfileError) as refused:
        read_city(folder)
    return [str(problem) for problem in refused.value.problems]


def test_the_second_city_is_sound():
    profile = read_city(TINY)
    assert (profile.code, len(profile.agencies), len(profile.regions)) == ("rawajaya", 5, 3)
    assert profile.regions[0].shape is None
    assert "5 of 5 agencies are not confirmed by a source" in profile.warnings


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("topics.csv", "Roads,umum", "Roads,nobody", "topics.csv:2: agency 'nobody' is not in agencies.csv"),
        ("topics.csv", "ordinary", "slow", "topics.csv:2: service_class 'slow' is none of"),
        ("topics.csv", "Jalan,Roads", ",Roads", "topics.csv:2: name is empty"),
        ("topics.csv", "surat,Surat", "jalan,Surat", "topics.csv:3: code 'jalan' is already on line 2"),
        (
            "topics.csv",
            "yes,no,PELECEHAN",
            "ya,no,PELECEHAN",
            "topics.csv:5: protected 'ya' is neither yes nor no",
        ),
        ("topics.csv", "name_en", "english", "topics.csv:1: column name_en is missing"),
        (
            "topics.csv",
            "jalan rusak;aspal",
            "jalan rusak,aspal",
            "topics.csv:2: has 10 fields, the header has 9",
        ),
        ("topics.csv", "Jalan,", '"Ja"lan,', "topics.csv:2: is not a CSV table"),
        (
            "authority.csv",
            "centre,umum",
            "centre,nobody",
            "authority.csv:2: agency 'nobody' is not in agencies.csv",
        ),
        ("authority.csv", ",surat,", ",surtat,", "authority.csv:3: topic 'surtat' is not in topics.csv"),
        ("authority.csv", "Balai Jalan", "", "authority.csv:2: a rule of level centre must name the body"),
        ("authority.csv", "20,", "10,", "authority.csv:3: order 10 is already on line 2"),
        ("authority.csv", "20,", "2x,", "authority.csv:3: order '2x' is not a whole number"),
        (
            "authority.csv",
            "jalan,,jalan negara",
            "jalan,98,jalan negara",
            "authority.csv:2: region '98' fits no region",
        ),
        (
            "agencies.csv",
            "99.01.1001",
            "99.01.1002",
            "regions.csv:3: 0 agencies are the office of 99.01.1001",
        ),
        (
            "agencies.csv",
            ",,no,\npengawas",
            ",,yes,\npengawas",
            "agencies.csv:2: is confirmed, but names no source",
        ),
        ("agencies.csv", "opd,,", "opd,nobody,", "agencies.csv:2: parent 'nobody' is not an agency"),
        (
            "agencies.csv",
            "kelurahan,kec-hulu,99.01.1001",
            "kelurahan,,99.01.1001",
            "agencies.csv:5: its parent must be",
        ),
        (
            "agencies.csv",
            "opd,,,",
            "opd,,99.01,",
            "agencies.csv:2: exactly the kelurahan and kecamatan offices",
        ),
        ("agencies.csv", "umum,", "Umum!,", "agencies.csv:2: code 'Umum!' may hold only"),
        (
            "regions.csv",
            "kelurahan,99.01,Wetan",
            "kelurahan,99.02,Wetan",
            "regions.csv:3: parent '99.02' is not a",
        ),
        (
            "regions.csv",
            "needs_kind\n99.01,Hulu,kecamatan,,,no\n99.01.1001,Timur,kelurahan,99.01,Wetan,yes\n",
            "needs_kind,population\n99.01,Hulu,kecamatan,,,no,\n99.01.1001,Timur,kelurahan,99.01,Wetan,yes,0\n",
            "regions.csv:3: population '0' is not a whole number from 1",
        ),
        (
            "regions.csv",
            "needs_kind\n99.01,Hulu,kecamatan,,,no\n",
            "needs_kind,population\n99.01,Hulu,kecamatan,,,no,1000\n",
            "regions.csv:2: population of a kecamatan is that of its kelurahan",
        ),
        ("regions.geojson", '"99.01.1002"', '"99.01.1009"', "regions.csv:4: 99.01.1002 has no shape"),
        (
            "regions.geojson",
            "[120.0,-3.0],[120.01",
            "[12000.0,-3.0],[120.01",
            "regions.geojson:2: the shape of 99.01",
        ),
        (
            "regions.geojson",
            "Polygon",
            "Circle",
            "regions.geojson:2: the shape of 99.01.1001 is not a geometry",
        ),
        ("regions.geojson", "]}\n", "]\n", "regions.geojson:5: is not JSON"),
        (
            "deadlines.csv",
            "working_day,received",
            "workday,received",
            "deadlines.csv:2: unit 'workday' is none of",
        ),
        (
            "deadlines.csv",
            "verification,*,2",
            "verification,*,0",
            "deadlines.csv:2: amount '0' is not a whole number",
        ),
        (
            "deadlines.csv",
            "received,2024-01-01",
            "received,1.1.2024",
            "deadlines.csv:2: valid_from '1.1.2024' is not",
        ),
        (
            "deadlines.csv",
            "received,2024-01-01,",
            "received,2024-01-01,2023-01-01",
            "deadlines.csv:2: valid_to lies",
        ),
        (
            "deadlines.csv",
            "resolution,*",
            "resolution,quick",
            "deadlines.csv: rwj-1: resolution has no rule for norm",
        ),
        ("words/texts.toml", "Welcome to Rawajaya.", "", "texts.toml:3: greeting.en is empty"),
        ("words/texts.toml", "en =", "jv =", "texts.toml:3: greeting.jv is not one of the languages"),
        ("words/texts.toml", "[greeting]", "[greeting", "texts.toml:1: is not TOML"),
        (
            "city.toml",
            "[neighbour]",
            '[population]\nsource = "BPS"\nyear = 2023\nconfirmed = true\nparts = "guessed"\n[neighbour]',
            "city.toml:16: population.parts is neither counted nor area",
        ),
        (
            "city.toml",
            "[neighbour]",
            '[population]\nparts = "counted"\nsource = "BPS"\nyear = 2023\n[neighbour]',
            "city.toml:12: population.confirmed is missing",
        ),
        ("city.toml", "RWJ", "rw", "city.toml:4: prefix 'rw' is not two to five capital letters"),
        ("city.toml", "Asia/Makassar", "Asia/Nowhere", "city.toml:5: timezone 'Asia/Nowhere' is not known"),
        ("city.toml", "lat = -3.0", "lat = -300.0", "city.toml:8: map.lat -300.0 is not within 90 degrees"),
        (
            "city.toml",
            "[map]",
            "[triage]\nautomatic = 1\n\n[map]",
            "city.toml:8: triage.automatic is not a bool",
        ),
        ("city.toml", "lat = -3.0\n", "", "city.toml:7: map.lat is missing"),
        ("city.toml", "closes = 14:00:00", "closes = 07:00:00", "city.toml:23: calendar.closes is not after"),
        (
            "city.toml",
            "workdays = [0, 1, 2, 3, 4, 5]",
            "workdays = [7]",
            "city.toml:21: calendar.workdays must list",
        ),
        (
            "city.toml",
            "date = 2025-03-10",
            'date = "soon"',
            "city.toml:26: calendar.day_off: date is missing or not",
        ),
        ("city.toml", "[calendar]", '[calendar]\ncountry = "XX"', "city.toml:19: calendar.country 'XX'"),
    ],
)
def test_a_fault_names_its_file_and_line(folder, file, old, new, fault):
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    assert any(found.startswith(fault) for found in faults(folder)), faults(folder)


def test_all_faults_are_told_at_once(folder):
    for file, old, new in (
        ("topics.csv", "Roads,umum", "Roads,nobody"),
        ("authority.csv", "centre,umum", "centre,nobody"),
        ("agencies.csv", "opd,,", "opd,nobody,"),
    ):
        path = folder / file
        path.write_text(path.read_text().replace(old, new, 1))
    assert len(faults(folder)) == 3


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(folder, file):
    (folder / file).unlink()
    assert f"{Path(file).name}: is missing" in faults(folder)


@pytest.mark.parametrize("content", [b"", b"\0", b"\xff\xfe", b"{", b"a,b\n1,2\n", b"x" * 100_000, b'"'])
@pytest.mark.parametrize("file", FILES)
def test_rubbish_is_refused_by_name(folder, file, content):
    (folder / file).write_bytes(content)
    assert any(fault.startswith(Path(file).name) for fault in faults(folder))


def test_a_folder_that_is_none(tmp_path):
    assert faults(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: is not a folder"]


def test_a_table_may_come_from_a_spreadsheet(folder):
    path = folder / "topics.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(read_city(folder).topics) == 4
