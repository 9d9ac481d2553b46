"""Speaking to the Bot API over a real connection: what is certain after every kind of answer."""

import pytest

from surga.channels.port.channel import Expired, Media, NotSent, Unreachable, Unsure
from surga.channels.telegram.channel import TelegramChannel, message_of
from surga.channels.telegram.client import LARGEST, Client
from surga.channels.wire.outside import Outside
from surga.core.intake.heard import Outgoing
from surga.project.configuration.messaging import Telegram
from tests.channels.stand_in import Reply, StandIn, refused_url, standing_in

TOKEN = "123456:ABC-def_1"
TO = "700000001"
HELLO = Outgoing(to=TO, text="Halo", ref="ref-1")


@pytest.fixture
def api():
    with standing_in() as stand_in:
        yield stand_in


def account(url: str) -> Telegram:
    return Telegram(TOKEN, url, "our-secret")


@pytest.fixture
def channel(api: StandIn) -> TelegramChannel:
    return TelegramChannel(account(api.url))


def result(thing: object) -> Reply:
    return Reply(thing={"ok": True, "result": thing})


def mistake(status: int, description: str = "Sri Contoh", **parameters: object) -> Reply:
    thing = {"ok": False, "error_code": status, "description": description}
    return Reply(status, thing | ({"parameters": parameters} if parameters else {}))


def test_a_text_goes_out_as_telegram_wants_it(api, channel) -> None:
    api.answers(result({"message_id": 55, "date": 1764000000, "chat": {"id": 700000001, "type": "private"}}))
    assert channel.send(HELLO) == "700000001:55"
    (asked,) = api.asked
    assert asked.path == f"/bot{TOKEN}/sendMessage"
    assert asked.thing == {
        "chat_id": 700000001,
        "text": "Halo",
        "link_preview_options": {"is_disabled": True},
    }


def test_choices_are_a_keyboard_under_the_message() -> None:
    message = message_of(Outgoing(TO, "Benar?", "r", (("yes", "Ya"), ("no", "Bukan")), answers="700000001:9"))
    assert message["reply_markup"] == {
        "inline_keyboard": [
            [{"text": "Ya", "callback_data": "yes"}],
            [{"text": "Bukan", "callback_data": "no"}],
        ]
    }
    assert message["reply_parameters"] == {"message_id": 9, "allow_sending_without_reply": True}


def test_an_answer_to_a_pressed_button_or_an_edit_is_no_reply_to_a_message() -> None:
    for answers in ("700000001:press-77", "700000001:9:1764000060", "?4f", ""):
        assert "reply_parameters" not in message_of(Outgoing(TO, "Halo", "r", answers=answers))


def test_a_choice_too_long_for_a_button_stands_in_the_text() -> None:
    message = message_of(Outgoing(TO, "Benar?", "r", (("é" * 33, "Ya"),)))
    assert message["text"] == "Benar?\n• Ya"
    assert "reply_markup" not in message


@pytest.mark.parametrize(
    ("out", "code"),
    [
        (Outgoing("?4f2a", "Halo", "r"), "recipient"),
        (Outgoing("-100123", "Halo", "r"), "recipient"),
        (Outgoing(TO, " ", "r"), "empty"),
        (Outgoing(TO, "x" * 4097, "r"), "too_long"),
    ],
)
def test_what_telegram_never_takes_is_not_sent(api, channel, out, code) -> None:
    with pytest.raises(NotSent) as caught:
        channel.send(out)
    assert (caught.value.code, caught.value.wait) == (code, None)
    assert api.asked == []


@pytest.mark.parametrize(
    ("reply", "kind", "code", "wait"),
    [
        (mistake(429, "Too Many Requests: retry after 8", retry_after=8), NotSent, "429", 8),
        (mistake(429), NotSent, "429", 10),
        (mistake(403, "Forbidden: bot was blocked by the user"), NotSent, "blocked", None),
        (mistake(400, "Bad Request: chat not found"), NotSent, "400", None),
        (mistake(401, "Unauthorized"), Unreachable, "auth", 300),
        (mistake(404, "Not Found"), Unreachable, "auth", 300),
        (Reply(403, data=b"<html>"), Unreachable, "http_403", 30),
    ],
)
def test_what_is_certainly_not_sent(api, channel, reply, kind, code, wait) -> None:
    api.answers(reply)
    with pytest.raises(NotSent) as caught:
        channel.send(HELLO)
    assert (type(caught.value), caught.value.code, caught.value.wait) == (kind, code, wait)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(lost=True),
        Reply(502, data=b"<html>"),
        mistake(500),
        mistake(504),
        Reply(200, data=b"no json"),
        result({}),
        result(True),
        Reply(thing={"result": {"message_id": 5}}),
    ],
)
def test_after_a_lost_answer_nobody_knows_and_nothing_is_sent_twice(api, channel, reply) -> None:
    api.answers(reply, result({"message_id": 55}))
    with pytest.raises(Unsure):
        channel.send(HELLO)
    assert len(api.asked) == 1


