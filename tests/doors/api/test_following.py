"""Following a case: what the public, its reporter and an officer read of it, and what the reporter may do."""

from datetime import datetime, timedelta

import pytest

from tests.doors.api.conftest import codes

SAID = "Jalan rusak, hubungi Sri di 081234567890"


@pytest.fixture
def verifier(bearer):
    return bearer("verifier")


@pytest.fixture
def answered(api, filed, verifier):
    """A published case with an answer that names the reporter and a number."""
    code, token = filed(
        SAID, reporter={"name": "Sri", "phone": "081234567890"}, region="99.01.1001", topic="jalan"
    )
    api.post(f"/cases/{code}/verify", {}, verifier)
    api.post(f"/cases/{code}/forward", {"agency": "umum", "note": "segera"}, verifier)
    api.post(f"/cases/{code}/answer", {"text": "Ibu Sri, sudah kami catat: 081234567890"}, verifier)
    return code, token


def test_before_publication_the_public_reads_no_word(api, filed):
    code, _ = filed(SAID, title="Jalan di rumah Sri", region="99.01.1001", topic="jalan")
    answer = api.get(f"/cases/{code}")
    seen = answer.json()
    assert answer.status_code == 200
    assert {
        name: seen[name] for name in ("code", "kind", "status", "topic", "agency", "region", "channel")
    } == {
        "code": code,
        "kind": "complaint",
        "status": "received",
        "topic": "jalan",
        "agency": None,
        "region": "99.01.1001",
        "channel": "web",
    }
    assert (seen["view"], seen["title"], seen["text"]) == ("public", None, None)
    assert [item["type"] for item in seen["timeline"]] == ["case_opened"]
    assert "Sri" not in answer.text


def test_times_carry_the_offset_of_the_city(api, filed):
    code, _ = filed(SAID)
    seen = api.get(f"/cases/{code}").json()
    for at in (seen["received_at"], seen["due_at"], seen["timeline"][0]["at"]):
        assert at.endswith("+08:00")
        assert datetime.fromisoformat(at).utcoffset() == timedelta(hours=8)


def test_after_publication_the_public_reads_masked_words(api, answered):
    code, _ = answered
    answer = api.get(f"/cases/{code}")
    seen = answer.json()
    assert (seen["status"], seen["agency"], seen["labels"]["agency"]) == ("answered", "umum", "Dinas Umum")
    assert seen["text"] == "Jalan rusak, hubungi [nama] di [telepon]"
    assert [(item["type"], item["by"]) for item in seen["timeline"]] == [
        ("case_opened", "reporter"),
        ("case_verified", "officer"),
        ("case_forwarded", "officer"),
        ("case_answered", "officer"),
    ]
    assert seen["timeline"][-1]["text"] == "Ibu [nama], sudah kami catat: [telepon]"
    assert "Sri" not in answer.text
    assert "0812" not in answer.text
    assert "segera" not in answer.text


def test_the_reporter_reads_their_own_words(api, answered):
    code, token = answered
    seen = api.get(f"/cases/{code}", token).json()
    assert (seen["view"], seen["text"]) == ("reporter", SAID)
    assert seen["timeline"][-1]["text"] == "Ibu Sri, sudah kami catat: 081234567890"
    assert "segera" not in str(seen)


def test_an_officer_reads_everything_but_who_it_is(api, answered, verifier):
    code, _ = answered
    seen = api.get(f"/cases/{code}", verifier).json()
    assert (seen["view"], seen["text"], seen["proposed_agency"]) == ("officer", SAID, "umum")
    assert [item["text"] for item in seen["timeline"] if item["type"] == "case_forwarded"] == ["segera"]
    assert "reporter" not in seen
    assert "+6281234567890" not in str(seen)


def test_the_code_may_be_typed_in_any_way(api, filed):
    code, token = filed()
    for typed in (code.lower(), code.replace("-", ""), code.replace("-", " ")):
        assert api.get(f"/cases/{typed}").json()["code"] == code
        assert api.get(f"/cases/{typed}", token).json()["view"] == "reporter"


@pytest.mark.parametrize(
    "typed", ["RWJ-2601-ZZZZZ", "x", "%00", "\u202e", "a" * 3000, "..", "RWJ-2601-ZZZZZ%20"]
)
def test_a_code_that_is_none_is_not_found(api, typed):
    assert codes(api.get(f"/cases/{typed}")) in ({"code": "code_unknown"}, {"": "address_unknown"})
    assert api.get(f"/cases/{typed}").status_code == 404


