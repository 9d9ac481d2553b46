"""Telegram's updates: what a person says in a private chat is heard, whatever it looks like."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.channels.port.channel import Unreadable
from surga.channels.telegram.inbound import walk
from surga.core.intake.heard import KINDS, Attachment, Heard
from tests.channels.mutations import mutated

PAYLOADS = Path(__file__).parent / "payloads"
NAMES = sorted(path.stem for path in PAYLOADS.glob("*.json"))
SILENT = {"group", "blocked", "edited_live_location"}


def recorded(name: str) -> bytes:
    return (PAYLOADS / f"{name}.json").read_bytes()


def only(name: str) -> Heard:
    (found,) = walk(recorded(name))
    assert isinstance(found, Heard)
    return found


def test_a_text_is_heard_with_everything_that_telegram_tells() -> None:
    assert only("text") == Heard(
        channel="telegram",
        sender="700000001",
        external_id="700000001:1",
        at=datetime.fromtimestamp(1764000001, UTC),
        kind="text",
        text="Lampu jalan mati di depan pasar",
        name="Sri Contoh",
    )


KINDS_OF = {
    "start": {"kind": "text", "text": "/start"},
    "answer": {"kind": "text", "text": "Ya", "answers": "700000001:99"},
    "edited": {
        "kind": "text",
        "raw_kind": "edited",
        "text": "Lampu jalan mati di depan terminal",
        "external_id": "700000001:1:1764000060",
        "at": datetime.fromtimestamp(1764000060, UTC),
    },
    "callback": {
        "kind": "choice",
        "choice": "confirm:no",
        "text": "Bukan",
        "answers": "700000001:98",
        "external_id": "700000001:press-4382bfdwdsb323b2d9",
    },
    "callback_inaccessible": {
        "kind": "choice",
        "choice": "confirm:yes",
        "text": "",
        "answers": "700000001:97",
    },
    "photo": {
        "kind": "photo",
        "text": "Jalan berlubang",
        "attachments": (Attachment("AgAClarge", "image/jpeg"),),
    },
    "album": {"kind": "photo", "group": "13860000000000001"},
    "voice": {"kind": "voice", "attachments": (Attachment("AwACvoice", "audio/ogg"),)},
    "audio": {"kind": "voice", "attachments": (Attachment("CQACaudio", "audio/mpeg", "rekaman.mp3"),)},
    "video": {"kind": "video", "text": "Banjir", "attachments": (Attachment("BAACvideo", "video/mp4"),)},
    "document": {
        "kind": "document",
        "attachments": (Attachment("BQACdoc", "application/pdf", "surat-rt.pdf"),),
    },
    "document_photo": {"kind": "photo", "attachments": (Attachment("BQACphoto", "image/jpeg", "IMG_1.JPG"),)},
    "animation": {"kind": "video", "attachments": (Attachment("CgACanim", "video/mp4", "a.mp4"),)},
    "location": {"kind": "location", "lat": -7.8166, "lon": 112.0114, "place": ""},
    "venue": {"kind": "location", "lat": -7.8166, "lon": 112.0114, "place": "Pasar Contoh, Jalan Contoh 1"},
    "contact_own": {"kind": "card", "text": "Sri Contoh, 6281110001234", "phone": "+6281110001234"},
    "contact_other": {"kind": "card", "text": "Pak RT, +6281110002222", "phone": ""},
    "sticker": {"kind": "sticker"},
    "poll": {"kind": "unknown", "raw_kind": "poll"},
}


@pytest.mark.parametrize("name", KINDS_OF)
def test_every_kind_of_message_has_its_kind(name) -> None:
    heard = only(name)
    assert {key: getattr(heard, key) for key in KINDS_OF[name]} == KINDS_OF[name]
    assert (heard.sender, heard.name) == ("700000001", "Sri Contoh")


def test_a_pressed_button_was_pressed_now() -> None:
    assert abs(only("callback").at - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("name", sorted(SILENT))
def test_groups_and_news_of_the_chat_are_not_heard(name) -> None:
    assert walk(recorded(name)) == []


def test_every_recorded_update_is_looked_at() -> None:
    assert {*KINDS_OF, *SILENT, "text"} == set(NAMES)


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b'"text"', b"[" * 100_000])
def test_only_what_is_no_object_is_unreadable(body) -> None:
    with pytest.raises(Unreadable):
        walk(body)


@given(st.data(), st.sampled_from(sorted(set(NAMES) - SILENT)))
def test_a_message_broken_in_any_way_is_still_heard(data, name) -> None:
    update = json.loads(recorded(name))
    chat_type = data.draw(st.sampled_from(["private", None]))
    for kind in ("message", "edited_message", "callback_query"):
        if kind in update:
            update[kind] = mutated(data, update[kind])
            whole = update[kind] if isinstance(update[kind], dict) else {}
            under = whole.get("message") if kind == "callback_query" else whole
            if isinstance(under, dict) and isinstance(under.get("chat"), dict):
                under["chat"]["type"] = chat_type
            if kind == "edited_message":
                whole.pop("location", None)
    found = walk(json.dumps(update).encode())
    assert len(found) == 1
    assert_fits_the_columns(found[0])


@given(st.data(), st.sampled_from(NAMES))
def test_nothing_makes_it_stumble(data, name) -> None:
    update = json.loads(recorded(name))
    for _ in range(data.draw(st.integers(1, 4))):
        update = mutated(data, update)
    try:
        found = walk(json.dumps(update).encode())
    except Unreadable:
        assert not isinstance(update, dict)
    else:
        for heard in found:
            assert_fits_the_columns(heard)


def assert_fits_the_columns(heard: object) -> None:
    assert isinstance(heard, Heard)
    assert heard.kind in KINDS
    assert heard.at.tzinfo is not None
    assert heard.sender
    assert heard.external_id
    assert len(heard.sender) <= 254
    assert len(heard.name) <= 120
    assert len(heard.group) <= 120
    assert "\x00" not in heard.text + heard.name + heard.raw_kind + heard.place
    (heard.text + heard.raw_kind).encode()
    assert heard.kind != "unknown" or heard.raw_kind
    assert (heard.kind == "location") == (heard.lat is not None)
    assert (heard.kind == "choice") == bool(heard.choice)
