"""The table of moves: what is in it works, every other pair is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.cases import states

pairs = st.tuples(st.sampled_from(states.STATUSES), st.sampled_from(states.MOVE_NAMES))


@given(pairs)
def test_a_pair_outside_the_table_is_refused(pair: tuple[str, str]) -> None:
    status, move = pair
    if pair in states.MOVES:
        assert states.next_status(status, move, waiting_from="verified") in states.STATUSES
    else:
        with pytest.raises(states.MoveRefused) as refused:
            states.next_status(status, move, waiting_from="verified")
        assert (refused.value.status, refused.value.move) == pair


@given(st.text(max_size=12), st.text(max_size=12))
def test_words_that_are_no_status_or_move_lead_nowhere(status: str, move: str) -> None:
    assert states.may_move(status, move) == ((status, move) in states.MOVES)


def test_every_status_but_the_first_is_reached_and_every_one_is_left() -> None:
    reached = {"received"}
    while True:
        more = {states.next_status(s, m, "verified") for s in reached for m in states.moves_from(s)}
        if more <= reached:
            break
        reached |= more
    assert reached == set(states.STATUSES)
    for status in states.STATUSES:
        assert any(states.next_status(status, m, "verified") != status for m in states.moves_from(status))


def test_answered_resolved_confirmed_and_silent_are_four_things() -> None:
    assert states.next_status("in_progress", "answer") == "answered"
    assert states.next_status("answered", "resolve") == "resolved"
    assert not states.may_move("in_progress", "confirm")
    assert not states.may_move("closed", "object")


def test_a_reply_leads_back_to_where_the_case_waited() -> None:
    assert states.next_status("waiting_reporter", "resume", "in_progress") == "in_progress"
    assert states.next_status("waiting_reporter", "resume", "") == "received"
