"""When an odd answer is believed: never at once, and always when it is how the server says it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from surga.channels.port.gateway import Later, Report
from surga.channels.sp4n.believing import TIMES, Believing

AT = datetime(2022, 6, 16, tzinfo=UTC)
CLEAN = Report("9165816", "T1", "Lampu mati", "disposed", AT, AT)
NULL = replace(CLEAN, text="", odd=("isi: null",))


class Server:
    """Says one after another, the last for ever."""

    def __init__(self, *answers: Report) -> None:
        self._answers, self.asked = list(answers), 0

    def __call__(self) -> Report:
        self.asked += 1
        return self._answers[min(self.asked, len(self._answers)) - 1]


def test_what_is_not_odd_is_asked_once() -> None:
    server = Server(CLEAN)
    assert Believing().told(server) == CLEAN
    assert server.asked == 1


def test_a_slip_of_the_line_is_not_believed() -> None:
    assert Believing().told(Server(NULL, CLEAN)) == CLEAN
    assert Believing().told(Server(NULL, NULL, CLEAN)) == CLEAN


def test_who_says_something_else_each_time_is_not_believed() -> None:
    other = replace(CLEAN, standing="unknown", odd=("status: null",))
    with pytest.raises(Later) as caught:
        Believing().told(Server(NULL, other, CLEAN))
    assert caught.value.code == "unreadable"


def test_the_same_again_and_again_is_how_they_say_it_and_asked_once_from_then_on() -> None:
    believing = Believing()
    server = Server(replace(NULL, raw="1"), replace(NULL, raw="2"), NULL)
    assert replace(believing.told(server), raw="") == NULL
    assert server.asked == TIMES
    once = Server(replace(NULL, id="9165817"))
    believing.told(once)
    assert once.asked == 1


def test_another_place_of_the_same_oddity_is_the_same_way() -> None:
    believing = Believing()
    believing.told(Server(replace(CLEAN, odd=("streams[0].ref: null",))))
    once = Server(replace(CLEAN, odd=("streams[3].ref: null", "streams[1].ref: null")))
    believing.told(once)
    assert once.asked == 1


def test_what_is_new_is_asked_again_though_something_else_is_usual() -> None:
    believing = Believing()
    believing.told(Server(replace(CLEAN, odd=("lokasi: missing",))))
    again = Server(replace(NULL, odd=("isi: null", "lokasi: missing")), CLEAN)
    assert believing.told(again) == CLEAN
