"""Meta's side: what is taken, what is refused and how, and what is told afterwards."""

import base64
import hashlib

import pytest

from tests.sandbox.conftest import SRI, City, Phone

BUTTONS = [{"type": "reply", "reply": {"id": f"b{n}", "title": f"Tombol {n}"}} for n in range(4)]


def buttons(count: int, text: str = "Apa yang bisa kami bantu?") -> dict[str, object]:
    return {"type": "button", "body": {"text": text}, "action": {"buttons": BUTTONS[:count]}}


def rows(count: int) -> dict[str, object]:
    listed = [{"id": f"r{n}", "title": f"Topik {n}"} for n in range(count)]
    return {
        "type": "list",
        "body": {"text": "Tentang apa?"},
        "action": {"button": "Pilih", "sections": [{"rows": listed}]},
    }


def test_a_message_is_taken_and_its_marks_come_in_order(phone: Phone, city: City) -> None:
    phone.say()
    taken = phone.whatsapp(biz_opaque_callback_data="line:7")
    assert taken.status == 200
    assert taken.form["contacts"] == [{"input": SRI, "wa_id": SRI}]
    key = taken.form["messages"][0]["id"]
    assert key.startswith("wamid.")

    marks = city.marks(city.wait(lambda calls: len(city.marks(calls)) == 3))
    assert [(m["id"], m["status"], m["recipient_id"]) for m in marks] == [
        (key, "sent", SRI), (key, "delivered", SRI), (key, "read", SRI),
    ]  # fmt: skip
    assert {m["biz_opaque_callback_data"] for m in marks} == {"line:7"}
    assert phone.state()["refs"] == {"line:7": 1}
    assert phone.message(key)["state"] == "read"


def test_only_wanted_marks_are_told(phone: Phone, city: City) -> None:
    phone.faults(marks=["read"])
    phone.say()
    phone.whatsapp()
    calls = city.wait(lambda calls: bool(city.marks(calls)))
    assert [m["status"] for m in city.marks(calls)] == ["read"]


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"token": "wrong"}, 401, 190),
        ({"to": ""}, 400, 100),
        ({"to": "628999"}, 400, 131026),
        ({"text": {"body": ""}}, 400, 100),
        ({"text": {"body": "x" * 4097}}, 400, 100),
        ({"kind": "smoke"}, 400, 100),
        ({"kind": "interactive"}, 400, 131008),
        ({"kind": "interactive", "interactive": buttons(4)}, 400, 131009),
        ({"kind": "interactive", "interactive": buttons(0)}, 400, 131009),
        ({"kind": "interactive", "interactive": buttons(1, "x" * 1025)}, 400, 131009),
        ({"kind": "interactive", "interactive": rows(11)}, 400, 131009),
        ({"kind": "template", "template": {"name": "kabar"}}, 400, 131008),
        ({"biz_opaque_callback_data": "x" * 513}, 400, 100),
    ],
)
def test_what_meta_refuses_is_refused_with_its_code(
    phone: Phone, more: dict[str, object], status: int, code: int
) -> None:
    phone.say()
    refused = phone.whatsapp(**more)  # type: ignore[arg-type]  # each row names other fields
    assert (refused.status, refused.form["error"]["code"]) == (status, code)
    assert refused.form["error"]["fbtrace_id"]
    assert [m for m in phone.state()["messages"] if m["way"] == "out"] == []


def test_long_titles_and_doubled_ids_are_refused(phone: Phone) -> None:
    phone.say()
    for change in ({"title": "x" * 21}, {"id": "b0"}):
        offered = [BUTTONS[0], {"type": "reply", "reply": {**BUTTONS[1]["reply"], **change}}]  # type: ignore[dict-item]
        form = {"type": "button", "body": {"text": "Pilih"}, "action": {"buttons": offered}}
        assert phone.whatsapp("interactive", interactive=form).form["error"]["code"] == 131009


def test_another_number_and_no_product_are_refused(phone: Phone) -> None:
    unknown = phone.ask("/v23.0/556/messages", {"messaging_product": "whatsapp"}, "meta-token")
    assert (unknown.status, unknown.form["error"]["error_subcode"]) == (400, 33)
    assert phone.ask("/555/messages", {}, "meta-token").form["error"]["code"] == 100


