"""A small model of the small city, and a place where triage finds it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from surga.core.triage.routing import Model, save
from surga.core.triage.routing.learning.corpus import corpus_of
from surga.core.triage.routing.learning.fitting import learn
from surga.reactions.triage import judging

ROAD = "Aspal di depan pasar ambrol sebagian, lubang {} dalam dan gelap"
LETTER = "Mengurus surat pengantar nomor {} di loket, antre lama sekali"


def rows() -> list[dict[str, Any]]:
    """Forty verified cases of two offices, one of them a kelurahan's."""
    made = []
    for n in range(20):
        day = f"2026-{1 + n // 4:02d}-{1 + n % 28:02d}"
        made.append(
            {
                "text": ROAD.format(f"ke{n} a{n}"),
                "agency": "Dinas Umum",
                "topic": "jalan",
                "date": day,
                "kelurahan": "Barat",
            }
        )
        made.append(
            {
                "text": LETTER.format(f"b{n} c{n}"),
                "agency": "Kelurahan Timur",
                "topic": "surat",
                "date": day,
                "kelurahan": "Timur",
            }
        )
    return made


@pytest.fixture(scope="session")
def small_model() -> Model:
    """``threshold`` 0: whatever it says is sure enough."""
    return replace(learn(corpus_of(rows()), 0.95).model, threshold=0.0)


@pytest.fixture(autouse=True)
def nothing_learned(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Where the model would be; nothing is there yet."""
    judging.forget()
    settings.TRIAGE_MODEL = tmp_path / "triage" / "routing.npz"
    yield settings.TRIAGE_MODEL
    judging.forget()


@pytest.fixture
def learned(small_model: Model, nothing_learned: Path) -> Callable[..., Model]:
    """Put the model in place, with ``changes``."""

    def put(**changes: Any) -> Model:
        model = replace(small_model, **changes)
        save(model, nothing_learned)
        return model

    return put
