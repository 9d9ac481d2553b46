"""Telegram's side: its methods, its errors, its updates."""

import pytest

from tests.sandbox.conftest import CREDENTIALS, DIMAS, City, Phone

LONG = {"text": "a", "callback_data": "x" * 65}
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Ya", "callback_data": "ya"}],
        [{"text": "Tidak", "callback_data": "tidak"}],
    ]
}


def test_the_bot_knows_itself_and_strangers_are_refused(phone: Phone) -> None:
    me = phone.telegram("getMe").form
    assert (me["ok"], me["result"]["id"], me["result"]["is_bot"]) == (True, 42, True)
    wrong = phone.telegram("getMe", token="42:" + "x" * 35)
    assert (wrong.status, wrong.form) == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )
    assert phone.telegram("getMe", token="nonsense").status == 404
    assert phone.telegram("flyAway").status == 404


def test_a_press_comes_back_with_the_message_that_offered_it(phone: Phone, city: City) -> None:
    phone.say(channel="telegram", **{"from": DIMAS}, text="/start sekarang")
    sent = phone.telegram(
        "sendMessage", {"chat_id": int(DIMAS), "text": "Betul?", "reply_markup": KEYBOARD}
    ).form
    key = sent["result"]["message_id"]
    phone.say(channel="telegram", **{"from": DIMAS}, kind="choice", choice="ya", text="Ya", answers=str(key))
    first, second = (call.form for call in city.wait(lambda calls: len(calls) == 2))

    assert first["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert first["message"]["chat"] == {"id": int(DIMAS), "first_name": "Mas Dimas", "type": "private"}
    query = second["callback_query"]
    assert (query["data"], query["message"]["message_id"], query["message"]["text"]) == ("ya", key, "Betul?")
    assert second["update_id"] > first["update_id"]
    assert phone.message(str(key))["pressed"] == "ya"
    assert phone.telegram("answerCallbackQuery", {"callback_query_id": query["id"]}).form["result"] is True


def test_updates_carry_the_secret_and_go_where_the_webhook_is(phone: Phone, city: City) -> None:
    phone.say(channel="telegram", **{"from": DIMAS})
    (call,) = city.wait(bool)
    assert (call.path, call.headers["x-telegram-bot-api-secret-token"]) == (
        "/hooks/telegram",
        "telegram-secret",
    )
    hook = f"{city.address}/elsewhere"
    assert phone.telegram("setWebhook", {"url": hook, "secret_token": "another"}).form["result"] is True
    try:
        assert phone.telegram("getWebhookInfo").form["result"]["url"] == hook
        phone.say(channel="telegram", **{"from": DIMAS})
        call = city.wait(lambda calls: len(calls) == 2)[1]
        assert (call.path, call.headers["x-telegram-bot-api-secret-token"]) == ("/elsewhere", "another")
    finally:
        old = {"url": f"{city.address}/hooks/telegram", "secret_token": CREDENTIALS.telegram_secret}
        phone.telegram("setWebhook", old)


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"text": "Halo"}, 400, "chat_id is empty"),
        ({"chat_id": 1, "text": "Halo"}, 400, "chat not found"),
        ({"chat_id": DIMAS, "text": " "}, 400, "message text is empty"),
        ({"chat_id": DIMAS, "text": "x" * 4097}, 400, "message is too long"),
        (
            {"chat_id": DIMAS, "text": "x", "reply_markup": {"inline_keyboard": [[LONG]]}},
            400, "BUTTON_DATA_INVALID",
        ),
    ],
)  # fmt: skip
def test_what_telegram_refuses_is_refused_in_its_words(
    phone: Phone, form: dict[str, object], status: int, said: str
) -> None:
    refused = phone.telegram("sendMessage", form)
    assert (refused.status, refused.form["ok"], refused.form["error_code"]) == (status, False, status)
    assert said in refused.form["description"]


def test_too_many_requests_and_a_blocked_bot(phone: Phone) -> None:
    form = {"chat_id": DIMAS, "text": "Halo"}
    phone.faults(error_code=429, error_times=1, retry_after=7)
    refused = phone.telegram("sendMessage", form)
    assert (refused.status, refused.form["parameters"]) == (429, {"retry_after": 7})
    assert phone.telegram("sendMessage", form).status == 200  # it was to happen once
    phone.ask("/api/people", {"channel": "telegram", "name": "Mas Dimas", "number": DIMAS, "blocked": True})
    assert phone.telegram("sendMessage", form).form["description"] == "Forbidden: bot was blocked by the user"


def test_a_photo_is_fetched_in_two_steps(phone: Phone, city: City) -> None:
    phone.say(channel="telegram", **{"from": DIMAS}, kind="photo", sample="jalan", text="jalan", group="7")
    message = city.wait(bool)[0].form["message"]
    assert (message["caption"], message["media_group_id"]) == ("jalan", "7")
    largest = message["photo"][-1]
    told = phone.telegram("getFile", {"file_id": largest["file_id"]}).form["result"]
    address = f"/file/bot{CREDENTIALS.telegram_token}/{told['file_path']}"
    got = phone.ask(address)
    assert (got.body[:3], len(got.body)) == (b"\xff\xd8\xff", largest["file_size"])
    phone.faults(media_expired=True)
    assert phone.ask(address).status == 404
    phone.faults(media_gone=True)
    assert phone.telegram("getFile", {"file_id": largest["file_id"]}).status == 400


def test_forms_are_taken_as_well_as_json(phone: Phone) -> None:
    sent = phone.ask(f"/bot{CREDENTIALS.telegram_token}/sendMessage?chat_id={DIMAS}&text=Halo").form
    assert sent["result"]["text"] == "Halo"
