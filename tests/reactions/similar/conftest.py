"""Each test begins with no copy of the words' weights; two ways in which one lamp is told of."""

from collections.abc import Iterator

import pytest

from surga.reactions.similar import vocabulary


@pytest.fixture(autouse=True)
def fresh_copy() -> Iterator[None]:
    vocabulary.forget_copy()
    yield
    vocabulary.forget_copy()


@pytest.fixture
def lamp() -> str:
    return "Lampu jalan padam sejak tiga hari di depan Masjid Al Ikhlas Jalan Merbabu gang 4, gelap sekali kalau malam"


@pytest.fixture
def again() -> str:
    return "lampu jalan di depan masjid Al Ikhlas jln Merbabu gang 4 padam sdh tiga hari, gelap kalau malam"


@pytest.fixture
def hole() -> str:
    return "Aspal berlubang dalam di pertigaan pasar, sudah dua orang jatuh dari motor"
