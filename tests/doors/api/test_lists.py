"""The public register and the figures."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.people.queries import officer_by_token
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


def test_public_figures_need_no_login(api, filed):
    filed(), filed(channel="phone")
    for name in ("contacts", "cases", "open_cases", "follow_up_days", "follow_up_days_median", "follow_up_days_p90",
                 "follow_up_working_days", "within_5_working_days", "rating", "services"):  # fmt: skip
        answer = api.get(f"/figures/{name}", by="agency")
        assert answer.status_code == 200
        assert answer.json()["name"] == name
    counted = api.get("/figures/cases", by="channel").json()
    assert (counted["n"], counted["filter"]) == (2, {"by": "channel"})
    assert [(row["by"], row["value"], row["n"]) for row in counted["rows"]] == [
        ("phone", 2 - 1, 1),
        ("web", 1, 1),
    ]
    assert counted["as_of"].endswith("+08:00")


def test_figures_keep_to_the_days_and_the_moment_asked_for(api, filed):
    filed()
    today = timezone.localdate()
    assert api.get("/figures/cases", to=str(today - timedelta(days=2))).json()["n"] == 0
    assert api.get("/figures/cases", **{"from": str(today - timedelta(days=2))}).json()["n"] == 1
    assert api.get("/figures/cases", as_of="2020-01-01T00:00:00+07:00").json()["n"] == 0


@pytest.mark.parametrize(
    ("name", "query", "status", "expected"),
    [
        ("luck", {}, 404, {"name": "figure_unknown"}),
        ("cases", {"by": "mood"}, 422, {"by": "split_unknown"}),
        ("cases", {"as_of": "2026-01-01T00:00:00"}, 422, {"as_of": "moment_invalid"}),
        ("cases", {"as_of": "9999-12-31T23:59:59Z"}, 422, {"as_of": "moment_invalid"}),
        ("cases", {"from": "x"}, 422, {"from": "date_invalid"}),
        ("%00", {}, 404, {"name": "figure_unknown"}),
    ],
)
def test_a_figure_asked_for_wrongly_says_what_is_wrong(api, name, query, status, expected):
    answer = api.get(f"/figures/{name}", **query)
    assert answer.status_code == status
    assert codes(answer) == expected


@pytest.mark.parametrize("name", ["reopened", "ikm"])
def test_the_other_figures_are_for_officers(api, bearer, name):
    assert api.get(f"/figures/{name}").status_code == 401
    assert api.get(f"/figures/{name}", "Bearer x").status_code == 401
    executive = bearer("executive")
    assert api.get(f"/figures/{name}", executive).status_code == 200
    officer = officer_by_token(executive.removeprefix("Bearer "))
    api.client.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    assert api.get(f"/figures/{name}").status_code == 200
