"""Filing a case: what is taken, what is refused, and what a repeat gets."""

import time_machine
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.core.cases.queries import case_by_code
from tests.doors.api.conftest import codes

WHOLE = {
    "text": "Jalan rusak di depan pasar",
    "title": "Jalan rusak",
    "kind": "aspiration",
    "channel": "phone",
    "reporter": {"name": "Sri", "phone": "081234567890", "email": "sri@contoh.id"},
    "anonymous": True,
    "confidential": False,
    "region": "99.01.1001",
    "location": {"lat": -3.0, "lon": 120.0, "address": "Pasar Wetan"},
    "occurred_on": "2026-01-05",
    "topic": "jalan",
    "agency": "umum",
}


def test_a_text_alone_is_enough(api):
    answer = api.post("/cases", {"text": "Jalan rusak"})
    receipt = answer.json()
    assert answer.status_code == 201
    assert receipt["status"] == "received"
    assert receipt["code"].startswith(f"RWJ-{city().calendar.day_of(timezone.now()):%y}")
    assert receipt["url"] == f"http://127.0.0.1:8000/lacak/{receipt['code']}"
    assert answer["Location"].endswith(f"/api/v1/cases/{receipt['code']}")
    assert answer["Cache-Control"] == "no-store"


@time_machine.travel("2026-02-03T01:00:00Z", tick=False)
def test_everything_that_was_sent_is_kept(api):
    code = api.post("/cases", WHOLE).json()["code"]
    case = case_by_code(code)
    assert (case.title, case.kind, case.channel, case.anonymous) == (
        "Jalan rusak",
        "aspiration",
        "phone",
        True,
    )
    assert (case.region_id, case.lat, case.lon, case.address) == ("99.01.1001", -3.0, 120.0, "Pasar Wetan")
    assert (case.topic_id, case.accused, str(case.occurred_on)) == ("jalan", "umum", "2026-01-05")
    assert (case.reporter.name, case.reporter.phone) == ("Sri", "+6281234567890")


def test_null_and_unknown_fields_say_nothing(api):
    empty = dict.fromkeys(["title", "kind", "channel", "reporter", "region", "location", "occurred_on"])
    answer = api.post("/cases", {"text": "Jalan rusak", **empty, "surprise": {"a": 1}})
    assert answer.status_code == 201


def test_the_reporter_is_spoken_to_in_the_language_asked_for(api):
    body = {"text": "Jalan rusak", "reporter": {"email": "sri@contoh.id"}}
    code = api.post("/cases", body, accept_language="en").json()["code"]
    assert case_by_code(code).reporter.language == "en"


def test_every_wrong_field_is_named_at_once_by_its_path(api):
    wrong = {
        "text": " \n",
        "title": "x" * 161,
        "kind": "prank",
        "channel": "pigeon",
        "reporter": {"phone": "12", "email": "sri@", "name": "x" * 121},
        "location": {"lat": 91.0, "lon": 0.0, "address": "x" * 301},
        "occurred_on": "2199-01-01",
    }
    answer = api.post("/cases", wrong)
    assert answer.status_code == 422
    assert codes(answer) == {
        "text": "text_empty",
        "title": "title_too_long",
        "kind": "kind_unknown",
        "channel": "channel_unknown",
        "reporter.phone": "phone_invalid",
        "reporter.email": "email_invalid",
        "reporter.name": "name_too_long",
        "location": "location_invalid",
        "location.address": "address_too_long",
        "occurred_on": "date_future",
    }


def test_codes_that_the_city_does_not_have_are_refused(api):
    assert codes(api.post("/cases", {"text": "Jalan", "region": "1"})) == {"region": "region_unknown"}
    unknown = api.post("/cases", {"text": "Jalan", "topic": "ufo", "agency": "nasa"})
    assert codes(unknown) == {"topic": "topic_unknown", "agency": "agency_unknown"}


