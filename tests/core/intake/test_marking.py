"""Delivery marks: in any order, repeated, early, or about nothing we know."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surga.core.intake.actions.traffic.marking import mark
from surga.core.intake.heard import Mark
from surga.core.intake.models import Conversation, Line
from tests.core.intake.talk import conversation, fresh, told

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def sent(state: str = Line.SENT, external_id: str | None = "wamid.1") -> Line:
    line = told(conversation(sender=f"62{Conversation.objects.count()}"))
    Line.objects.filter(pk=line.pk).update(state=state, external_id=external_id)
    return fresh(line)


def a_mark(state: str, *, external_id: str = "wamid.1", ref: str = "", minute: int = 0) -> Mark:
    at = NOW + timedelta(minutes=minute)
    return Mark("whatsapp", external_id, state, at, ref=ref)  # type: ignore[arg-type]  # a state of Mark


@pytest.mark.parametrize("order", list(permutations(("sent", "delivered", "read"))))
def test_in_whatever_order_they_come_it_was_read(order: tuple[str, ...]) -> None:
    line = sent(Line.SENDING)
    for minute, state in enumerate(order):
        assert mark(a_mark(state, minute=minute))
    line = fresh(line)
    assert line.state == Line.READ
    for minute, state in enumerate(order):
        assert getattr(line, f"{state}_at") == NOW + timedelta(minutes=minute)


def test_the_same_mark_again_changes_nothing() -> None:
    line = sent()
    mark(a_mark("delivered"))
    version = fresh(line).conversation.version
    assert mark(a_mark("delivered", minute=5))
    line = fresh(line)
    assert (line.delivered_at, line.conversation.version) == (NOW, version)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    begin=st.sampled_from([Line.SENDING, Line.UNSURE, Line.SENT, Line.FAILED]),
    states=st.lists(st.sampled_from(["sent", "delivered", "read", "failed"]), max_size=6),
)
def test_a_line_that_arrived_never_looks_as_if_it_had_not(db: None, begin: str, states: list[str]) -> None:
    Line.objects.all().delete()
    line = sent(begin)
    arrived = False
    for state in states:
        mark(a_mark(state))
        arrived |= state in {"delivered", "read"}
        assert (fresh(line).state in {Line.DELIVERED, Line.READ}) == arrived


def test_by_our_reference_the_unsure_is_found() -> None:
    line = sent(Line.UNSURE, external_id=None)
    assert mark(a_mark("delivered", external_id="wamid.9", ref=line.ref))
    line = fresh(line)
    assert (line.state, line.external_id) == (Line.DELIVERED, "wamid.9")
    assert mark(a_mark("read", external_id="wamid.9"))
    assert fresh(line).state == Line.READ


def test_a_line_put_back_by_an_officer_is_not_sent_again_when_it_turns_out_to_have_arrived() -> None:
    line = sent(Line.DUE, external_id=None)
    assert mark(a_mark("failed", ref=line.ref))
    assert fresh(line).state == Line.DUE
    assert mark(a_mark("delivered", ref=line.ref))
    assert fresh(line).state == Line.DELIVERED


def test_failed_says_why() -> None:
    line = sent()
    assert mark(Mark("whatsapp", "wamid.1", "failed", NOW, error="131047"))
    line = fresh(line)
    assert (line.state, line.error) == (Line.FAILED, "131047")


def test_a_mark_of_nothing_we_know_is_told() -> None:
    sent()
    assert not mark(a_mark("read", external_id="wamid.2", ref="none"))
    assert not mark(Mark("telegram", "wamid.1", "read", NOW))


def test_a_mark_never_finds_what_somebody_else_wrote() -> None:
    line = sent()
    Line.objects.filter(pk=line.pk).update(way=Line.IN)
    assert not mark(a_mark("failed"))


def test_the_pages_see_it() -> None:
    line = sent()
    before = line.conversation.version
    mark(a_mark("delivered"))
    assert fresh(line).conversation.version == before + 1