@pytest.mark.parametrize("secret", [{"confidential": True}, {"topic": "pungli"}])
def test_a_secret_case_is_not_there_for_the_public(api, filed, secret):
    code, token = filed("Jalan rusak", **secret)
    assert codes(api.get(f"/cases/{code}")) == {"code": "code_unknown"}
    assert api.get(f"/cases/{code}").status_code == 404
    assert api.get(f"/cases/{code}", token).status_code == 200


def test_a_protected_case_tells_the_public_neither_topic_nor_place(api, filed, verifier):
    code, _ = filed("Kekerasan di rumah", topic="kekerasan", region="99.01.1001")
    api.post(f"/cases/{code}/verify", {}, verifier)
    api.post(f"/cases/{code}/forward", {"agency": "umum"}, verifier)
    answer = api.get(f"/cases/{code}")
    seen = answer.json()
    assert (seen["topic"], seen["agency"], seen["region"], seen["text"]) == (None, None, None, None)
    assert "umum" not in answer.text
    assert "Kekerasan" not in answer.text


@pytest.mark.parametrize(
    "wrong", ["Case", "Case 2222-2222-2222-2222", "Case ü", "Basic eDp5", "Bearer", "Bearer x"]
)
def test_wrong_credentials_are_refused_whether_the_case_exists_or_not(api, filed, wrong):
    code, _ = filed("Jalan rusak", confidential=True)
    for asked in (code, "RWJ-2601-ZZZZZ"):
        answer = api.get(f"/cases/{asked}", wrong)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_the_token_of_one_case_opens_no_other(api, filed):
    (_, token), (other, _) = filed(), filed()
    assert codes(api.get(f"/cases/{other}", token)) == {"": "token_wrong"}
    assert api.post(f"/cases/{other}/replies", {"text": "halo"}, token).status_code == 401


@pytest.mark.parametrize("move", ["replies", "rating", "confirm", "object", "request-reopen"])
def test_without_the_token_nobody_acts_as_the_reporter(api, filed, verifier, move):
    code, _ = filed()
    body = {"text": "halo", "stars": 5}
    assert api.post(f"/cases/{code}/{move}", body).status_code == 401
    assert api.post(f"/cases/{code}/{move}", body, verifier).status_code == 401


def test_the_reporter_replies_confirms_and_rates(api, answered):
    code, token = answered
    seen = api.post(f"/cases/{code}/replies", {"text": "Di gerbang selatan"}, token).json()
    assert (seen["timeline"][-1]["type"], seen["timeline"][-1]["text"]) == (
        "details_added",
        "Di gerbang selatan",
    )
    assert api.post(f"/cases/{code}/confirm", b"", token).json()["status"] == "closed"
    rated = api.post(f"/cases/{code}/rating", {"stars": 4, "text": "Cepat"}, token)
    assert rated.json()["timeline"][-1]["type"] == "case_rated"
    asked = api.post(f"/cases/{code}/request-reopen", {"text": "Rusak lagi"}, token)
    assert asked.json()["timeline"][-1]["type"] == "reopen_requested"


def test_the_reporter_objects(api, answered):
    code, token = answered
    assert api.post(f"/cases/{code}/object", {"text": "Belum"}, token).json()["status"] == "in_progress"


def test_what_the_reporter_may_not_do_now_is_a_conflict(api, filed):
    code, token = filed()
    answer = api.post(f"/cases/{code}/confirm", {}, token)
    assert answer.status_code == 409
    assert codes(answer) == {"": "move_refused"}


@pytest.mark.parametrize("stars", [0, 6, -1, 10**30, 4.5, "4", True, None])
def test_stars_are_one_to_five(api, answered, stars):
    code, token = answered
    assert codes(api.post(f"/cases/{code}/rating", {"stars": stars}, token)) == {"stars": "stars_invalid"}


def test_empty_words_are_refused(api, answered):
    code, token = answered
    for move in ("replies", "object"):
        assert codes(api.post(f"/cases/{code}/{move}", {"text": " "}, token)) == {"text": "text_empty"}
        assert codes(api.post(f"/cases/{code}/{move}", {}, token)) == {"text": "text_empty"}


def test_reading_and_replying_take_few_queries(api, answered, verifier, django_assert_max_num_queries):
    code, token = answered
    for who in ("", token, verifier):
        with django_assert_max_num_queries(11):  # one asks for the officers' names, that they are masked
            api.get(f"/cases/{code}", who)
    with django_assert_max_num_queries(12):  # two of them begin and end the transaction
        api.post(f"/cases/{code}/replies", {"text": "Di gerbang selatan"}, token)
