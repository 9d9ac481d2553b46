"""What may come in, and what is told when it may not."""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.intake.message import MAX_TEXT, Message, MessageRefused, check, phone_of

TODAY = date(2026, 6, 15)


def refused(message: Message) -> dict[str, str]:
    with pytest.raises(MessageRefused) as caught:
        check(message, TODAY)
    return {name: code for name, (code, _) in caught.value.errors.items()}


def test_a_text_is_enough() -> None:
    assert check(Message("  Lampu mati  "), TODAY).text == "Lampu mati"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00", "\u200f\u202e", "\ufeff"])
def test_nothing_to_read_is_refused(text: str) -> None:
    assert refused(Message(text)) == {"text": "text_empty"}


def test_every_fault_is_told_at_once() -> None:
    message = Message(
        "x" * (MAX_TEXT + 1), title="t" * 200, kind="rant", channel="pigeon", reporter_name="n" * 200,
        reporter_phone="12", reporter_email="a@b", address="a" * 400, lat=91.0, lon=0.0,
        occurred_on=TODAY + timedelta(days=1),
    )  # fmt: skip
    assert refused(message) == {
        "text": "text_too_long", "title": "title_too_long", "kind": "kind_unknown", "channel": "channel_unknown",
        "reporter_name": "name_too_long", "reporter_phone": "phone_invalid", "reporter_email": "email_invalid",
        "address": "address_too_long", "location": "location_invalid", "occurred_on": "date_future",
    }  # fmt: skip


def test_a_megabyte_is_too_long_and_quickly_so() -> None:
    assert refused(Message("a" * 1_000_000)) == {"text": "text_too_long"}


@pytest.mark.parametrize("lat_lon", [(None, 112.0), (-7.8, None), (float("nan"), 0.0), (float("inf"), 0.0)])
def test_half_a_place_is_no_place(lat_lon: tuple[float | None, float | None]) -> None:
    lat, lon = lat_lon
    assert refused(Message("x", lat=lat, lon=lon)) == {"location": "location_invalid"}


def test_a_date_of_another_century_is_a_slip() -> None:
    assert refused(Message("x", occurred_on=date(1926, 6, 1))) == {"occurred_on": "date_too_old"}


@pytest.mark.parametrize(
    "typed", ["0812-3456-7890", "+62 812 3456 7890", "62 81234567890", "(0812) 34567890"]
)
def test_a_telephone_number_has_one_spelling(typed: str) -> None:
    assert check(Message("x", reporter_phone=typed), TODAY).reporter_phone == "+6281234567890"


@given(st.text(max_size=40))
def test_any_words_as_a_number_end_in_a_number_or_in_none(typed: str) -> None:
    found = phone_of(typed)
    assert found is None or (found.startswith("+") and found[1:].isdigit())


@given(st.text(), st.text(), st.text(), st.text(), st.text())
def test_no_text_breaks_it_and_what_is_kept_can_be_stored(a: str, b: str, c: str, d: str, e: str) -> None:
    message = Message(a, title=b, reporter_name=c, reporter_email=d, reporter_phone=e, address=b)
    with contextlib.suppress(MessageRefused):
        kept = check(message, TODAY)
        for value in (kept.text, kept.title, kept.reporter_name, kept.address):
            assert "\x00" not in value
            value.encode("utf-8")
        assert check(kept, TODAY) == kept


def test_markup_and_emoji_are_words_like_others() -> None:
    text = "<script>alert(1)</script> '; DROP TABLE cases; -- 😀"
    assert check(Message(text), TODAY).text == text
