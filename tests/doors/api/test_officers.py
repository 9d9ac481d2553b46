"""What officers do over the API: lists by role, every move, and who is refused how."""

import pytest

from surga.core.people.actions import revoke_token
from surga.core.people.queries import officer_by_token, tokens_of
from tests.doors.api.conftest import codes

MOVES = {
    "verify": {},
    "ask": {"text": "Di mana?"},
    "forward": {"agency": "umum"},
    "start": {},
    "return": {"reason": "bukan kami"},
    "answer": {"text": "Sudah dicatat"},
    "resolve": {"text": "Sudah beres"},
    "escalate": {"level": "province", "reason": "jalan provinsi"},
    "raise": {"reason": "not_competent"},
    "archive": {"reason": "duplicate"},
    "note": {"text": "periksa besok"},
    "reopen": {},
    "refuse-reopen": {"reason": "masalah lain"},
}


@pytest.fixture
def verifier(bearer):
    return bearer("verifier")


@pytest.fixture
def liaison(bearer):
    return bearer("liaison", "umum")


def move(api, token, code, *names, **more):
    """Make the moves one after the other; the last answer."""
    for name in names:
        answer = api.post(f"/cases/{code}/{name}", MOVES[name] | more, token)
        assert answer.status_code == 200, answer.text
    return answer


def test_a_case_goes_its_whole_way(api, filed, verifier, liaison):
    code, token = filed()
    assert move(api, verifier, code, "verify", topic="jalan").json()["status"] == "verified"
    asked = move(api, verifier, code, "ask").json()
    assert asked["status"] == "waiting_reporter"
    assert api.post(f"/cases/{code}/replies", {"text": "Di pasar"}, token).json()["status"] == "verified"
    forwarded = move(api, verifier, code, "forward").json()
    assert (forwarded["status"], forwarded["agency"], forwarded["view"]) == ("forwarded", "umum", "officer")
    assert move(api, liaison, code, "start").json()["status"] == "in_progress"
    assert move(api, liaison, code, "answer").json()["status"] == "answered"
    resolved = move(api, liaison, code, "resolve").json()
    assert resolved["status"] == "resolved"
    last = resolved["timeline"][-1]
    assert (last["type"], last["text"], last["name"]) == ("case_resolved", "Sudah beres", "Liaison-Umum")


def test_the_other_ways_a_case_goes(api, filed, verifier, liaison):
    code, _ = filed()
    move(api, verifier, code, "verify", "forward")
    returned = move(api, liaison, code, "return").json()
    assert (returned["status"], returned["bounces"], returned["agency"]) == ("returned", 1, None)
    escalated = move(api, verifier, code, "escalate", body="Balai Jalan").json()
    assert (escalated["status"], escalated["level"], escalated["body"]) == (
        "escalated",
        "province",
        "Balai Jalan",
    )


def test_it_goes_up_one_level_for_a_reason_that_holds(api, filed, verifier):
    code, token = filed()
    move(api, verifier, code, "verify")
    move(api, verifier, code, "forward", agency="kel-timur")
    for reason, refused in (
        ("boring", "reason_unknown"), ("clock_over", "clock_not_over"), ("reopen_refused", "reopen_not_refused"),
    ):  # fmt: skip
        answer = api.post(f"/cases/{code}/raise", {"reason": reason}, verifier)
        assert (answer.status_code, codes(answer)) == (422, {"reason": refused})
    raised = move(api, verifier, code, "raise").json()
    assert (raised["status"], raised["agency"], raised["timeline"][-1]["type"]) == (
        "forwarded", "kec-hulu", "case_forwarded",
    )  # fmt: skip
    move(api, verifier, code, "answer")
    api.post(f"/cases/{code}/confirm", {}, token)
    assert api.post(f"/cases/{code}/request-raise", {"text": "Belum"}, token).status_code == 422
    api.post(f"/cases/{code}/request-reopen", {"text": "Belum"}, token)
    move(api, verifier, code, "refuse-reopen")
    answer = api.post(f"/cases/{code}/request-raise", {"text": "Belum"}, token).json()
    assert (answer["status"], answer["agency"]) == ("forwarded", "umum")


