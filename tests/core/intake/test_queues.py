"""What the worker asks twice a second reads an index of what waits, however much is over already."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surga.core.intake.actions.traffic import arriving, fetching, sending
from surga.core.intake.models import Line
from surga.core.intake.queries import conversations

pytestmark = pytest.mark.django_db


def plans(queries: CaptureQueriesContext) -> str:
    with connection.cursor() as cursor:
        said = []
        for query in queries:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
            said += [str(row) for row in cursor.fetchall()]
    return "\n".join(said)


@pytest.mark.once  # PostgreSQL takes the same indexes, and needs no help
@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda: arriving.claim("whatsapp"), "arrival_waiting"),
        (lambda: sending.claim("whatsapp"), "line_due"),
        (lambda: sending.claim("whatsapp"), "line_queue"),
        (lambda: sending.reap("whatsapp"), "line_due"),
        (lambda: fetching.claim("whatsapp"), "line_media"),
        (conversations.trouble, "line_trouble"),
    ],
)
def test_only_what_waits_is_read(ask, index: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        ask()
    assert index in plans(queries)


def test_only_plain_words_are_written_into_a_query() -> None:
    for words in ((), ("due' OR 1=1 --",), ("due", "")):
        with pytest.raises(ValueError, match="plain words"):
            Line.objects.filter(state__written=words, at=timezone.now()).exists()
