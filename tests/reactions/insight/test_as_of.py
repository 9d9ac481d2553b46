"""What was known on a day stays what was known on that day, whatever is learned later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import system
from surga.events.models import Event
from surga.events.record import archived
from surga.reactions.insight.actions.rebuilding import rebuild
from surga.reactions.insight.queries import Where, behind, figure, levels, outcomes
from surga.reactions.insight.queries.counted.summed.takes import TAKES
from tests.reactions.insight.lives import BEGIN, Lives

pytestmark = pytest.mark.django_db
ACTOR = system("import")


def answers(as_of: datetime) -> dict[str, Any]:
    """All that is said as of a moment, with the cases that stand behind it."""
    found: dict[str, Any] = {}
    for name in (*sorted(set(TAKES) - {"ikm"}), "contacts"):
        for by, where in (("topic", Where()), ("agency*month", Where()), ("all", Where(topic="jalan"))):
            told = figure(name, by=by, as_of=as_of, where=where)
            found[f"{name} {by}"] = (told.n, told.rows)
        found[f"behind {name}"] = behind(name, as_of=as_of, limit=500)
    found["levels"] = levels(as_of=as_of)
    found["outcomes"] = outcomes(as_of=as_of)
    return found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("city")
def test_what_comes_later_changes_no_earlier_answer(seed: int) -> None:
    lives = Lives(seed)
    kept: list[tuple[datetime, dict[str, Any]]] = []
    for _ in range(3):
        lives.go_on(60, archive=False)
        figure("cases")  # what happened is taken in
        then = timezone.now()
        kept.append((then, answers(then)))
    assert kept[0][1] != kept[-1][1]
    for then, told in kept:
        assert answers(then) == told
    rebuild()
    for then, told in kept:
        assert answers(then) == told


@pytest.mark.usefixtures("city")
def test_an_archive_was_known_when_it_happened() -> None:
    with archived():
        lives = Lives(5)
        lives.go_on(150)
    then = BEGIN + timedelta(days=60)
    early = figure("cases", by="all", as_of=then)
    assert early.n == Case.objects.filter(received_at__lte=then).count() > 0
    assert figure("cases", by="all", as_of=BEGIN - timedelta(days=1)).n == 0
    assert not Event.objects.filter(archived=False).exclude(case_id=None).exists()


@pytest.mark.usefixtures("city")
def test_recorded_late_is_known_late() -> None:
    code = actions.open_case(
        actions.Draft(text="Jalan rusak di depan pasar", kind="complaint", channel="web", topic="jalan"),
        ACTOR,
        at=datetime(2025, 3, 3, tzinfo=UTC),
    ).code
    assert figure("cases", by="all", as_of=datetime(2025, 12, 31, tzinfo=UTC)).n == 0
    assert [row.code for row in behind("cases", date(2025, 3, 1), date(2025, 3, 31)).rows] == [code]