def test_a_case_is_put_away_and_taken_up_again(api, filed, verifier):
    code, token = filed()
    archived = move(api, verifier, code, "verify", "archive").json()
    assert (archived["status"], archived["timeline"][-1]["reason"]) == ("archived", "duplicate")
    api.post(f"/cases/{code}/request-reopen", {"text": "Bukan duplikat"}, token)
    move(api, verifier, code, "refuse-reopen")
    assert move(api, verifier, code, "reopen").json()["status"] == "verified"
    assert move(api, verifier, code, "note").json()["timeline"][-1]["text"] == "periksa besok"


def test_words_may_go_under_the_name_another_move_gives_them(api, filed, verifier, liaison):
    code, _ = filed()
    move(api, verifier, code, "verify")
    note = api.post(f"/cases/{code}/note", {"note": "satu"}, verifier).json()
    forwarded = api.post(f"/cases/{code}/forward", {"agency": "umum", "text": "dua"}, verifier).json()
    returned = api.post(f"/cases/{code}/return", {"text": "tiga"}, liaison).json()
    assert [view["timeline"][-1]["text"] for view in (note, forwarded, returned)] == ["satu", "dua", "tiga"]


def test_verifying_says_all_that_the_action_takes(api, filed, verifier):
    code, _ = filed()
    said = {
        "topic": "surat",
        "agency": "kel-timur",
        "service_class": "normative",
        "title": "Surat",
        "publish": False,
    }
    seen = api.post(
        f"/cases/{code}/verify", {**said, "level": "kelurahan", "accused": "umum"}, verifier
    ).json()
    assert (seen["topic"], seen["proposed_agency"], seen["service_class"]) == (
        "surat",
        "kel-timur",
        "normative",
    )
    assert (seen["title"], seen["published"], seen["level"], seen["accused"]) == (
        "Surat",
        False,
        "kelurahan",
        "umum",
    )


@pytest.mark.parametrize("name", MOVES)
def test_without_a_good_token_no_move_is_made(api, filed, name, bearer):
    code, reporter = filed()
    gone = bearer("coordinator")
    officer = officer_by_token(gone.removeprefix("Bearer "))
    revoke_token(tokens_of(officer).get().pk, officer)
    for token in ("", "Bearer x", "bearer", reporter, gone):
        assert api.post(f"/cases/{code}/{name}", MOVES[name], token).status_code == 401


@pytest.mark.parametrize("name", MOVES)
def test_what_the_role_may_not_do_is_forbidden(api, filed, bearer, name):
    code, _ = filed()
    answer = api.post(f"/cases/{code}/{name}", MOVES[name], bearer("executive"))
    assert answer.status_code == 403
    assert codes(answer) == {"": "not_allowed"}


@pytest.mark.parametrize("name", MOVES)
def test_a_case_that_one_may_not_see_is_not_there(api, filed, bearer, name):
    code, _ = filed("Petugas minta uang", topic="pungli")
    for token in (bearer("coordinator"), bearer("liaison", "umum"), bearer("administrator")):
        answer = api.post(f"/cases/{code}/{name}", MOVES[name], token)
        assert answer.status_code == 404
        assert codes(answer) == {"code": "code_unknown"}
        assert api.get(f"/cases/{code}", token).status_code == 404
    assert api.post(f"/cases/RWJ-2601-ZZZZZ/{name}", MOVES[name], bearer("coordinator")).status_code == 404


def test_a_move_that_the_states_refuse_is_a_conflict(api, filed, verifier):
    code, _ = filed()
    answer = api.post(f"/cases/{code}/answer", {"text": "Sudah"}, verifier, accept_language="en")
    assert answer.status_code == 409
    assert codes(answer) == {"": "move_refused"}


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("forward", {"agency": "nasa"}, {"agency": "agency_unknown"}),
        ("forward", {"agency": 5}, {"agency": "value_text"}),
        ("escalate", {"level": "moon", "reason": "x"}, {"level": "level_unknown"}),
        ("escalate", {"reason": "x"}, {"level": "level_unknown"}),
        ("escalate", {"level": "province"}, {"reason": "reason_empty"}),
        ("escalate", {"level": "province", "reason": " "}, {"reason": "reason_empty"}),
        ("archive", {"reason": "duplicate", "note": "x" * 10_001}, {"note": "text_too_long"}),
        ("archive", {"reason": "boring"}, {"reason": "reason_unknown"}),
        ("archive", {}, {"reason": "reason_empty"}),
        ("ask", {"text": "x" * 10_001}, {"text": "text_too_long"}),
        ("note", {}, {"text": "text_empty"}),
        ("note", {"text": None}, {"text": "value_text"}),
    ],
)
def test_bad_input_names_its_field(api, filed, verifier, name, body, expected):
    code, _ = filed()
    move(api, verifier, code, "verify")
    answer = api.post(f"/cases/{code}/{name}", body, verifier)
    assert answer.status_code == 422
    assert codes(answer) == expected


