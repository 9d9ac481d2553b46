"""Extra fields: whatever is typed is either cleaned or refused, and what is clean stays as it is."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.hotlines.fields import TYPES, Extra, check_extra, wrong_field

CHOICES = ("Ringan", "Sedang", "Berat")
ANY = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates().map(str)


@st.composite
def fields(draw: st.DrawFn) -> list[Extra]:
    kinds = draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=6))
    return [
        Extra(
            key=f"f{n}",
            label=f"Isian {n}",
            type=kind,
            required=draw(st.booleans()),
            choices=CHOICES if kind == "choice" else (),
            least=draw(st.none() | st.integers(-50, 0)) if kind == "number" else None,
            most=draw(st.none() | st.integers(1, 50)) if kind == "number" else None,
        )
        for n, kind in enumerate(kinds)
    ]


@given(fields(), st.data())
def test_a_value_is_cleaned_or_refused_and_a_clean_one_stays(asked: list[Extra], data: st.DataObject) -> None:
    typed = {field.key: data.draw(ANY) for field in asked} | {"stranger": "x"}
    cleaned, errors = check_extra(asked, typed)
    assert not set(cleaned) & set(errors)
    assert set(cleaned) | set(errors) <= {field.key for field in asked}
    for field in asked:
        if field.required:
            assert field.key in cleaned or field.key in errors
    # What is kept is JSON, and the same again when it is read back and typed again.
    kept = json.loads(json.dumps(cleaned, allow_nan=False))
    good = [field for field in asked if field.key in cleaned]
    assert check_extra(good, kept) == (cleaned, {})


@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_read_as_it_is_written_here(day: date) -> None:
    field = Extra("kapan", "Kapan", "date")
    for typed in (
        day.isoformat(),
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day.day}/{day.month}/{day.year}",
    ):
        assert check_extra([field], {"kapan": typed}) == ({"kapan": day.isoformat()}, {})


@given(st.integers(-200, 200))
def test_a_number_keeps_to_its_bounds(number: int) -> None:
    field = Extra("n", "Berapa", "number", least=-3, most=120)
    inside = -3 <= number <= 120
    expected = ({"n": number}, {}) if inside else ({}, {"n": "number_range"})
    assert check_extra([field], {"n": f" {number} "}) == expected


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("number", "1,5", 1.5),
        ("number", "-0", 0),
        ("number", "empat", "number_invalid"),
        ("number", "nan", "number_invalid"),
        ("number", "1e400", "number_invalid"),
        ("number", "1_000", "number_invalid"),
        ("number", "٣", "number_invalid"),
        ("date", "31-02-2026", "date_invalid"),
        ("date", "kemarin", "date_invalid"),
        ("choice", "Sedang", "Sedang"),
        ("choice", "sedang sekali", "choice_unknown"),
        ("yes_no", "on", True),
        ("yes_no", "tidak", False),
        ("yes_no", "mungkin", "choice_unknown"),
        ("text", "  dua\x00  kata ", "dua kata"),
        ("text", "x" * 501, "text_too_long"),
    ],
)
def test_what_is_typed(kind: str, typed: str, expected: object) -> None:
    field = Extra("k", "Isian", kind, choices=CHOICES if kind == "choice" else ())
    cleaned, errors = check_extra([field], {"k": typed})
    assert [*cleaned.values(), *errors.values()] == [expected]
    assert bool(errors) == (isinstance(expected, str) and "_" in expected)


def test_nothing_typed_is_missed_only_where_it_is_needed() -> None:
    for kind in TYPES:
        field = Extra("k", "Isian", kind, choices=CHOICES)
        assert check_extra([field], {}) == ({}, {})
        needed = Extra("k", "Isian", kind, required=True, choices=CHOICES)
        assert check_extra([needed], {"k": "  "}) == ({}, {"k": "name_empty"})


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Extra("k", " "), "name_empty"),
        (Extra("Kunci", "Isian"), "key_invalid"),
        (Extra("k", "Isian", "colour"), "type_unknown"),
        (Extra("k", "x" * 121), "text_too_long"),
        (Extra("k", "Isian", "choice", choices=("satu", "satu")), "choices_few"),
        (Extra("k", "Isian", "choice", choices=("satu", "")), "choices_few"),
        (Extra("k", "Isian", "number", least=2, most=1), "number_range"),
        (Extra("first", "Isian"), "field_twice"),
    ],
)
def test_a_definition_that_cannot_be_says_which_and_why(wrong: Extra, code: str) -> None:
    first = Extra("first", "Yang pertama")
    assert wrong_field([first]) is None
    assert wrong_field([first, wrong]) == (1, code)


def test_a_field_is_kept_and_read_back() -> None:
    field = Extra("k", "Isian", "choice", True, CHOICES)
    assert Extra.of(json.loads(json.dumps(field.data()))) == field
