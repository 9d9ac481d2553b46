"""The public register."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.events import relay
from tests.doors.api.conftest import codes


@pytest.fixture
def published(api, filed, bearer):
    """Files and publishes cases; their codes in the order of filing."""
    verifier = bearer("verifier")

    def publish(*texts, **more):
        made = [filed(text, **more)[0] for text in texts]
        for code in made:
            api.post(f"/cases/{code}/verify", {}, verifier)
        relay.drain()
        return made

    return publish


@pytest.mark.django_db(transaction=True)
def test_the_register_lists_public_cases_newest_first(api, filed, published):
    made = published(
        "Jalan rusak, telepon 081234567890", "Jalan berlubang", "Jalan gelap", region="99.01.1001"
    )
    filed("Jalan yang belum diperiksa")
    first = api.get("/register", limit=2).json()
    rest = api.get("/register", limit=2, cursor=first["next"]).json()
    assert [item["code"] for item in first["items"] + rest["items"]] == made[::-1]
    assert rest["next"] is None
    item = rest["items"][0]
    assert (item["text"], item["region"], item["labels"]["region"]) == (
        "Jalan rusak, telepon [telepon]",
        "99.01.1001",
        "Timur",
    )
    assert item["url"].endswith(f"/daftar/{made[0]}")


@pytest.mark.django_db(transaction=True)
def test_the_register_is_searched_and_filtered(api, published):
    road, letter = published("Jalan rusak") + published("Surat pengantar", topic="surat", region="99.01.1002")
    today = timezone.now()
    found = {
        name: [item["code"] for item in api.get("/register", **query).json()["items"]]
        for name, query in {
            "q": {"q": "rusaknya jalan"},
            "topic": {"topic": "surat"},
            "kecamatan": {"region": "99.01"},
            "status": {"status": "closed"},
            "from": {"from": str((today + timedelta(days=2)).date())},
            "to": {"to": str((today + timedelta(days=2)).date())},
        }.items()
    }
    assert found == {
        "q": [road],
        "topic": [letter],
        "kecamatan": [letter],
        "status": [],
        "from": [],
        "to": [letter, road],
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"limit": 201}, {"limit": "limit_invalid"}),
        ({"cursor": "x"}, {"cursor": "cursor_broken"}),
        ({"status": "x"}, {"status": "status_unknown"}),
        ({"from": "yesterday", "to": "2026-02-30"}, {"from": "date_invalid", "to": "date_invalid"}),
        ({"from": "0001-01-01"}, {"from": "date_invalid"}),
        ({"to": "9999-12-31"}, {"to": "date_invalid"}),
    ],
)
def test_the_register_asked_wrongly_says_what_is_wrong(api, query, expected):
    answer = api.get("/register", **query)
    assert answer.status_code == 422
    assert codes(answer) == expected


def test_odd_searches_find_nothing_and_break_nothing(api):
    for odd in ("\0", "\u202e", '"', "' OR 1=1 --", "AND NOT", "*" * 3000, "jalan*"):
        for name in ("q", "agency", "topic", "region"):
            assert api.get("/register", **{name: odd}).json() == {"items": [], "next": None}