def test_odd_characters_in_a_move_never_break_it(api, filed, verifier):
    odd = b'"\\u0000 \\ud800 \\u202e x"'
    code, _ = filed()
    sent = api.post(f"/cases/{code}/verify", b'{"title": %s, "topic": "jalan"}' % odd, verifier)
    assert sent.json()["title"] == "x"
    escalated = b'{"level": "province", "reason": %s, "body": %s}' % (odd, odd)
    assert api.post(f"/cases/{code}/escalate", escalated, verifier).json()["body"] == "x"


def test_officers_list_what_they_may_see(api, filed, bearer, verifier):
    (mine, _), (other, _) = filed(), filed("Surat pengantar", topic="surat")
    secret, _ = filed("Petugas minta uang", topic="pungli")
    move(api, verifier, mine, "verify", "forward")
    seen = {
        role: [case["code"] for case in api.get("/cases", bearer(role, agency)).json()["items"]]
        for role, agency in (("coordinator", ""), ("liaison", "umum"), ("inspectorate", "pengawas"))
    }
    assert seen == {"coordinator": [other, mine], "liaison": [mine], "inspectorate": [secret]}
    assert api.get("/cases", bearer("administrator")).json() == {"items": [], "next": None}


def test_lists_are_filtered_and_paged(api, filed, verifier):
    filed_codes = [filed(f"Jalan rusak nomor {number}")[0] for number in range(3)]
    filed("Surat pengantar", topic="surat")
    first = api.get("/cases", verifier, topic="jalan", limit=2).json()
    rest = api.get("/cases", verifier, topic="jalan", limit=2, cursor=first["next"]).json()
    assert [case["code"] for case in first["items"] + rest["items"]] == filed_codes[::-1]
    assert rest["next"] is None
    assert [case["code"] for case in api.get("/cases", verifier, q="nomor 1").json()["items"]] == [
        filed_codes[1]
    ]
    assert api.get("/cases", verifier, queue="verify", status="verified").json()["items"] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"limit": 0}, {"limit": "limit_invalid"}),
        ({"limit": 201}, {"limit": "limit_invalid"}),
        ({"limit": "many"}, {"limit": "limit_invalid"}),
        ({"cursor": "x"}, {"cursor": "cursor_broken"}),
        ({"queue": "x"}, {"queue": "queue_unknown"}),
        ({"status": "x"}, {"status": "status_unknown"}),
    ],
)
def test_a_list_asked_for_wrongly_says_what_is_wrong(api, verifier, query, expected):
    answer = api.get("/cases", verifier, **query)
    assert answer.status_code == 422
    assert codes(answer) == expected


def test_odd_filters_find_nothing_and_break_nothing(api, filed, verifier):
    filed()
    for odd in ("\0", "\u202e", "'; --", "x" * 5000, "%"):
        for name in ("q", "agency", "topic", "region"):
            assert api.get("/cases", verifier, **{name: odd}).status_code == 200


def test_a_list_takes_three_queries_however_long(api, filed, verifier, django_assert_max_num_queries):
    for _ in range(5):
        filed()
    api.get("/cases", verifier)
    with django_assert_max_num_queries(3):
        assert len(api.get("/cases", verifier).json()["items"]) == 5


def test_a_move_takes_few_queries(api, filed, verifier, django_assert_max_num_queries):
    code, _ = filed()
    move(api, verifier, code, "verify", "note")
    with django_assert_max_num_queries(14):  # with the two that begin and end the transaction
        move(api, verifier, code, "ask")


def test_a_program_cannot_publish_what_the_rules_keep_back(api, filed, verifier):
    code, _ = filed("Petugas loket meminta uang Rp 50.000 untuk KTP")
    seen = api.post(f"/cases/{code}/verify", {"topic": "surat", "publish": True}, verifier).json()
    assert (seen["status"], seen["published"]) == ("verified", False)