def test_free_text_goes_through_for_a_day_and_templates_always(phone: Phone) -> None:
    assert phone.whatsapp().form["error"]["code"] == 131047  # she has not written yet
    phone.say()
    assert phone.whatsapp().status == 200
    phone.faults(window_hours=25)
    assert phone.whatsapp().form["error"]["code"] == 131047
    template = {
        "name": "kabar_laporan", "language": {"code": "id"},
        "components": [{"type": "body", "parameters": [{"type": "text", "text": "KDR-2206-7Q4KX"}]}],
    }  # fmt: skip
    taken = phone.whatsapp("template", template=template)
    assert taken.status == 200
    kept = phone.message(taken.form["messages"][0]["id"])
    assert kept["data"] == {"template": "kabar_laporan", "language": "id", "params": ["KDR-2206-7Q4KX"]}
    phone.faults(templates=["lain"])
    missing = phone.whatsapp("template", template=template)
    assert (missing.status, missing.form["error"]["code"]) == (404, 132001)


def test_late_errors_come_as_a_mark(phone: Phone, city: City) -> None:
    phone.say()
    phone.faults(window_hours=25, late_errors=True)
    key = phone.whatsapp(biz_opaque_callback_data="line:9").form["messages"][0]["id"]
    (mark,) = city.marks(city.wait(lambda calls: bool(city.marks(calls))))
    assert (mark["id"], mark["status"], mark["biz_opaque_callback_data"]) == (key, "failed", "line:9")
    assert [each["code"] for each in mark["errors"]] == [131047]


def test_reading_turns_the_ticks_and_shows_typing(phone: Phone) -> None:
    key = phone.say()
    form = {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": key,
        "typing_indicator": {"type": "text"},
    }
    assert phone.ask("/v23.0/555/messages", form, "meta-token").form == {"success": True}
    chat = phone.ask(f"/api/chat?channel=whatsapp&person={SRI}").form
    assert (chat["typing"], [each["state"] for each in chat["messages"]]) == (True, ["read"])
    phone.whatsapp()
    assert phone.ask(f"/api/chat?channel=whatsapp&person={SRI}").form["typing"] is False
    assert phone.ask("/v23.0/555/messages", {**form, "message_id": "wamid.x"}, "meta-token").status == 400


def test_a_photo_is_fetched_with_the_token_until_it_expires(phone: Phone, city: City) -> None:
    photo = bytes(range(256)) * 40
    phone.say(kind="photo", text="ini", data=base64.b64encode(photo).decode(), mime="image/jpeg")
    (message,) = city.messages(city.wait(bool))
    assert message["type"] == "image"
    told = message["image"]
    assert (told["caption"], told["mime_type"]) == ("ini", "image/jpeg")
    assert told["sha256"] == base64.b64encode(hashlib.sha256(photo).digest()).decode()

    assert phone.ask(f"/v23.0/{told['id']}").status == 401
    about = phone.ask(f"/v23.0/{told['id']}", token="meta-token").form
    assert set(about) == {"messaging_product", "url", "mime_type", "sha256", "file_size", "id"}
    assert (about["id"], about["file_size"], about["sha256"]) == (told["id"], len(photo), told["sha256"])
    assert phone.ask(about["url"]).status == 401
    assert phone.ask(about["url"], token="meta-token").body == photo
    phone.faults(media_expired=True)
    assert phone.ask(about["url"], token="meta-token").status == 404
    assert phone.ask(f"/{told['id']}", token="meta-token").status == 200
    phone.faults(media_gone=True)
    gone = phone.ask(f"/{told['id']}", token="meta-token")
    assert (gone.status, gone.form["error"]["code"], gone.form["error"]["error_subcode"]) == (400, 100, 33)


def test_somebody_who_hides_the_number_is_known_by_metas_id(phone: Phone, city: City) -> None:
    hidden = "ID.13579246801357924680"
    phone.say(**{"from": hidden})
    value = city.wait(bool)[0].form["entry"][0]["changes"][0]["value"]
    assert value["contacts"] == [{"profile": {"name": "Mas Bayu"}, "user_id": hidden}]
    assert (value["messages"][0]["from_user_id"], "from" in value["messages"][0]) == (hidden, False)
    form = {"messaging_product": "whatsapp", "recipient": hidden, "type": "text", "text": {"body": "Baik"}}
    taken = phone.ask("/v23.0/555/messages", form, "meta-token")
    assert taken.form["contacts"] == [{"input": hidden, "user_id": hidden}]
    mark = city.marks(city.wait(lambda calls: bool(city.marks(calls))))[0]
    assert (mark["recipient_user_id"], "recipient_id" in mark) == (hidden, False)
