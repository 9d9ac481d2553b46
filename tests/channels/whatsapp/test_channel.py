"""Speaking to Meta over a real connection: what is certain after every kind of answer."""

import json
from datetime import timedelta

import pytest

from surga.channels.port.channel import NotSent, Unreachable, Unsure, WindowClosed
from surga.channels.whatsapp.channel import WhatsAppChannel, message_of
from surga.core.intake.heard import Outgoing
from tests.channels.stand_in import Reply, refused_url
from tests.channels.whatsapp.account import HELLO, TO, channel_at, mistake, taken


def test_a_text_goes_out_as_meta_wants_it(graph, channel) -> None:
    graph.answers(taken())
    assert channel.send(HELLO) == "wamid.OURS"
    (asked,) = graph.asked
    assert (asked.method, asked.path) == ("POST", "/v23.0/100200300400/messages")
    assert asked.headers["Authorization"] == "Bearer the token"
    assert asked.thing == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": TO,
        "biz_opaque_callback_data": "ref-1",
        "type": "text",
        "text": {"preview_url": False, "body": "Halo"},
    }


def called(*numbers: str) -> bytes:
    """A call of Meta's that brings one message to each of the numbers, and a mark."""
    entries = [
        {
            "changes": [
                {
                    "field": "messages",
                    "value": {
                        "metadata": {"phone_number_id": number},
                        "messages": [
                            {"from": TO, "id": f"wamid.{number}", "type": "text", "text": {"body": "Halo"}}
                        ],
                    },
                }
            ]
        }
        for number in numbers
    ]
    return json.dumps({"entry": entries}).encode()


def test_what_was_written_to_another_number_of_the_app_is_heard_too(channel) -> None:
    found = channel.walk(called("999", "100200300400"))
    assert [(one.external_id, one.number) for one in found] == [
        ("wamid.999", "999"),
        ("wamid.100200300400", "100200300400"),
    ]


def test_the_window_is_a_day() -> None:
    assert WhatsAppChannel.window == timedelta(hours=24)


def choices(*labels: str) -> tuple[tuple[str, str], ...]:
    return tuple((f"id:{number}", label) for number, label in enumerate(labels))


def test_up_to_three_choices_are_buttons() -> None:
    message = message_of(Outgoing(TO, "Benar?", "r", choices("Ya", "Bukan", "Batal"), answers="wamid.IN"))
    assert message["context"] == {"message_id": "wamid.IN"}
    assert message["interactive"] == {
        "type": "button",
        "body": {"text": "Benar?"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": "id:0", "title": "Ya"}},
                {"type": "reply", "reply": {"id": "id:1", "title": "Bukan"}},
                {"type": "reply", "reply": {"id": "id:2", "title": "Batal"}},
            ]
        },
    }


def test_more_choices_and_longer_ones_are_a_list() -> None:
    four = message_of(Outgoing(TO, "Pilih", "r", choices("a", "b", "c", "d")))["interactive"]
    assert (four["type"], len(four["action"]["sections"][0]["rows"])) == ("list", 4)
    assert four["action"]["button"] == "Pilih"
    long = "Penerangan jalan umum mati"
    rows = message_of(Outgoing(TO, "?", "r", choices(long), language="en"))["interactive"]["action"]
    assert rows["button"] == "Choose"
    assert rows["sections"][0]["rows"] == [{"id": "id:0", "title": long[:23] + "…", "description": long}]


@pytest.mark.parametrize(
    "out", [Outgoing(TO, "t" * 1025, "r", choices("a")), Outgoing(TO, "t", "r", choices("a", "a"))]
)
def test_what_buttons_refuse_a_list_takes(out) -> None:
    assert message_of(out)["interactive"]["type"] == "list"


@pytest.mark.parametrize(
    "out",
    [
        Outgoing(TO, "t", "r", choices(*"abcdefghijk")),
        Outgoing(TO, "t", "r", (("x" * 257, "a"),)),
        Outgoing(TO, "t", "r", (("same", "a"), ("same", "b"))),
        Outgoing(TO, "t", "r", (("a", " "),)),
        Outgoing(TO, "t", "r", (("", "a"),)),
    ],
)
def test_choices_that_fit_no_button_stand_in_the_text(out) -> None:
    message = message_of(out)
    assert message["type"] == "text"
    assert message["text"]["body"] == "\n".join([out.text, *(f"• {label}" for _, label in out.choices)])


def test_a_template_has_its_parameters_as_meta_takes_them() -> None:
    out = Outgoing(
        TO, "as text", "r", choices("a"), template="kabar", params=("KDR-1", "baris\nsatu    dua", " ")
    )
    message = message_of(out)
    assert message["type"] == "template"
    assert message["template"] == {
        "name": "kabar",
        "language": {"code": "id"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {"type": "text", "text": "KDR-1"},
                    {"type": "text", "text": "baris satu dua"},
                    {"type": "text", "text": "-"},
                ],
            }
        ],
    }
    assert "components" not in message_of(Outgoing(TO, "", "r", template="kabar"))["template"]


