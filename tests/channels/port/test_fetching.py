"""Fetching files before the channels forget them."""

import pytest

from surga.channels.port.breaker import FAILURES, Breaker
from surga.channels.port.channel import Expired, Media, NotSent, Unreachable
from surga.channels.port.fetching import fetch_due
from surga.core.intake.actions.traffic import fetching
from surga.core.intake.models import Line
from tests.channels.port.double import Double, Killed, hurry
from tests.core.intake.talk import conversation, fresh, heard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(tmp_path, settings) -> None:
    folder = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path)},
    }
    settings.STORAGES = {**settings.STORAGES, "default": folder}


def giving(error: BaseException):
    def give(media_id: str) -> Media:
        raise error

    return give


def said() -> list[str]:
    return list(Line.objects.filter(way=Line.OUT).values_list("text", flat=True))


def test_what_is_wanted_is_fetched_once() -> None:
    line, channel = heard(conversation(), "voice"), Double()
    assert fetch_due([channel], breaker=Breaker()) == 1
    assert fetch_due([channel], breaker=Breaker()) == 0
    assert (fresh(line).media_state, channel.asked) == (Line.KEPT, [line.media_id])


def test_what_the_channel_forgot_is_asked_for_again_once_for_an_album() -> None:
    talk, channel = conversation(), Double()
    lines = [heard(talk) for _ in range(3)]
    channel.give = giving(Expired())
    fetch_due([channel], breaker=Breaker())
    assert {fresh(line).media_state for line in lines} == {Line.EXPIRED}
    assert len(said()) == 1


@pytest.mark.parametrize("error", [NotSent("busy", 5), KeyError("url"), Unreachable("connection", 5)])
def test_what_may_be_had_later_is_tried_again(error: Exception) -> None:
    line, channel = heard(conversation(), "voice"), Double()
    channel.give = giving(error)
    fetch_due([channel], breaker=Breaker())
    assert fresh(line).media_state == Line.WANTED
    assert fetch_due([channel], breaker=Breaker()) == 0
    channel.give = lambda media_id: Media(b"OggS", "audio/ogg")
    hurry()
    fetch_due([channel], breaker=Breaker())
    assert fresh(line).media_state == Line.KEPT
    assert said() == []


def test_a_file_that_is_too_large_to_fetch_is_told() -> None:
    line, channel = heard(conversation(), "video"), Double()
    channel.give = giving(NotSent("too_big"))
    fetch_due([channel], breaker=Breaker())
    assert fresh(line).media_state == Line.REFUSED
    assert "terlalu besar" in said()[0]


def test_a_worker_killed_while_it_fetches_is_followed_by_the_next() -> None:
    line, channel = heard(conversation(), "voice"), Double()
    channel.give = giving(Killed())
    with pytest.raises(Killed):
        fetch_due([channel], breaker=Breaker())
    hurry()
    channel.give = lambda media_id: Media(b"OggS", "audio/ogg")
    fetch_due([channel], breaker=Breaker())
    assert fresh(line).media_state == Line.KEPT


def test_a_file_that_ends_every_worker_is_given_up() -> None:
    line, channel = heard(conversation(), "voice"), Double()
    channel.give = giving(Killed())
    for _ in range(fetching.MAX_ATTEMPTS):
        with pytest.raises(Killed):
            fetch_due([channel], breaker=Breaker())
        hurry()
    fetch_due([channel], breaker=Breaker())
    assert fresh(line).media_state == Line.EXPIRED
    assert len(channel.asked) == fetching.MAX_ATTEMPTS


def test_a_channel_that_is_away_is_left_alone() -> None:
    channel = Double()
    for number in range(FAILURES + 2):
        heard(conversation(str(number)))
    channel.give = giving(Unreachable("connection", 5))
    fetch_due([channel], breaker=Breaker())
    assert len(channel.asked) == FAILURES
