"""A small city, and files of another system's records."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from surga.channels.spreadsheet.inbound import Report, import_source, source_of
from surga.channels.spreadsheet.mapping import ColumnMapping, read_mapping
from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions

RAWAJAYA = Path(__file__).parents[2] / "cities" / "rawajaya"
MAPPING = """
source = "lama"

[columns]
external_id = "id"
text = "isi"
received_at = "masuk"
answered_at = "dijawab"
topic = "kategori"
agency = "dinas"
region = ["kelurahan", "kecamatan"]
address = "alamat"

[times]
zone = "UTC"

[values.topic]
"Aspal" = "jalan"
"""
HEADER = "id,isi,masuk,dijawab,kategori,dinas,kelurahan,kecamatan,alamat\n"
LINE = (
    "{id},Jalan rusak parah,2025-03-03T01:00:00,2025-03-04T02:00:00,Aspal,Dinas Umum,Timur,Hulu,Jl. Pasar 1\n"
)


@pytest.fixture
def small_city(db: None) -> Iterator[None]:
    agencies.forget()
    regions.forget()
    load_city(RAWAJAYA, "system:setup", load_regions)
    yield
    agencies.forget()
    regions.forget()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file: `write("a.csv", text)`; its path."""

    def one(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return one


@pytest.fixture
def mapping(write: Callable[[str, str], Path]) -> ColumnMapping:
    return read_mapping(write("map.toml", MAPPING))


@pytest.fixture
def take(
    small_city: None, write: Callable[[str, str | bytes], Path], mapping: ColumnMapping
) -> Callable[..., Report]:
    """Import a file's content: `take(text, name="a.csv")`."""

    def one(content: str | bytes, name: str = "rows.csv") -> Report:
        return import_source(source_of(write(name, content), mapping))

    return one