def test_values_of_a_wrong_kind_are_refused(api):
    wrong = {
        "text": 5,
        "title": ["a"],
        "reporter": "Sri",
        "anonymous": "yes",
        "location": {"lat": "1", "lon": True},
        "occurred_on": "05-01-2026",
    }
    answer = api.post("/cases", wrong)
    assert answer.status_code == 422
    assert codes(answer) == {
        "text": "value_text",
        "title": "value_text",
        "reporter": "value_object",
        "anonymous": "value_yes_no",
        "location.lat": "value_number",
        "location.lon": "value_number",
        "occurred_on": "date_invalid",
    }


def test_a_missing_text_reads_like_an_empty_one(api):
    for body in ({}, b"", b"  "):
        answer = api.post("/cases", body)
        assert answer.status_code == 422
        assert codes(answer) == {"text": "text_empty"}


def test_odd_characters_are_taken_or_refused_but_never_break(api):
    for odd in ("\0", "\u202e", "🚧", "<script>", "'; DROP TABLE x; --", "\x1b"):
        body = {"text": f"Jalan {odd} rusak", "title": odd, "reporter": {"name": odd}, "region": odd}
        assert api.post("/cases", body).status_code in (201, 422)
        answer = api.post("/cases", {"text": f"Jalan {odd} rusak", "title": odd, "reporter": {"name": odd}})
        assert answer.status_code == 201
    lone = api.post("/cases", b'{"text": "Jalan \\ud800 rusak", "title": "\\ud800", "topic": "\\ud800"}')
    assert lone.status_code == 201


def test_the_same_key_and_body_get_the_same_answer(api):
    first = api.post("/cases", WHOLE, idempotency_key="k1")
    again = api.post("/cases", WHOLE, idempotency_key="k1", accept_language="en")
    assert again.status_code == first.status_code == 201
    assert again.json() == first.json()


def test_the_same_key_with_another_body_is_refused(api):
    api.post("/cases", {"text": "Jalan rusak"}, idempotency_key="k1")
    for other in ({"text": "Surat"}, {"text": "Jalan rusak", "channel": "phone"}):
        answer = api.post("/cases", other, idempotency_key="k1")
        assert answer.status_code == 409
        assert codes(answer) == {"": "key_reused"}


def test_keys_may_be_long_and_odd_and_are_told_apart_to_their_end(api):
    long = "ключ " * 60
    first = api.post(
        "/cases", {"text": "Jalan rusak"}, idempotency_key=(long + "1").encode().decode("latin-1")
    )
    other = api.post(
        "/cases", {"text": "Jalan rusak"}, idempotency_key=(long + "2").encode().decode("latin-1")
    )
    assert first.json()["code"] != other.json()["code"]


def test_without_a_key_the_same_text_is_a_second_case(api):
    assert (
        api.post("/cases", {"text": "Jalan rusak"}).json()
        != api.post("/cases", {"text": "Jalan rusak"}).json()
    )


def test_filing_takes_at_most_ten_queries(api, django_assert_max_num_queries):
    api.post("/cases", WHOLE | {"occurred_on": None})
    with django_assert_max_num_queries(10):
        api.post("/cases", WHOLE | {"occurred_on": None}, idempotency_key="k1")


def test_a_danger_is_told_in_the_answer_in_the_language_asked_for(api):
    body = {"text": "Kabel listrik putus menjuntai di depan sekolah, masih keluar api"}
    assert api.post("/cases", body).json()["danger"]["tell"].endswith("Hubungi 112 sekarang.")
    told = api.post("/cases", body, accept_language="en").json()["danger"]
    assert told["tell"] == "This sounds dangerous. Call 112 now."
    assert told["kind"] in {"fire", "wires"}


def test_the_same_again_is_told_again_and_calm_words_are_told_nothing(api):
    key = {"idempotency_key": "k-1"}
    body = {"text": "Tolong, rumah tetangga kebakaran dan apinya besar"}
    first, again = (api.post("/cases", body, **key).json() for _ in range(2))
    assert first == again
    assert first["danger"]["kind"] == "fire"
    assert api.post("/cases", {"text": "Jalan rusak di depan pasar"}).json()["danger"] is None
