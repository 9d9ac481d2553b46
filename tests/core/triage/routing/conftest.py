"""One model of the sample, learned once for all tests here; each line is told three times, months apart."""

from pathlib import Path

import pytest

from surga.core.triage.routing.features import squashed
from surga.core.triage.routing.learning.corpus import corpus_of
from surga.core.triage.routing.learning.fitting import learn

PLACES = [("Utara", "Sawo"), ("Utara", "Manggis"), ("Selatan", "Jambu Air"), ("Selatan", "Duku")]


def sample():
    """Rows as a city's export has them: offices of kelurahan by name, days spread over a year."""
    lines = Path(__file__).with_name("sample.txt").read_text(encoding="utf-8").splitlines()
    told = [line.partition(": ") for line in lines if line and not line.startswith("#")]
    # Every office's lines in turn, so that each month has all of them.
    ordered = sorted(range(len(told)), key=lambda at: (at % 16, at))
    for number, at in enumerate(ordered):
        office, _, text = told[at]
        kecamatan, kelurahan = PLACES[number // 10 % len(PLACES)]
        yield {
            "id": f"c{number}",
            "text": text,
            "agency": f"Kelurahan {kelurahan}" if office == "Kelurahan" else office,
            "topic": squashed(office),
            "kecamatan": kecamatan,
            "kelurahan": kelurahan,
            "address": f"rt {number % 9} {kelurahan}",
            "date": f"2024-{1 + number * 12 // len(told):02d}-{1 + number % 28:02d}T08:00:00",
            "status": "left aside",
        }


@pytest.fixture(scope="session")
def rows():
    return list(sample())


@pytest.fixture(scope="session")
def learnt(rows):
    return learn(corpus_of(rows))
