"""Files as they come: whole, half, empty, of the wrong kind."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.channels.spreadsheet.readers import FileUnreadable, read

pytestmark = pytest.mark.once
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>'
    "</worksheet>"
)
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook(*rows: tuple[str | float, ...]) -> bytes:
    """The bytes of an XLSX file with one sheet."""
    out = io.BytesIO()
    lines = "".join(f'<row r="{n}">{"".join(map(cell, row))}</row>' for n, row in enumerate(rows, 1))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": SHEET.format(rows=lines)}.items():
            packed.writestr(name, text)
    return out.getvalue()


def cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def values(path: Path) -> list[dict[str, object]]:
    return [record.values for record in read(path)]


def test_the_three_kinds_say_the_same(write: Callable[..., Path]) -> None:
    told = [{"id": "7", "isi": "Lampu mati"}]
    assert values(write("a.csv", "\ufeffid;isi\r\n7;Lampu mati\r\n")) == told
    assert values(write("a.xlsx", workbook(("id", "isi"), (7, "Lampu mati")))) == told
    assert values(write("a.jsonl", '{"id": "7", "isi": "Lampu mati"}\n\n')) == told


def test_lines_are_those_of_the_file(write: Callable[..., Path]) -> None:
    rows = read(write("a.csv", 'id,isi\n1,"dua\nbaris"\n\n2,x\n'))
    assert [(row.line, row.values["id"]) for row in rows] == [(3, "1"), (5, "2")]


def test_a_row_with_more_cells_is_that_rows_fault(write: Callable[..., Path]) -> None:
    rows = read(write("a.csv", "id,isi\n1,a,b\n2,c\n"))
    assert [(row.fault, row.values) for row in rows] == [
        ("more cells than the header", {}),
        ("", {"id": "2", "isi": "c"}),
    ]
    rows = read(write("a.xlsx", workbook(("id", "isi"), (1, "a", "b"), (2, "c"))))
    assert [row.fault for row in rows] == ["more cells than the header", ""]


def test_a_line_that_is_no_json_is_that_lines_fault(write: Callable[..., Path]) -> None:
    rows = read(write("a.jsonl", '{"id": 1}\n[1]\n{"id": 2, "isi": "hal\n' + "[" * 100_000))
    assert [(row.line, row.fault) for row in rows] == [
        (1, ""),
        (2, "not a JSON object"),
        (3, "not JSON"),
        (4, "not JSON"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "", "a.csv: the file is empty, or its first line names no columns."),
        ("a.csv", "\n1,2\n", "a.csv: the file is empty, or its first line names no columns."),
        ("a.xlsx", "", "a.xlsx: the file is empty."),
        ("a.xlsx", workbook(), "a.xlsx: the file is empty, or its first line names no columns."),
        ("a.xlsx", workbook(("id", "isi"), (1, "a"))[:700], "a.xlsx: the workbook is damaged or only half written."),
        ("a.xlsx", b"PK\x03\x04 no zip", "a.xlsx: the workbook is damaged or only half written."),
        ("a.csv", "id,id\n1,2\n", "a.csv: line 1: the column 'id' is there twice."),
        ("a.csv", b"id,isi\n1,\xff\n", "a.csv: the text is not UTF-8 (at byte 9)."),
        ("a.pdf", "%PDF", "a.pdf: the ending must be .csv, .xlsx or .jsonl."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_trusted_is_refused(
    write: Callable[..., Path], name: str, content: str | bytes, said: str
) -> None:
    with pytest.raises(FileUnreadable) as refused:
        read(write(name, content))
    assert str(refused.value) == said


def test_a_table_that_ends_inside_quotes_names_the_line(write: Callable[..., Path]) -> None:
    with pytest.raises(FileUnreadable, match=r"^a\.csv: line 3: the table is damaged or only half written"):
        read(write("a.csv", 'id,isi\n1,a\n2,"terpot'))


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match=r"^no\.csv: there is no such file\.$"):
        read(tmp_path / "no.csv")
    (tmp_path / "is.xlsx").mkdir()
    with pytest.raises(FileUnreadable, match="folder"):
        read(tmp_path / "is.xlsx")
    (tmp_path / "is.csv").mkdir()
    with pytest.raises(FileUnreadable, match="folder"):
        read(tmp_path / "is.csv")


def test_nul_is_left_out_and_loses_nothing(write: Callable[..., Path]) -> None:
    assert values(write("a.csv", "id,isi\n1,a\x00b\n2,c\n")) == [
        {"id": "1", "isi": "ab"},
        {"id": "2", "isi": "c"},
    ]


WHOLE = workbook(("id", "isi"), (1, "a"), (2, "b"))


@given(cut=st.integers(min_value=1, max_value=len(WHOLE) - 1))
def test_a_workbook_cut_anywhere_is_refused_or_whole(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.xlsx"
    path.write_bytes(WHOLE[:cut])
    try:
        rows = read(path)
    except FileUnreadable:
        return
    assert [row.values["isi"] for row in rows] == ["a", "b"]


@given(content=st.binary(max_size=300), ending=st.sampled_from([".csv", ".xlsx", ".jsonl"]))
def test_no_content_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{ending}"
    path.write_bytes(content)
    try:
        rows, said = read(path), path.name
    except FileUnreadable as refused:
        rows, said = [], str(refused)
    assert said.startswith(path.name)
    assert all(row.fault or row.values for row in rows)
