"""Mapping files: what is read, and how faults are named."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.channels.spreadsheet.codes import Codes, Names
from surga.channels.spreadsheet.mapping import (
    COLUMNS,
    ColumnMapping,
    MappingBroken,
    columns_missing,
    mapping_of,
    read_mapping,
)

pytestmark = pytest.mark.once
NEEDED = {"external_id": "id", "text": "isi", "received_at": "masuk"}


def fault(raw: dict[str, Any]) -> str:
    with pytest.raises(MappingBroken) as broken:
        mapping_of(raw, "m.toml")
    return str(broken.value)


def test_values_times_and_constants(mapping: ColumnMapping) -> None:
    row = {"kategori": " Aspal ", "masuk": "2025-03-03T01:00:00", "dijawab": "2025-03-03T08:00:00+07:00"}
    assert mapping.get(row, "topic") == "jalan"
    assert mapping.moment(row, "received_at") == datetime(2025, 3, 3, 1, tzinfo=UTC)
    assert mapping.moment(row, "answered_at") == datetime(2025, 3, 3, 1, tzinfo=UTC)
    assert mapping.moment({}, "answered_at") is None


def test_a_form_of_times_of_their_own() -> None:
    raw = {"source": "s", "columns": NEEDED, "times": {"zone": "Asia/Jakarta", "format": "%d/%m/%Y %H.%M"}}
    read = mapping_of(raw, "m.toml").moment({"masuk": "31/01/2025 06.30"}, "received_at")
    assert read == datetime(2025, 1, 30, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"source": "Dua Kata"}, "source must be a short name"),
        ({"columns": {"text": "isi"}}, "columns.external_id is missing; columns.received_at is missing"),
        ({"columns": {**NEEDED, "nama": "x"}}, "columns.nama is not a field of ours"),
        ({"columns": {**NEEDED, "topic": []}}, "columns.topic must be the name of a column"),
        ({"columns": "id"}, "columns must be a table"),
        ({"times": {"zone": "Mars/Utara"}}, "times.zone is no time zone"),
        ({"times": {"zone": 7}}, "times.zone is no time zone"),
        ({"times": {"format": "%Q"}}, "times.format is no form of a time"),
        ({"times": {"zona": "UTC"}}, "times.zona is not known"),
        ({"constants": {"publish": "no"}}, "constants.publish must be true or false"),
        ({"constants": {"channel": "fax"}}, "constants.channel must be one of web"),
        ({"constants": {"answer": " "}}, "constants.answer must be words"),
        ({"constants": {"warna": "biru"}}, "constants.warna is not known"),
        ({"values": {"topic": "jalan"}}, "values.topic must be a table"),
        ({"values": {"kind": {"Keluhan": "keluhan"}}}, "values.kind.'Keluhan' is none of complaint"),
        ({"values": {"warna": {}}}, "values.warna is not known"),
        ({"kolom": {}}, "kolom is not known"),
    ],
)
def test_a_fault_is_named_with_its_place(change: dict[str, Any], said: str) -> None:
    told = fault({"source": "s", "columns": NEEDED, **change})
    assert told.startswith("m.toml: ")
    assert said in told


def test_every_fault_at_once() -> None:
    told = fault({"columns": {"warna": "x"}})
    assert "source must" in told
    assert "columns.text is missing" in told
    assert "columns.warna" in told


def test_files_that_are_no_mapping(write: Callable[..., Path], tmp_path: Path) -> None:
    for name, content, said in (
        ("m.toml", "source = ", "m.toml: it is not TOML (Invalid value (at end of document))."),
        ("n.toml", b"\xff", "n.toml: it is not TOML ("),
        ("o.toml", 'a = "\x00"', "o.toml: it is not TOML ("),
    ):
        with pytest.raises(MappingBroken) as broken:
            read_mapping(write(name, content))
        assert str(broken.value).startswith(said)
    with pytest.raises(MappingBroken, match=r"^no\.toml: there is no such file\.$"):
        read_mapping(tmp_path / "no.toml")
    with pytest.raises(MappingBroken, match="cannot be read"):
        read_mapping(tmp_path)


ANY = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.text(max_size=8), st.dates()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from([*sorted(COLUMNS), "zone", "format", "publish", "answer", "kind"]) | st.text(
    max_size=5
)


@given(
    raw=st.dictionaries(
        st.sampled_from(["source", "columns", "times", "constants", "values"]),
        ANY | st.dictionaries(NAMES, ANY, max_size=4),
    )
)
def test_no_values_break_the_check(raw: dict[str, Any]) -> None:
    columns = raw.get("columns")
    if isinstance(columns, dict):
        raw = {**raw, "source": "s", "columns": {**NEEDED, **columns}}
    try:
        said = mapping_of(raw, "m.toml").file
    except MappingBroken as broken:
        said = str(broken)
    assert said.startswith("m.toml")


def test_columns_that_the_file_does_not_have(mapping: ColumnMapping) -> None:
    assert columns_missing(mapping, {"id", "isi", "masuk", "kecamatan", "kategori", "dinas"}) == [
        "answered_at (dijawab)",
        "address (alamat)",
    ]
    with pytest.raises(MappingBroken) as broken:
        columns_missing(mapping, {"id", "kategori"})
    assert (
        str(broken.value) == "map.toml: columns: the file has no column for text (isi), received_at (masuk)."
    )


def test_a_name_that_two_bear_is_no_name_of_either() -> None:
    rows = [
        SimpleNamespace(code=c, name=n)
        for c, n in (("a", "Dinas PU"), ("b", "dinas-pu"), ("c", "Dinas Sosial"))
    ]
    names = Names.of(rows)
    assert [names.code(w) for w in ("DINAS  SOSIAL", "a", "Dinas PU", "tidak ada", "")] == [
        "c",
        "a",
        "",
        "",
        "",
    ]


def test_a_line_of_values_that_leads_nowhere(mapping: ColumnMapping) -> None:
    with pytest.raises(MappingBroken) as broken:
        Codes.of([], [], []).check(mapping)
    assert str(broken.value) == "map.toml: values.topic.'Aspal': the city has no topic 'jalan'."
