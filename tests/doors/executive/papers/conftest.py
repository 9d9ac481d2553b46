"""Papers to set: one of every block, and words that would break a careless setter."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from surga.doors.executive.papers.contents.definitions import with_meanings
from surga.doors.executive.papers.making.paper import (
    Column,
    Drawing,
    Number,
    Numbers,
    Paper,
    Points,
    Remark,
    Section,
    Table,
    Words,
)
from surga.doors.look.charts import Point, bars

AS_OF = datetime(2022, 12, 31, 16, 59, 59, tzinfo=UTC)
#: What citizens write: commands of the setter, of a spreadsheet, of HTML, letters that no font has.
WORST = '#panic("x") *a* _b_ $c$ @d <b>&amp; =1+2 \\ "q" \u2026 \U0001f525 \u6f22 \x07 \u200bende'


@pytest.fixture
def sample():
    """A paper of any kind and language with one of every block."""

    def make(kind="agency", language="id", rows=3, word="Jalan berlubang"):
        table = Table(
            f"Tabel {word}", "Uji", (Column("Topik", share=3), Column("Laporan", "count"), Column("Bagian", "share"),
                                     Column("Hari", "day"), Column("Anggaran", "money")),
            tuple((f"{word} {n}", 1_000 + n, n / 7, date(2022, 1, 1), 1_250_000 * n) for n in range(rows)),
            ("cases",), note="Catatan tabel.", drawn="bar",
        )  # fmt: skip
        numbers = Numbers(
            (
                Number("Laporan", 1812, "count", figure="cases"),
                Number(
                    "Dalam 5 hari kerja",
                    0.7463,
                    "share",
                    800,
                    0.7151,
                    0.7752,
                    "within_5_working_days",
                    "masih jalan 9",
                ),
                Number("Belum ada", None, "days", 0, figure="follow_up_days"),
            )
        )
        drawing = Drawing(
            bars("Terbanyak lampu", "Menurut topik", [Point("Lampu", 84, 84), Point(word, 12, 12)]),
            ("cases",),
        )
        return with_meanings(
            Paper(
                kind, "uji", f"Judul {word}", "Anak judul", "Kota Uji", language, AS_OF,
                (("Masa", "2022"), ("Saringan", "Semua")), (f"Kalimat pembuka {word}.",),
                (
                    Section("Bagian satu", (Words(("Kata-kata.",)), Points(("satu", "dua")), numbers, Remark("Awas."))),
                    Section("Bagian dua", (drawing, table), level=2),
                    Section("Kosong", (Table("Tanpa", "Kosong", (Column("A"),), (), empty="Tidak ada."),), fresh=True),
                ),
            )
        )  # fmt: skip

    return make


@pytest.fixture
def read():
    """A PDF as its reader sees it: the document, and all its text in one line."""

    def opened(content: bytes) -> tuple[PdfReader, str]:
        document = PdfReader(BytesIO(content))
        return document, " ".join(" ".join(page.extract_text() for page in document.pages).split())

    return opened


def structure(document: PdfReader) -> list[dict[str, object]]:
    """Every element of the PDF's structure tree, in reading order."""
    found: list[dict[str, object]] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node and node.get("/Type", "/StructElem") == "/StructElem":
                found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(document.trailer["/Root"]["/StructTreeRoot"])
    return found
