"""The open data described: DCAT-AP for other portals, a dictionary for people and for spreadsheets.

Source: DCAT-AP 3.0 (SEMIC), which builds on DCAT 3 (W3C); media types by IANA.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from surga.core.agencies.city import City
from surga.doors.portal.browsing.opendata.datasets import DATASETS, FORMATS, LICENCE, Dataset
from surga.reactions.insight.figures import FIGURES, UNITS, Definition
from surga.reactions.insight.rules.measures import MEASURES

DICTIONARY_COLUMNS: Final = (
    "table", "column", "kind", "meaning_id", "meaning_en", "formula", "unit", "starts_at", "leaves_out", "source",
)  # fmt: skip
_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FILE_TYPES: Final = {"csv": "CSV", "json": "JSON", "parquet": "PARQUET"}
#: The controlled vocabularies that DCAT-AP names: languages, frequencies, themes, … are addresses there, not words.
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority"
_LANGUAGES: Final = ("IND", "ENG")
_THEMES: Final = ("GOVE", "SOCI")
_COUNTRY: Final = f"{_AUTHORITY}/country/IDN"
_KEYWORDS: Final = {
    "id": ("pengaduan", "layanan publik", "suara warga"),
    "en": ("complaints", "public services", "citizens' voice"),
}
_IANA: Final = "http://www.iana.org/assignments/media-types/"


def public_figures() -> list[Definition]:
    """The figures that the tables hold, in the catalogue's order."""
    return [one for one in FIGURES.values() if one.public and one.name in MEASURES]


def dcat(where: City, folder: Path, as_of: datetime) -> dict[str, Any]:
    """The catalogue as JSON-LD; sizes are those of the files in the folder."""
    here = f"{settings.PUBLIC_URL}/data"
    publisher = {
        "@id": f"{here}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": where.name,
        "foaf:homepage": {"@id": settings.PUBLIC_URL},
    }
    title = {
        "id": f"Data terbuka {where.name}: suara warga",
        "en": f"Open data of {where.name}: the citizens' voice",
    }
    about = {
        "id": "Laporan warga di daftar publik, disamarkan, dan angka-angkanya; kelompok 1 sampai 4 dikosongkan.",
        "en": "Citizens' cases of the public register, masked, and their figures; groups of 1 to 4 are left empty.",
    }
    return {
        "@context": _CONTEXT,
        "@id": here,
        "@type": "dcat:Catalog",
        "dct:title": _in_both(title),
        "dct:description": _in_both(about),
        "dct:publisher": publisher,
        "dct:language": _languages(),
        "dct:license": {"@id": LICENCE[1]},
        "dct:modified": _instant(as_of),
        "dct:spatial": {"@id": _COUNTRY},
        "dcat:themeTaxonomy": {"@id": f"{_AUTHORITY}/data-theme"},
        "foaf:homepage": {"@id": here},
        "dcat:dataset": [_dataset(one, here, publisher, folder, as_of) for one in DATASETS.values()],
    }


def _dataset(
    one: Dataset, here: str, publisher: dict[str, Any], folder: Path, as_of: datetime
) -> dict[str, Any]:
    return {
        "@id": f"{here}#{one.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": one.name,
        "dct:title": _in_both(one.title),
        "dct:description": _in_both(one.about),
        "dct:publisher": {"@id": publisher["@id"]},
        "dcat:contactPoint": {
            "@id": f"{here}#contact",
            "@type": "vcard:Organization",
            "vcard:fn": publisher["foaf:name"],
            "vcard:hasURL": publisher["foaf:homepage"],
        },
        "dcat:keyword": [word for words in map(_each_in, _KEYWORDS.items()) for word in words],
        "dcat:theme": [{"@id": f"{_AUTHORITY}/data-theme/{theme}"} for theme in _THEMES],
        "dct:spatial": {"@id": _COUNTRY},
        "dct:language": _languages(),
        "dct:license": {"@id": LICENCE[1]},
        "dct:modified": _instant(as_of),
        "dct:accrualPeriodicity": {"@id": f"{_AUTHORITY}/frequency/HOURLY"},
        "dct:accessRights": {"@id": f"{_AUTHORITY}/access-right/PUBLIC"},
        "dcat:landingPage": {"@id": here},
        "foaf:page": {"@id": f"{here}/kamus#{one.name}"},
        "dcat:distribution": [_distribution(one, ending, here, folder) for ending in FORMATS],
    }


def _distribution(one: Dataset, ending: str, here: str, folder: Path) -> dict[str, Any]:
    address = f"{here}/{one.name}.{ending}"
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": f"{one.name}.{ending}",
        "dct:format": {"@id": f"{_AUTHORITY}/file-type/{_FILE_TYPES[ending]}"},
        "dcat:mediaType": {"@id": f"{_IANA}{FORMATS[ending].partition(';')[0]}"},
        "dcat:accessURL": {"@id": here},
        "dcat:downloadURL": {"@id": address},
        "dcat:byteSize": {
            "@type": "xsd:nonNegativeInteger",
            "@value": str((folder / f"{one.name}.{ending}").stat().st_size),
        },
        "dct:license": {"@id": LICENCE[1]},
    }


def dictionary() -> Iterator[tuple[str, ...]]:
    """Every column of every table, then every figure, as rows of ``DICTIONARY_COLUMNS``."""
    for dataset in DATASETS.values():
        for column in dataset.columns:
            meaning = (column.meaning["id"], column.meaning["en"])
            yield (dataset.name, column.name, column.kind, *meaning, "", "", "", "", "")
    for one in public_figures():
        yield (
            "figure",
            one.name,
            "number",
            f"{one.title['id']}. {one.sentence['id']}",
            f"{one.title['en']}. {one.sentence['en']}",
            one.formula,
            UNITS[one.unit]["en"],
            one.start.get("en", ""),
            one.leaves_out["en"],
            one.source,
        )


def _languages() -> list[dict[str, str]]:
    return [{"@id": f"{_AUTHORITY}/language/{code}"} for code in _LANGUAGES]


def _each_in(said: tuple[str, tuple[str, ...]]) -> list[dict[str, str]]:
    language, words = said
    return [{"@language": language, "@value": word} for word in words]


def _in_both(said: Any) -> list[dict[str, str]]:
    return [{"@language": language, "@value": words} for language, words in said.items()]


def _instant(at: datetime) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": at.isoformat(timespec="seconds")}
