"""Fetching from Meta over a real connection: who gets the token, and what is gone, late or too big."""

from typing import Any

import pytest

from surga.channels.port.channel import Expired, Media, NotSent, Unreachable
from surga.channels.whatsapp.client import LARGEST
from tests.channels.stand_in import Reply, refused_url, standing_in
from tests.channels.whatsapp.account import TO, channel_at, mistake


def about(url: str, **more: Any) -> Reply:
    return Reply(thing={"url": url, "mime_type": "image/jpeg", "file_size": 3, "id": "77"} | more)


def test_a_file_is_asked_for_and_fetched_with_the_token(graph, channel) -> None:
    graph.answers(about(f"{graph.url}/files/77"), Reply(data=b"\xff\xd8\xff"))
    assert channel.fetch("77") == Media(b"\xff\xd8\xff", "image/jpeg")
    assert [asked.path for asked in graph.asked] == ["/v23.0/77", "/files/77"]
    assert {asked.headers["Authorization"] for asked in graph.asked} == {"Bearer the token"}


def test_a_media_id_cannot_lead_elsewhere(graph, channel) -> None:
    graph.answers(Reply(404, data=b""))
    with pytest.raises(Expired):
        channel.fetch("../me?x=1#")
    assert graph.asked[0].path == "/v23.0/..%2Fme%3Fx%3D1%23"


def test_the_token_goes_to_no_foreign_host(graph, channel) -> None:
    with standing_in() as foreign:
        host = foreign.url.removeprefix("http://")
        for url in (
            f"{foreign.url}/files/77",
            f"http://lookaside.fbsbx.com@{host}/77",
            f"https://{host}\\@lookaside.fbsbx.com/77",
            f"https://{host}#.fbsbx.com",
            f"https://{host}/x.fbsbx.com",
            "http://lookaside.fbsbx.com/77",
            "https://evilfbsbx.com/77",
            "https://fbsbx.com.example/77",
            "file:///etc/passwd",
            "",
            "https://[",
        ):
            graph.answers(about(url))
            with pytest.raises(NotSent) as caught:
                channel.fetch("77")
            assert (caught.value.code, caught.value.wait) == ("foreign_host", None)
        assert foreign.asked == []


def test_the_token_follows_no_redirect(graph, channel) -> None:
    with standing_in() as foreign:
        graph.answers(
            about(f"{graph.url}/files/77"), Reply(302, data=b"", headers={"Location": f"{foreign.url}/77"})
        )
        with pytest.raises(NotSent):
            channel.fetch("77")
        assert foreign.asked == []


@pytest.mark.parametrize("reply", [mistake(100), mistake(131052), Reply(404, data=b""), mistake(100, 404)])
def test_what_meta_no_longer_has_is_expired(graph, channel, reply) -> None:
    graph.answers(reply)
    with pytest.raises(Expired):
        channel.fetch("77")


@pytest.mark.parametrize("status", [404, 410])
def test_a_file_gone_between_the_two_questions_is_expired(graph, channel, status) -> None:
    graph.answers(about(f"{graph.url}/77"), Reply(status, data=b""))
    with pytest.raises(Expired):
        channel.fetch("77")


def test_a_file_too_big_is_not_fetched_whole(graph, channel) -> None:
    graph.answers(about(f"{graph.url}/77", file_size=LARGEST + 1))
    graph.answers(about(f"{graph.url}/77"), Reply(data=b"x" * (LARGEST + 1)))
    for _ in range(2):
        with pytest.raises(NotSent) as caught:
            channel.fetch("77")
        assert (caught.value.code, caught.value.wait) == ("too_big", None)
    graph.answers(about(f"{graph.url}/77"), Reply(data=b"x" * LARGEST))
    assert len(channel.fetch("77").data) == LARGEST


@pytest.mark.parametrize(
    "reply",
    [Reply(lost=True), Reply(500, data=b""), mistake(190, 401), mistake(131026), Reply(403, data=b"")],
)
def test_a_file_may_be_had_later(graph, channel, reply) -> None:
    graph.answers(about(f"{graph.url}/77"), reply)
    with pytest.raises(NotSent) as caught:
        channel.fetch("77")
    assert caught.value.wait


def test_half_a_file_is_none(graph, channel) -> None:
    graph.answers(about(f"{graph.url}/77"), Reply(data=b"half", torn=True))
    with pytest.raises(Unreachable):
        channel.fetch("77")


def test_typing_shows_that_it_was_read_and_never_fails(graph, channel) -> None:
    graph.answers(Reply(thing={"success": True}), mistake(100), Reply(lost=True))
    for _ in range(3):
        channel.typing(TO, "wamid.IN")
    channel.typing(TO, "")
    assert len(graph.asked) == 3
    assert graph.asked[0].thing == {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": "wamid.IN",
        "typing_indicator": {"type": "text"},
    }
    channel_at(refused_url()).typing(TO, "wamid.IN")
