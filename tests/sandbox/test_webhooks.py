"""Webhooks: their form, their signature, tries again, and what may go wrong with them on purpose."""

import hashlib
import hmac
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.phone.apis.whatsapp import payloads
from sandbox.phone.post.item import Item
from tests.sandbox.conftest import CREDENTIALS, SRI, Call, City, Phone

JOKO = "6281200000002"


def test_a_message_has_the_form_that_meta_publishes(phone: Phone, city: City) -> None:
    key = phone.say(text="Lampu mati / sejak Senin, «gelap»", at=1655100000)
    (call,) = city.wait(bool)
    assert call.form == {
        "object": "whatsapp_business_account",
        "entry": [
            {
                "id": CREDENTIALS.account_id,
                "changes": [
                    {
                        "field": "messages",
                        "value": {
                            "messaging_product": "whatsapp",
                            "metadata": {"display_phone_number": "62354000112", "phone_number_id": "555"},
                            "contacts": [{"profile": {"name": "Bu Sri"}, "wa_id": SRI}],
                            "messages": [
                                {
                                    "from": SRI, "id": key, "timestamp": "1655100000", "type": "text",
                                    "text": {"body": "Lampu mati / sejak Senin, «gelap»"},
                                }
                            ],
                        },
                    }
                ],
            }
        ],
    }  # fmt: skip


PLACE = {"latitude": -7.82, "longitude": 112.01, "name": "Pasar Pahing", "address": ""}
CARD = {
    "name": {"formatted_name": "Bu Rina", "first_name": "Bu"},
    "phones": [{"phone": "+62812", "type": "CELL", "wa_id": "62812"}],
}
PRESSED = {"type": "button_reply", "button_reply": {"id": "ya", "title": "Ya"}}


@pytest.mark.parametrize(
    ("said", "form"),
    [
        (
            {"kind": "location", "lat": -7.82, "lon": 112.01, "place": "Pasar Pahing"},
            {"type": "location", "location": PLACE},
        ),
        (
            {"kind": "card", "card_name": "Bu Rina", "card_phone": "+62812"},
            {"type": "contacts", "contacts": [CARD]},
        ),
        (
            {"kind": "reaction", "text": "👍", "answers": "wamid.x"},
            {"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "👍"}},
        ),
        (
            {"kind": "choice", "choice": "ya", "text": "Ya"},
            {"type": "interactive", "interactive": PRESSED},
        ),
    ],
)
def test_every_kind_has_its_form(
    phone: Phone, city: City, said: dict[str, object], form: dict[str, object]
) -> None:
    phone.say(**said)
    (message,) = city.messages(city.wait(bool))
    assert {name: message[name] for name in form} == form


def test_voice_sticker_and_what_nobody_knows(phone: Phone, city: City) -> None:
    for kind in ("voice", "sticker", "document", "unknown"):
        phone.say(kind=kind, text="")
    messages = {m["type"]: m for m in city.messages(city.wait(lambda calls: len(calls) == 4))}
    assert messages["audio"]["audio"]["voice"] is True
    assert messages["sticker"]["sticker"]["animated"] is False
    assert messages["document"]["document"]["filename"]
    assert messages["unsupported"]["errors"][0]["code"] == 131051


def test_a_list_gives_back_its_row(phone: Phone, city: City) -> None:
    phone.say()
    action = {"button": "Pilih", "sections": [{"rows": [{"id": "air", "title": "Air"}]}]}
    form = {"type": "list", "body": {"text": "Tentang apa?"}, "action": action}
    key = phone.whatsapp("interactive", interactive=form).form["messages"][0]["id"]
    phone.say(kind="choice", choice="air", text="Air", answers=key)
    message = city.messages(city.wait(lambda calls: len(city.messages(calls)) == 2))[1]
    assert message["interactive"] == {"type": "list_reply", "list_reply": {"id": "air", "title": "Air"}}
    assert message["context"]["id"] == key


def signed(call: Call, secret: str = "app-secret") -> bool:
    """The signature as Meta describes it, computed here over the bytes that came."""
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in secret.encode().ljust(64, b"\0")) + call.body).digest()
    outer = hashlib.sha256(bytes(b ^ 0x5C for b in secret.encode().ljust(64, b"\0")) + inner).hexdigest()
    return hmac.compare_digest(call.headers["x-hub-signature-256"], f"sha256={outer}")


