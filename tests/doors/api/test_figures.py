"""The figures: what everybody may see of them, and what officers may ask."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.people.queries import officer_by_token
from surga.doors.api.operations.figures import FOR_ALL
from surga.reactions.insight.figures import FIGURES
from surga.reactions.insight.rules.measures import MEASURES
from tests.doors.api.conftest import codes


def told(answer):
    """The rows of an answer, as group → value, n, suppressed."""
    assert answer.status_code == 200
    return {row["by"]: (row["value"], row["n"], row["suppressed"]) for row in answer.json()["rows"]}


def many(filed, n, **more):
    for number in range(n):
        filed(f"Jalan rusak di depan pasar {number}", **more)


def test_public_figures_need_no_login(api, filed):
    many(filed, 5), many(filed, 6, channel="phone")
    for name in (name for name, measure in MEASURES.items() if measure.public):
        answer = api.get(f"/figures/{name}", by="agency")
        assert answer.status_code == 200
        assert answer.json()["name"] == name
        assert answer.json()["unit"] == FIGURES[name].unit
    counted = api.get("/figures/cases", by="channel").json()
    assert (counted["n"], counted["filter"]) == (11, {"by": "channel"})
    assert counted["rows"] == [
        {"by": "phone", "value": 6, "n": 6, "low": None, "high": None, "suppressed": False},
        {"by": "web", "value": 5, "n": 5, "low": None, "high": None, "suppressed": False},
    ]
    assert counted["as_of"].endswith("+08:00")


def test_few_cases_are_not_shown_to_everybody_nor_what_would_tell_of_them(api, filed, bearer):
    many(filed, 2), many(filed, 6, channel="phone"), many(filed, 7, channel="visit")
    everybody = api.get("/figures/cases", by="channel")
    assert told(everybody) == {
        "web": (None, None, True),
        "phone": (None, None, True),
        "visit": (7, 7, False),
    }
    assert everybody.json()["n"] == 15
    officers = api.get("/figures/cases", bearer("executive"), by="channel")
    assert told(officers) == {"web": (2, 2, False), "phone": (6, 6, False), "visit": (7, 7, False)}


def test_the_total_of_few_is_not_shown_either(api, filed):
    many(filed, 3)
    answer = api.get("/figures/cases", by="channel")
    assert told(answer) == {"web": (None, None, True)}
    assert answer.json()["n"] is None


def test_a_share_that_would_name_the_few_is_not_shown(api, filed, bearer):
    """All followed up but two: of those two everybody would know."""
    many(filed, 2, kind="information"), many(filed, 8)
    assert told(api.get("/figures/services", by="channel")) == {"web": (None, 10, True)}
    assert told(api.get("/figures/services", bearer("executive"), by="channel")) == {"web": (2, 10, False)}


@pytest.mark.parametrize("query", [{"by": by} for by in ("all", "day", "week", "topic*month")] + [
    {"channel": "web"}, {"agency": "umum"}, {"topic": "jalan"}, {"region": "99.01.1001"}, {"level": "city"},
    {"kind": "complaint"},
])  # fmt: skip
def test_only_officers_look_closer(api, filed, bearer, query):
    many(filed, 5)
    assert api.get("/figures/cases", **query).status_code == 401
    answer = api.get("/figures/cases", bearer("executive"), **query)
    assert answer.status_code == 200
    assert query.items() <= answer.json()["filter"].items()


def test_an_officer_asks_of_some_cases_only(api, filed, bearer):
    filed(), filed(channel="phone"), filed(channel="phone", kind="information")
    executive = bearer("executive")
    assert told(api.get("/figures/cases", executive, by="kind", channel="phone")) == {
        "complaint": (1, 1, False),
        "information": (1, 1, False),
    }
    assert api.get("/figures/cases", executive, channel="nowhere").json()["n"] == 0


def test_a_liaison_gets_the_own_agencys_figures_and_nothing_else(api, filed, bearer):
    filed(topic="jalan"), filed(topic="jalan"), filed(topic="pungli")
    everywhere = api.get("/figures/cases", bearer("executive"), by="agency").json()
    assert everywhere["n"] == 3
    liaison = bearer("liaison", "umum")
    for query in ({}, {"agency": "pengawas"}, {"agency": "umum"}):
        answer = api.get("/figures/cases", liaison, by="agency", **query).json()
        assert {row["by"]: row["n"] for row in answer["rows"]} == {"umum": answer["n"]}
        assert answer["filter"]["agency"] == "umum"
        assert 0 < answer["n"] < 3
    assert api.get("/figures/contacts", liaison).json()["n"] == 0
    assert api.get("/figures/ikm", liaison).status_code == 403
    assert api.get("/figures/reopened", bearer("liaison", ""), by="all").json()["n"] == 0


def test_seven_ways_to_divide_are_for_everybody(api, filed):
    many(filed, 5)
    for by in FOR_ALL:
        assert api.get("/figures/cases", by=by).status_code == 200


def test_the_definition_is_said_in_the_readers_language(api, filed):
    said = {
        language: api.client.get("/api/v1/figures/cases", headers={"accept-language": language}).json()
        for language in ("id", "en")
    }
    assert said["id"]["definition"].startswith("Laporan yang diterima.")
    assert said["en"]["definition"].startswith("Cases received.")


def test_figures_keep_to_the_days_and_the_moment_asked_for(api, filed):
    many(filed, 5)
    today = timezone.localdate()
    assert api.get("/figures/cases", to=str(today - timedelta(days=2))).json()["n"] == 0
    assert api.get("/figures/cases", **{"from": str(today - timedelta(days=2))}).json()["n"] == 5
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