def test_a_person_without_a_number_is_addressed_by_metas_id() -> None:
    message = message_of(Outgoing("ID.13491208655302741918", "Halo", "r"))
    assert message["recipient"] == "ID.13491208655302741918"
    assert "to" not in message


@pytest.mark.parametrize(
    ("out", "code"),
    [
        (Outgoing("?4f2a", "Halo", "r"), "recipient"),
        (Outgoing("", "Halo", "r"), "recipient"),
        (Outgoing(TO, " ", "r"), "empty"),
        (Outgoing(TO, "x" * 4097, "r"), "too_long"),
    ],
)
def test_what_meta_never_takes_is_not_sent(graph, channel, out, code) -> None:
    with pytest.raises(NotSent) as caught:
        channel.send(out)
    assert (caught.value.code, caught.value.wait) == (code, None)
    assert graph.asked == []


MISTAKES = [
    (mistake(131047), WindowClosed, "131047", None),
    (mistake(131026), NotSent, "131026", None),
    (mistake(100), NotSent, "100", None),
    (mistake(132001, 404), NotSent, "132001", None),
    (mistake(130429), NotSent, "130429", 10),
    (mistake(130429, 429, Retry_After="77"), NotSent, "130429", 77),
    (mistake(131056), NotSent, "131056", 10),
    (mistake(131048), NotSent, "131048", 600),
    (mistake(80007), NotSent, "80007", 60),
    (mistake(4), NotSent, "4", 60),
    (mistake(999, 429), NotSent, "999", 10),
    (mistake(190, 401), Unreachable, "auth", 300),
    (mistake(0, 401), Unreachable, "auth", 300),
    (mistake(200, 403), Unreachable, "200", 300),
    (mistake(131042, 400), Unreachable, "131042", 300),
    (mistake(1, 500), NotSent, "1", 30),
    (mistake(131000, 500), NotSent, "131000", 30),
    (mistake(131016, 503), Unreachable, "131016", 60),
    (mistake(2, 503, Retry_After="90"), Unreachable, "2", 90),
    (mistake(131057, 400), Unreachable, "131057", 300),
    (mistake(555555, 500), Unreachable, "555555", 30),
    (Reply(401, data=b"no"), Unreachable, "auth", 300),
    (Reply(429, data=b"slow"), NotSent, "http_429", 30),
    (Reply(404, data=b"<html>"), Unreachable, "http_404", 60),
    (Reply(302, data=b"", headers={"Location": "/elsewhere"}), Unreachable, "http_302", 60),
]


@pytest.mark.parametrize(("reply", "kind", "code", "wait"), MISTAKES)
def test_what_is_certainly_not_sent(graph, channel, reply, kind, code, wait) -> None:
    graph.answers(reply)
    with pytest.raises(NotSent) as caught:
        channel.send(HELLO)
    assert (type(caught.value), caught.value.code, caught.value.wait) == (kind, code, wait)
    assert len(graph.asked) == 1


@pytest.mark.parametrize(
    "reply",
    [
        Reply(lost=True),
        Reply(thing={"messages": [{"id": "wamid.X"}]}, torn=True),
        Reply(502, data=b"<html>bad gateway</html>"),
        Reply(503, data=b""),
        Reply(504, thing={"message": "upstream"}),
        Reply(200, data=b"not json"),
        Reply(200, thing={"messages": []}),
        Reply(200, data=b"x" * 300_000),
        mistake("190", 500),
    ],
)
def test_after_a_lost_answer_nobody_knows_and_nothing_is_sent_twice(graph, channel, reply) -> None:
    graph.answers(reply, taken())
    with pytest.raises(Unsure):
        channel.send(HELLO)
    assert len(graph.asked) == 1


def test_a_silent_server_leaves_it_unsure(graph) -> None:
    graph.answers(Reply(silent=True))
    with pytest.raises(Unsure):
        channel_at(graph.url, read=0.2).send(HELLO)


@pytest.mark.parametrize(
    "url",
    [refused_url(), "http://nobody.invalid", "https://" + refused_url()[7:]],
    ids=["refused", "no such name", "refused with TLS"],
)
def test_without_a_connection_it_is_certainly_not_sent(url) -> None:
    with pytest.raises(Unreachable) as caught:
        channel_at(url).send(HELLO)
    assert caught.value.code == "connect"
    assert caught.value.wait


def test_without_a_handshake_nothing_was_written(graph) -> None:
    with pytest.raises(Unreachable):
        channel_at(graph.url.replace("http:", "https:")).send(HELLO)
    assert graph.asked == []


def test_nothing_of_a_mistake_is_told_but_its_code(graph, channel) -> None:
    graph.answers(mistake(100))
    with pytest.raises(NotSent) as caught:
        channel.send(HELLO)
    assert str(caught.value) == "100"
