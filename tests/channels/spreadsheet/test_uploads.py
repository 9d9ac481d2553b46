"""Files that somebody sent: told by their first bytes, and measured before they are opened."""

import io
import struct
import zipfile

import pytest

from surga.channels.spreadsheet.readers import FileUnreadable, read_upload
from tests.channels.spreadsheet.test_readers import PARTS, SHEET, workbook

WHOLE = workbook(("id", "isi"), (7, "Lampu mati"))


def packed(sheet: str, **more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet, **more}.items():
            parts.writestr(name, text)
    return out.getvalue()


def lying() -> bytes:
    """A part of which the list says that it is ten bytes long."""
    whole = bytearray(packed(SHEET.format(rows="<row><c><v>1</v></c></row>" * 1000)))
    at = whole.rindex(b"xl/worksheets/sheet1.xml") - 46
    struct.pack_into("<I", whole, at + 24, 10)
    return bytes(whole)


SHARED = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + "a" * 100_000 + "</t></si></sst>"
)  # fmt: skip


def read(content: bytes, name: str = "apa saja"):
    return [record.values for record in read_upload(name, io.BytesIO(content))]


@pytest.mark.parametrize("content", [WHOLE, b"id,isi\n7,Lampu mati\n"])
def test_the_kind_is_told_by_the_content(content: bytes) -> None:
    assert read(content, "ekspor.xls") == [{"id": "7", "isi": "Lampu mati"}]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\n\n", "file_empty"),
        (b"%PDF-1.7", "file_kind"),
        (b"<html><table></table></html>", "file_kind"),
        (b"\xff\xd8\xff\xe0 a picture", "file_kind"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "file_old"),
        ("id,isi\n1,é".encode("cp1252"), "file_utf8"),
        (b'id,isi\n1,"half', "file_cut"),
        (b"id,id\n1,2", "column_twice"),
        (WHOLE[:200], "file_damaged"),
        (b"PK\x03\x04 no zip", "file_damaged"),
        (lying(), "file_damaged"),
        (packed(" " * 130 * 1024 * 1024), "file_large"),
        (packed(SHEET.format(rows='<row r="1"><c r="XFD1"><v>1</v></c></row>')), "file_large"),
        (packed(SHEET.format(rows="<row r='1048576'><c><v>1</v></c></row>")), "file_large"),
        (
            packed(
                SHEET.format(rows='<row><c t="s"><v>0</v></c></row>' * 2000),
                **{"xl/sharedStrings.xml": SHARED},
            ),
            "file_large",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_refused_by_a_code(content: bytes, code: str) -> None:
    with pytest.raises(FileUnreadable) as refused:
        read(content)
    assert refused.value.code == code
