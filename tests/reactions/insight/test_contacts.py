"""The figure of contacts: all of them, cases or not, as of the moment asked about."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import transaction

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.intake.models import Contact
from surga.core.people.access import system
from surga.events.catalogue import ContactEnded
from surga.events.record import archived, record
from surga.reactions.insight.queries import BY, figure, is_public

pytestmark = pytest.mark.django_db
AS_OF = datetime(2025, 4, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """And what happens is known since it happened."""
    cache.clear()
    with archived():
        yield
    cache.clear()


def touched(
    at: str, outcome: str = "silent", channel: str = "phone", topic: str = "", **more: object
) -> Contact:
    started = datetime.fromisoformat(at).replace(tzinfo=UTC)
    ended = started + timedelta(minutes=1)
    contact = Contact.objects.create(
        touch="call", channel=channel, started_at=started, ended_at=ended, outcome=outcome, topic_code=topic, **more
    )  # fmt: skip
    case = contact.case.code if contact.case is not None else None
    told = {"topic": topic, "region": contact.region_code, "started": started.isoformat(), "case_code": case}
    with transaction.atomic():
        record(
            ContactEnded(contact_id=contact.pk, touch="call", channel=channel, outcome=outcome, **told),  # type: ignore[arg-type]  # plain
            "system:import",
            ended,
        )
    return contact


@pytest.fixture
def five(file: Callable[..., Case]) -> None:
    """Two calls in March, a chat half past midnight on 1 April, one of May, and a visit about a hidden topic."""
    touched("2025-03-03T02:00", "prank")
    touched("2025-03-31T15:59")
    case = file(topic="jalan", at=datetime(2025, 4, 2, tzinfo=UTC), actor=system("import"))
    touched("2025-03-31T16:30", "complaint", "whatsapp", "jalan", region_code="99.01.1001", case=case)
    touched("2025-05-02T02:00")
    touched("2025-04-03T02:00", "complaint", "visit", "kekerasan")


def counted(by: str, **more: object) -> dict[str, float | None]:
    found = figure("contacts", as_of=AS_OF, by=by, **more)  # type: ignore[arg-type]
    assert all(row.value == row.n for row in found.rows)
    return {row.by: row.value for row in found.rows}


@pytest.mark.usefixtures("five")
def test_contacts_are_counted_whatever_came_of_them() -> None:
    assert counted("month") == {"2025-03": 2, "2025-04": 2}
    assert counted("channel") == {"phone": 2, "whatsapp": 1, "visit": 1}
    assert counted("kind") == {"prank": 1, "silent": 1, "complaint": 2}
    assert counted("topic") == {"": 2, "jalan": 1, "kekerasan": 1}
    assert counted("region") == {"": 3, "99.01.1001": 1}
    for by in ("agency", "level"):
        found = figure("contacts", as_of=AS_OF, by=by)
        assert (found.n, found.rows) == (4, [])
    # One of the four became a case.
    assert figure("cases", as_of=AS_OF).n == 1


@pytest.mark.usefixtures("five")
def test_days_are_the_citys_and_what_began_later_is_not_in_it() -> None:
    assert counted("channel", from_=date(2025, 4, 1), to=date(2025, 4, 2)) == {"whatsapp": 1}
    early = figure("contacts", as_of=datetime(2025, 3, 10, tzinfo=UTC))
    assert (early.n, early.as_of) == (1, datetime(2025, 3, 10, tzinfo=UTC))
    assert figure("contacts", as_of=datetime(2025, 5, 3, tzinfo=UTC)).n == 5


@pytest.mark.usefixtures("five")
def test_everybody_may_see_it_without_what_is_never_published() -> None:
    assert is_public("contacts")
    assert counted("topic", open_only=True) == {"": 2, "jalan": 1}
    code = Case.objects.get().code
    actions.verify_case(code, system("import"), oversight=True, at=datetime(2025, 4, 3, tzinfo=UTC))
    assert counted("topic", open_only=True) == {"": 2}
    assert counted("topic") == {"": 2, "jalan": 1, "kekerasan": 1}


def test_every_grouping_answers_even_without_contacts(city: None) -> None:
    for by in BY:
        assert figure("contacts", by=by, as_of=AS_OF).rows == []
