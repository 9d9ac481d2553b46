"""A hotline's records, page after page: each once, in order, whatever began in the same second."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surga.core.hotlines.models import Hotline
from surga.core.intake.models import Contact
from surga.core.intake.queries.records import CursorBroken, every_record, records_of, tally_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 10, 3, tzinfo=UTC)


@pytest.fixture
def hotlines(db: None) -> tuple[int, int]:
    made = [
        Hotline.objects.create(slug=slug, name=slug, opens_on=date(2026, 1, 1), changed_at=START)
        for slug in "ab"
    ]
    return made[0].pk, made[1].pk


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.booleans()), max_size=14), st.integers(1, 5))
def test_every_page_goes_on_where_the_last_one_ended(
    hotlines: tuple[int, int], told: list[tuple[int, bool, bool]], limit: int
) -> None:
    Contact.objects.all().delete()
    made = Contact.objects.bulk_create(
        Contact(
            touch="chat",
            channel="whatsapp",
            outcome="information",
            hotline_id=hotlines[other],
            started_at=START + timedelta(microseconds=tick),
            ended_at=START + timedelta(minutes=1),
            published=published,
        )
        for tick, other, published in told
    )
    mine = [one for one in made if one.hotline_id == hotlines[0]]
    public = sorted((one for one in mine if one.published), key=lambda one: (one.started_at, one.pk))
    seen, cursor = [], ""
    while True:
        page = records_of(hotlines[0], cursor=cursor, limit=limit)
        assert len(page.items) <= limit
        seen += [record.id for record in page.items]
        cursor = page.next
        if not cursor:
            break
    assert seen == [one.pk for one in reversed(public)]
    assert [record.id for record in every_record(hotlines[0])] == [one.pk for one in public]
    assert tally_of(hotlines[0]).contacts == len(mine)


@pytest.mark.parametrize("cursor", ["x", "1", "1.", ".1", "1.1.1", "-99999999999999999.1", "1.9e9", "\x00"])
def test_a_cursor_from_elsewhere_is_refused(hotlines: tuple[int, int], cursor: str) -> None:
    with pytest.raises(CursorBroken):
        records_of(hotlines[0], cursor=cursor)
