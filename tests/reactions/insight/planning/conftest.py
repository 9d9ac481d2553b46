"""Cases received and answered on given days, known since they happened."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import system
from surga.events.record import archived

SYSTEM = system("import")
TIMUR, BARAT = "99.01.1001", "99.01.1002"


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """And what happens is known since it happened."""
    cache.clear()
    with archived():
        yield
    cache.clear()


@pytest.fixture
def told(file: Callable[..., Case]) -> Callable[..., Case]:
    """A case received and, perhaps, answered so many days later."""

    def one(received: str, answered_after: int | None = None, **more: object) -> Case:
        at = datetime.fromisoformat(f"{received}T02:00+00:00")
        case = file(at=at, actor=SYSTEM, **more)
        actions.verify_case(case.code, SYSTEM, agency="umum", at=at)
        actions.forward_case(case.code, SYSTEM, agency="umum", at=at)
        if answered_after is not None:
            actions.answer_case(case.code, SYSTEM, text="Sudah", at=at + timedelta(days=answered_after))
        return Case.objects.get(pk=case.pk)

    return one


@pytest.fixture
def march(told: Callable[..., Case]) -> None:
    """Rawajaya works Monday to Saturday; 10 March 2025 is off there, and 31 March.

    jalan: 3 to 5 March in time (2 working days); 4 to 14 March late (9 working days); 5 March unanswered by 30 April.
    """
    told("2025-03-03", 2, region=TIMUR, email="a@example.org", name="Wulan Sari")
    told("2025-03-04", 10, region=TIMUR, email="b@example.org", name="Budi Harto")
    told("2025-03-05", None, region=BARAT, email="b@example.org", name="Budi Harto")
    told("2025-03-06", 1, region=BARAT, topic="surat")


@pytest.fixture
def six_months(told: Callable[..., Case]) -> None:
    """An early case and a long silence; then from January, four roads a month in one place and a letter in another."""
    told("2023-05-05", 1)
    for month in range(1, 7):
        for day in (3, 10, 17, 24):
            told(f"2025-{month:02}-{day:02}", 1, region=TIMUR)
        told(f"2025-{month:02}-12", 1, topic="surat", region=BARAT)
