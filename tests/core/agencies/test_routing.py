"""Every case finds an agency, or says aloud that it found none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.agencies.city import LEVELS, AgencyInfo, RuleInfo, TopicInfo
from surga.core.agencies.routing import route

ROADS = TopicInfo("jalan", "Jalan", agency="dpu")
LETTERS = TopicInfo("surat", "Surat", agency="dpu")
AGENCIES = {
    info.code: info
    for info in (
        AgencyInfo("dpu", "Pekerjaan Umum"),
        AgencyInfo("post", "Kominfo"),
        AgencyInfo("kec", "Kecamatan", kind="kecamatan", level="kecamatan", region="1"),
        AgencyInfo("kel", "Kelurahan", kind="kelurahan", level="kelurahan", region="1.1", parent="kec"),
        AgencyInfo("gone", "Dinas Lama", active=False),
    )
}
RULES = (
    RuleInfo(
        "negara", 10, ("jalan",), words=("jalan nasional",), level="centre", agency="post", body="Balai"
    ),
    RuleInfo("surat", 20, ("surat",), level="kelurahan", agency="@kelurahan"),
)


def test_the_first_rule_that_fits_decides_and_says_why():
    found = route(ROADS, "1.1", "Aspal JALAN  NASIONAL, rusak", RULES, AGENCIES)
    assert (found.agency, found.level, found.body, found.rule) == ("post", "centre", "Balai", "negara")
    assert found.trace == ["topic|jalan", "region|1.1", "rule|negara|jalan nasional", "agency|post"]
    assert not found.alert


def test_words_are_whole_words():
    assert route(ROADS, "", "perjalanan nasional", RULES, AGENCIES).rule == "topic_default"


def test_the_topic_s_own_agency_is_the_last_resort():
    found = route(ROADS, "", "aspal rusak", RULES, AGENCIES)
    assert (found.agency, found.level, found.rule) == ("dpu", "opd", "topic_default")
    assert "region_unknown" in found.trace


@pytest.mark.parametrize(("region", "agency"), [("1.1", "kel"), ("1", "kec"), ("", "dpu")])
def test_place_bound_topics_go_to_the_office_of_the_place(region, agency):
    found = route(LETTERS, region, "", RULES, AGENCIES)
    assert (found.agency, found.alert) == (agency, False)


def test_the_kecamatan_is_found_above_the_kelurahan():
    rules = (RuleInfo("camat", 1, level="kecamatan", agency="@kecamatan"),)
    assert route(LETTERS, "1.1", "", rules, AGENCIES).agency == "kec"


def test_a_rule_may_speak_of_one_part_of_the_city():
    rules = (RuleInfo("utara", 1, region="1", agency="post"), RuleInfo("rest", 2, agency="dpu"))
    assert route(ROADS, "1.1", "", rules, AGENCIES).agency == "post"
    assert route(ROADS, "2.1", "", rules, AGENCIES).agency == "dpu"


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (RuleInfo("x", 1, agency="nobody"), "agency_unknown"),
        (RuleInfo("x", 1, agency="gone"), "agency_inactive"),
        (RuleInfo("x", 1, agency="@kelurahan"), "office_missing"),
        (RuleInfo("x", 1, agency=None), "agency_unknown"),
        (RuleInfo("x", 1, words=7), "rule_broken"),
    ],
)
def test_a_failing_rule_alerts_and_never_falls_through(rule, reason):
    found = route(ROADS, "9.9", "", (rule, RuleInfo("next", 2, agency="dpu")), AGENCIES)
    assert (found.agency, found.alert, found.reason, found.rule) == ("", True, reason, "x")
    assert found.trace[-1].startswith(f"alert|{reason}|")


def test_without_a_topic_a_verifier_decides():
    found = route(None, "1.1", "halo", RULES, AGENCIES)
    assert (found.agency, found.alert, found.reason) == ("", True, "topic_missing")


words = st.sampled_from(["jalan", "nasional", "surat", "rusak", ""])
rules = st.builds(
    RuleInfo,
    code=st.just("r"),
    order=st.integers(1, 9),
    topics=st.lists(st.sampled_from(["jalan", "surat", "lain"]), max_size=2).map(tuple),
    region=st.sampled_from(["", "1", "1.1", "2"]),
    words=st.lists(words, max_size=2).map(tuple),
    level=st.sampled_from(LEVELS),
    agency=st.sampled_from([*AGENCIES, "nobody", "@topic", "@kelurahan", "@kecamatan", ""]),
)


@given(
    st.sampled_from([None, ROADS, LETTERS, TopicInfo("lain", "Lain", agency="nobody")]),
    st.sampled_from(["", "1", "1.1", "2.2"]),
    st.one_of(st.text(max_size=60), st.lists(words).map(" ".join)),
    st.lists(rules, max_size=6),
    st.frozensets(st.sampled_from([*AGENCIES])),
)
def test_always_an_active_agency_or_an_alert(topic, region, text, table, known):
    directory = {code: AGENCIES[code] for code in known}
    found = route(topic, region, text, table, directory)
    if found.alert:
        assert found.agency == ""
        assert found.reason
    else:
        assert directory[found.agency].active
        assert found.level in LEVELS
        assert found.reason == ""
    assert found.trace