def test_a_silent_server_leaves_it_unsure(api) -> None:
    api.answers(Reply(silent=True))
    with pytest.raises(Unsure):
        TelegramChannel(account(api.url), Outside(read=0.2)).send(HELLO)


def test_without_a_connection_it_is_certainly_not_sent() -> None:
    with pytest.raises(Unreachable) as caught:
        TelegramChannel(account(refused_url())).send(HELLO)
    assert TOKEN not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_file_is_asked_for_and_fetched(api, channel) -> None:
    api.answers(
        result({"file_id": "A", "file_path": "photos/file 1.jpg", "file_size": 3}), Reply(data=b"abc")
    )
    assert channel.fetch("A") == Media(b"abc")
    assert [asked.path for asked in api.asked] == [
        f"/bot{TOKEN}/getFile",
        f"/file/bot{TOKEN}/photos/file%201.jpg",
    ]


@pytest.mark.parametrize(
    "replies",
    [
        [mistake(400, "Bad Request: wrong file_id or the file is temporarily unavailable")],
        [result({"file_id": "A"})],
        [result({"file_path": "a.jpg"}), Reply(404, data=b"")],
    ],
)
def test_what_telegram_no_longer_has_is_expired(api, channel, replies) -> None:
    api.answers(*replies)
    with pytest.raises(Expired):
        channel.fetch("A")


@pytest.mark.parametrize(
    "replies",
    [
        [mistake(400, "Bad Request: file is too big")],
        [result({"file_path": "a.jpg", "file_size": LARGEST + 1})],
        [result({"file_path": "a.jpg"}), Reply(data=b"x" * (LARGEST + 1))],
    ],
)
def test_a_file_too_big_is_refused_for_good(api, channel, replies) -> None:
    api.answers(*replies)
    with pytest.raises(NotSent) as caught:
        channel.fetch("A")
    assert (caught.value.code, caught.value.wait) == ("too_big", None)


@pytest.mark.parametrize(
    "replies",
    [
        [Reply(lost=True)],
        [mistake(500)],
        [mistake(429, retry_after=3)],
        [result({"file_path": "a.jpg"}), Reply(500, data=b"")],
        [result({"file_path": "a.jpg"}), Reply(data=b"half", torn=True)],
    ],
)
def test_a_file_may_be_had_later(api, channel, replies) -> None:
    api.answers(*replies)
    with pytest.raises(NotSent) as caught:
        channel.fetch("A")
    assert caught.value.wait


def test_a_pressed_button_stops_turning_and_the_dots_appear(api, channel) -> None:
    api.answers(result(True), result(True))
    channel.typing(TO, "700000001:press-4382")
    assert [(asked.path.rpartition("/")[2], asked.thing) for asked in api.asked] == [
        ("answerCallbackQuery", {"callback_query_id": "4382"}),
        ("sendChatAction", {"chat_id": 700000001, "action": "typing"}),
    ]


def test_typing_never_fails(api, channel) -> None:
    api.answers(mistake(400), Reply(lost=True))
    channel.typing(TO, "")
    channel.typing(TO, "700000001:9")
    channel.typing("?4f", "")
    TelegramChannel(account(refused_url())).typing(TO, "")
    assert len(api.asked) == 2


def test_telegram_is_told_where_to_call(api) -> None:
    api.answers(result(True), mistake(400, "Bad Request: bad webhook: HTTPS url must be provided"))
    client = Client(account(api.url))
    client.set_webhook("https://surga.example/")
    assert api.asked[0].thing == {
        "url": "https://surga.example/hooks/telegram",
        "secret_token": "our-secret",
        "allowed_updates": ["message", "edited_message", "callback_query"],
    }
    with pytest.raises(NotSent):
        client.set_webhook("http://surga.example")