def test_the_signature_is_over_the_bytes_as_they_come(phone: Phone, city: City) -> None:
    phone.say(text="é / «»")
    (call,) = city.wait(bool)
    assert signed(call)
    assert not signed(call, "another")
    again = json.dumps(call.form).encode()
    assert not signed(Call(call.path, call.headers, again))  # whoever writes it anew cannot check it
    phone.faults(bad_signature=True)
    phone.say()
    assert not signed(city.wait(lambda calls: len(calls) == 2)[1])


def test_what_is_not_taken_is_tried_again_byte_for_byte(phone: Phone, city: City) -> None:
    city.statuses += [500, 403, 302]
    key = phone.say()
    calls = city.wait(lambda calls: len(calls) == 4)
    assert len({(call.body, call.headers["x-hub-signature-256"]) for call in calls}) == 1
    told = phone.until(lambda told: told["handed"] == 1, key)
    assert (told["tries"], told["state"]) == (4, "handed")


def test_batches_hold_every_message_once(phone: Phone, city: City) -> None:
    phone.faults(batch=5)
    said = [{"from": SRI, "text": f"pesan {n}"} for n in range(12)]
    ids = phone.ask("/say", said).form["ids"]
    calls = city.wait(lambda calls: len(city.messages(calls)) == 12)
    assert [m["id"] for m in city.messages(calls)] == ids
    assert [len(city.messages([call])) for call in calls] == [5, 5, 2]


def test_repeats_are_posted_so_often(phone: Phone, city: City) -> None:
    phone.faults(repeat=3)
    keys = [phone.say(text=f"{n}") for n in range(4)]
    calls = city.wait(lambda calls: len(calls) == 12)
    assert Counter(m["id"] for m in city.messages(calls)) == dict.fromkeys(keys, 3)


def test_reordered_messages_are_all_there(phone: Phone, city: City) -> None:
    phone.faults(reorder=20, seed=4)
    ids = phone.ask("/say", [{"from": SRI, "text": str(n)} for n in range(20)]).form["ids"]
    came = [m["id"] for m in city.messages(city.wait(lambda calls: len(calls) == 20))]
    assert came != ids
    assert sorted(came) == sorted(ids)


def test_dropped_ones_never_come_and_say_so(phone: Phone, city: City) -> None:
    phone.faults(drop=1)
    lost = phone.say()
    phone.faults(drop=0)
    there = phone.say()
    assert [m["id"] for m in city.messages(city.wait(bool))] == [there]
    assert (phone.message(lost)["state"], phone.message(lost)["tries"]) == ("dropped", 0)


def test_late_ones_come_after_what_was_said_later(phone: Phone, city: City) -> None:
    phone.faults(delay_ms=2000)  # longer than a busy machine takes to say the second
    late = phone.say()
    phone.faults(delay_ms=0)
    early = phone.say(**{"from": JOKO})
    calls = city.wait(lambda calls: len(calls) == 2)
    assert [m["id"] for m in city.messages(calls)] == [early, late]


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "sent", "read"]), st.sampled_from([SRI, JOKO])),
        min_size=1,
        max_size=30,
    )
)
def test_an_envelope_holds_everything_once_and_in_order(shape: list[tuple[str, str]]) -> None:
    items = [
        Item("whatsapp", person, str(n), {"id": str(n), "from": person}, mark, {"wa_id": person})
        for n, (mark, person) in enumerate(shape)
    ]
    form = payloads.envelope(items, CREDENTIALS)
    values = [change["value"] for entry in form["entry"] for change in entry["changes"]]
    told = [each["id"] for value in values for each in value.get("messages", value.get("statuses", []))]
    assert told == [str(n) for n in range(len(items))]
    for value in values:
        assert ("messages" in value) != ("statuses" in value)
        if "messages" in value:
            writers = {each["from"] for each in value["messages"]}
            assert sorted(each["wa_id"] for each in value["contacts"]) == sorted(writers)
