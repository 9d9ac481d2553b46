from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.events import catalogue, event
from surga.events.catalogue import CaseOpened, Event, UnreadableEvent, from_data, name_of, to_data

KINDS = [kind for kind in vars(catalogue).values() if isinstance(kind, type) and issubclass(kind, Event)]
REAL = [kind for kind in KINDS if kind.__name__ not in {"Event", "CaseEvent"}]
OPENED = {
    "code": "KDR-1",
    "kind": "complaint",
    "channel": "web",
    "anonymous": False,
    "confidential": True,
    "region": None,
    "topic": "jalan",
    "agency": "pupr",
    "rule_version": "v1",
}


@given(st.sampled_from(REAL).flatmap(st.builds))
def test_every_event_survives_storage(happened: Event) -> None:
    assert from_data(name_of(happened), to_data(happened), happened.case_id) == happened


@pytest.mark.parametrize("kind", REAL)
def test_fields_are_plain(kind: type[Event]) -> None:
    hints, plain = get_type_hints(kind), (str, int, bool, type(None), str | None, int | None, list[str])
    for field in fields(kind):
        assert hints[field.name] in plain, field.name


def test_an_event_is_never_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        CaseOpened(1, **OPENED).code = "other"  # type: ignore[misc]  # what the test is about


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("code", 7),
        ("code", None),
        ("anonymous", 0),
        ("region", 3),
        ("case_id", True),
        ("case_id", None),
        ("case_id", "1"),
    ],
)
def test_a_value_of_another_type_is_refused(name: str, value: object) -> None:
    with pytest.raises(TypeError, match=f"CaseOpened.{name}"):
        CaseOpened(**{"case_id": 1, **OPENED, name: value})  # type: ignore[arg-type]  # what the test is about


def test_a_name_that_nobody_knows_cannot_be_read() -> None:
    with pytest.raises(UnreadableEvent, match="CaseExploded"):
        from_data("CaseExploded", {}, 1)


@pytest.mark.parametrize("base", ["Event", "CaseEvent"])
def test_a_base_is_no_event(base: str) -> None:
    with pytest.raises(UnreadableEvent):
        from_data(base, {}, 1)


@pytest.mark.parametrize("data", [{**OPENED, "extra": 1}, {"code": "x"}, {**OPENED, "anonymous": "yes"}])
def test_fields_that_do_not_fit_cannot_be_read(data: dict[str, object]) -> None:
    with pytest.raises(UnreadableEvent):
        from_data("CaseOpened", data, 1)


def test_lists_of_plain_values_fit() -> None:
    assert event._fits(["a", "b"], list[str])
    assert not event._fits(["a", 1], list[str])
    assert not event._fits("ab", list[str])
    assert not event._fits(datetime.now(UTC), str | int | None)


def test_events_of_no_case_need_no_case() -> None:
    assert catalogue.CodesRequested(reporter_id=4).case_id is None
    with pytest.raises(TypeError):
        catalogue.CodesRequested(3, reporter_id=4)  # type: ignore[arg-type]  # what the test is about
