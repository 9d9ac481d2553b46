"""Meta's published forms, and whatever else may come: every message is heard, none breaks the rest."""

import copy
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.channels.port.channel import Unreadable
from surga.channels.whatsapp.inbound import walk
from surga.core.intake.heard import KINDS, Attachment, Heard, Mark
from tests.channels.mutations import mutated, paths_of

PAYLOADS = Path(__file__).parent / "payloads"
NAMES = sorted(path.stem for path in PAYLOADS.glob("*.json"))


def recorded(name: str) -> bytes:
    return (PAYLOADS / f"{name}.json").read_bytes()


def only(name: str) -> Heard:
    (found,) = walk(recorded(name))
    assert isinstance(found, Heard)
    return found


def test_a_text_is_heard_with_everything_that_meta_tells() -> None:
    assert only("text") == Heard(
        channel="whatsapp",
        sender="6281110001234",
        external_id="wamid.HBgNKURGA0001",
        at=datetime.fromtimestamp(1764000000, UTC),
        kind="text",
        text="Lampu jalan mati di depan pasar sejak Senin",
        name="Sri Contoh",
        phone="+6281110001234",
        number="100200300400",
    )


KINDS_OF = {
    "text_answer": {"kind": "text", "text": "Ya, sudah nyala 😀", "answers": "wamid.HBgNOURS0001"},
    "image": {
        "kind": "photo",
        "text": "Jalan berlubang",
        "attachments": (Attachment("1479537139650973", "image/jpeg"),),
    },
    "audio": {"kind": "voice", "attachments": (Attachment("1908647269898587", "audio/ogg"),)},
    "video": {
        "kind": "video",
        "text": "Banjir",
        "attachments": (Attachment("1908647269898588", "video/mp4"),),
    },
    "document": {
        "kind": "document",
        "text": "Surat RT",
        "attachments": (Attachment("1908647269898589", "application/pdf", "surat-rt.pdf"),),
    },
    "document_photo": {
        "kind": "photo",
        "attachments": (Attachment("1908647269898590", "image/jpeg", "IMG_1.jpg"),),
    },
    "sticker": {"kind": "sticker", "attachments": ()},
    "location": {
        "kind": "location",
        "lat": -7.8166,
        "lon": 112.0114,
        "place": "Pasar Contoh, Jalan Contoh 1",
    },
    "location_plain": {"kind": "location", "lat": -7.8166, "lon": 112.0114, "place": ""},
    "contacts": {"kind": "card", "text": "Pak RT Contoh, +62 811-1000-2222\nBu RW Contoh"},
    "button_reply": {
        "kind": "choice",
        "choice": "confirm:yes",
        "text": "Ya, kirim",
        "answers": "wamid.HBgNOURS0002",
    },
    "list_reply": {
        "kind": "choice",
        "choice": "topic:lamp",
        "text": "Lampu jalan",
        "answers": "wamid.HBgNOURS0003",
    },
    "button": {"kind": "choice", "choice": "rate:5", "text": "Puas", "answers": "wamid.HBgNOURS0004"},
    "flow_reply": {"kind": "unknown", "raw_kind": "interactive"},
    "reaction": {"kind": "unknown", "raw_kind": "reaction", "text": "👍", "answers": "wamid.HBgNOURS0005"},
    "reaction_removed": {"kind": "unknown", "raw_kind": "reaction", "answers": "wamid.HBgNOURS0005"},
    "order": {"kind": "unknown", "raw_kind": "order", "text": "Pesan dua"},
    "system": {"kind": "unknown", "raw_kind": "system", "name": ""},
    "unsupported": {"kind": "unknown", "raw_kind": "unsupported"},
    "ephemeral": {"kind": "unknown", "raw_kind": "ephemeral"},
    "group": {"kind": "unknown", "raw_kind": "group", "text": "Di grup"},
}


@pytest.mark.parametrize("name", KINDS_OF)
def test_every_type_has_its_kind(name) -> None:
    heard = only(name)
    assert {key: getattr(heard, key) for key in KINDS_OF[name]} == KINDS_OF[name]
    assert (heard.sender, heard.number) == ("6281110001234", "100200300400")


def test_a_person_with_a_username_is_known_by_metas_id_and_has_no_number() -> None:
    heard = only("text_username")
    assert (heard.sender, heard.phone, heard.name) == ("ID.13491208655302741918", "", "Warga Contoh")


def test_what_was_written_before_usernames_reads_the_same() -> None:
    heard = only("text_before_usernames")
    assert (heard.sender, heard.phone, heard.name) == ("6281110001234", "+6281110001234", "Sri Contoh")


def test_a_batch_is_walked_to_its_end_in_its_order() -> None:
    found = walk(recorded("batch"))
    assert [item.external_id for item in found] == [
        "wamid.HBgNKURGA0031",
        "wamid.HBgNKURGA0032",
        "wamid.HBgNOURS0005",
        "wamid.HBgNKURGA0034",
        "wamid.HBgNKURGA0033",
    ]
    heard = [item for item in found if isinstance(item, Heard)]
    assert [item.name for item in heard] == ["Sri Contoh", "Budi Contoh", "Sri Contoh", "Budi Contoh"]
    assert [item.number for item in heard] == ["100200300400", "100200300400", "100200300400", "100200300499"]


