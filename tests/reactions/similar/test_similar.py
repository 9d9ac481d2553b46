"""What a case is like: noted on arrival, asked at the desk and while one types."""

from collections.abc import Callable, Iterator

import pytest

from surga.core.cases.models import Case
from surga.reactions.similar import vocabulary
from surga.reactions.similar.actions import take_in
from surga.reactions.similar.queries import SAME, like_case

LAMP = "Lampu jalan padam sejak tiga hari di depan Masjid Al Ikhlas Jalan Merbabu gang 4, gelap sekali kalau malam"
AGAIN = "lampu jalan di depan masjid Al Ikhlas jln Merbabu gang 4 padam sdh tiga hari, gelap kalau malam"
HOLE = "Aspal berlubang dalam di pertigaan pasar, sudah dua orang jatuh dari motor"


@pytest.fixture(autouse=True)
def fresh_copy() -> Iterator[None]:
    vocabulary.forget_copy()
    yield
    vocabulary.forget_copy()


def test_the_same_thing_told_again_is_found(file: Callable[..., Case]) -> None:
    first, other, second = file(LAMP), file(HOLE), file(AGAIN)
    for case in (first, other, second):
        take_in(case.pk)
    found = like_case(second.pk)
    assert [like.case_id for like in found] == [first.pk]
    assert found[0].code == first.code
    assert found[0].score >= SAME
    assert [like.case_id for like in like_case(first.pk)] == [second.pk]
    assert like_case(other.pk) == []