def test_marks_carry_our_own_reference() -> None:
    at = datetime.fromtimestamp(1764000010, UTC)
    assert walk(recorded("statuses")) == [
        Mark("whatsapp", "wamid.HBgNOURS0001", "sent", at, "ref-1"),
        Mark("whatsapp", "wamid.HBgNOURS0001", "delivered", at + timedelta(seconds=1), "ref-1"),
        Mark("whatsapp", "wamid.HBgNOURS0001", "read", at + timedelta(seconds=2), "ref-1"),
        Mark("whatsapp", "wamid.HBgNOURS0002", "read", at + timedelta(seconds=3), "ref-2"),
    ]


def test_a_failed_mark_says_why_by_its_code() -> None:
    (mark,) = walk(recorded("status_failed"))
    assert isinstance(mark, Mark)
    assert (mark.state, mark.error, mark.ref) == ("failed", "131047", "ref-4")


@pytest.mark.parametrize("name", ["template_status", "account_update", "echoes"])
def test_other_fields_say_nothing(name) -> None:
    assert walk(recorded(name)) == []


@pytest.mark.parametrize(
    "body", [b"", b"no json", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a":' + b"9" * 5000 + b"}"]
)
def test_only_what_is_no_object_is_unreadable(body) -> None:
    with pytest.raises(Unreadable):
        walk(body)


@pytest.mark.parametrize("stamp", ["99999999999", "-5", "now", "", None, 1e300, {}])
def test_an_impossible_time_is_now(stamp) -> None:
    body = json.loads(recorded("text"))
    body["entry"][0]["changes"][0]["value"]["messages"][0]["timestamp"] = stamp
    (heard,) = walk(json.dumps(body).encode())
    assert abs(heard.at - datetime.now(UTC)) < timedelta(minutes=1)


def test_what_no_database_takes_is_left_out() -> None:
    body = recorded("text").replace(b"Lampu jalan", b"La\\u0000mpu \\ud83d jalan")
    (heard,) = walk(body)
    assert isinstance(heard, Heard)
    assert heard.text.startswith("Lampu ? jalan")


def messages_in(body: Any) -> int:
    return sum(
        len(change["value"].get("messages", [])) for entry in body["entry"] for change in entry["changes"]
    )


SPOKEN = [name for name in NAMES if name not in {"template_status", "account_update", "echoes"}]


@given(st.data(), st.sampled_from(SPOKEN))
def test_a_message_broken_in_any_way_is_still_heard(data, name) -> None:
    body = json.loads(recorded(name))
    before = messages_in(body)
    for entry in body["entry"]:
        for change in entry["changes"]:
            for kind in ("messages", "statuses", "contacts", "metadata"):
                if kind in change["value"]:
                    change["value"][kind] = mutated(data, change["value"][kind], keep_length=True)
    found = walk(json.dumps(body).encode())
    assert_fits_the_columns(found)
    assert len([item for item in found if isinstance(item, Heard)]) == before


@given(st.data(), st.sampled_from(NAMES))
def test_nothing_makes_it_stumble(data, name) -> None:
    body = json.loads(recorded(name))
    for _ in range(data.draw(st.integers(1, 4))):
        body = mutated(data, body)
    try:
        found = walk(json.dumps(body).encode())
    except Unreadable:
        assert not isinstance(body, dict)
    else:
        assert_fits_the_columns(found)


@given(st.data(), st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=5))
def test_one_broken_message_never_changes_its_neighbours(data, names) -> None:
    """A batch of recorded messages, one of them replaced: all others are heard as before."""
    messages = [
        message
        for name in names
        for entry in json.loads(recorded(name))["entry"]
        for change in entry["changes"]
        for message in change["value"].get("messages", [])
    ]
    if not messages:
        return
    broken = data.draw(st.integers(0, len(messages) - 1))
    batch = copy.deepcopy(messages)
    batch[broken] = mutated(data, batch[broken])
    whole, torn = (
        walk(
            json.dumps(
                {"entry": [{"changes": [{"field": "messages", "value": {"messages": said}}]}]}
            ).encode()
        )
        for said in (messages, batch)
    )
    assert len(torn) == len(messages)
    assert torn[:broken] + torn[broken + 1 :] == whole[:broken] + whole[broken + 1 :]


def assert_fits_the_columns(found: list[Heard | Mark]) -> None:
    for item in found:
        assert item.at.tzinfo is not None
        assert len(item.external_id) <= 254
        json.dumps(repr(item)).encode()
        if isinstance(item, Mark):
            assert item.external_id or item.ref
            continue
        assert item.kind in KINDS
        assert item.sender
        assert item.external_id
        assert len(item.sender) <= 254
        assert len(item.name) <= 120
        assert "\x00" not in item.text + item.name + item.raw_kind + item.place
        item.text.encode()
        assert (item.kind == "unknown") == bool(item.raw_kind)
        assert (item.kind == "location") == (item.lat is not None)
        assert (item.kind == "choice") == bool(item.choice)
        assert item.kind not in {"photo", "voice", "video", "document"} or item.attachments


def test_the_mutations_reach_every_corner() -> None:
    """The property tests are worth what they change: every path of a recorded message can be hit."""
    assert len(list(paths_of(json.loads(recorded("image"))))) > 25
