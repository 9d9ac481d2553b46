"""Going up ends, never goes down, and skips nothing without a rule."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.agencies.city import LEVELS, OUTSIDE_LEVELS, AgencyInfo, City, RuleInfo, TopicInfo
from surga.core.agencies.profile import read_city
from surga.core.agencies.routing import Matter, Rung, above, height, route, rung_of

KEDIRI = Path(__file__).parents[3] / "cities" / "kediri"


def city_of(agencies, topics=(), rules=()) -> City:
    return City(
        "kota", "Kota", "KTA", "Asia/Jakarta", 1,
        {each.code: each for each in agencies}, {each.code: each for each in topics},
        tuple(sorted(rules, key=lambda rule: rule.order)), (), None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def kediri() -> City:
    profile = read_city(KEDIRI)
    return city_of(profile.agencies, profile.topics, profile.rules)


def climb(city: City, matter: Matter, start: str) -> list[Rung]:
    """Every rung from an agency to the end."""
    rungs = [rung_of(start, city)]
    while (next_up := above(rungs[-1], matter, city)) is not None:
        rungs.append(next_up)
        assert len(rungs) < 30
    return rungs


def told(rungs: list[Rung]) -> list[str]:
    return [rung.agency or f"{rung.level}: {rung.body}" for rung in rungs]


@pytest.mark.parametrize(
    ("topic", "region", "text", "start", "way"),
    [
        ("sampah", "35.71.02.1014", "sampah menumpuk", "kel-ngronggo", ["kec-kota", "dlhkp", "setda"]),
        ("kerja-bakti", "35.71.01.1013", "rumput liar", "kel-lirboyo",
         ["kec-mojoroto", "bag-pemerintahan", "setda"]),
        ("lampu-jalan", "35.71.01.1013", "lampu di gang mati", "kel-lirboyo", ["kec-mojoroto", "perkim", "setda"]),
        ("puskesmas", "", "antre lama", "pkm-ngletih", ["dinkes", "setda"]),
        ("jalan-rusak", "", "jalan provinsi berlubang", "diskominfo",
         ["province: DPU Bina Marga Provinsi Jawa Timur"]),
        ("jalan-rusak", "", "aspal berlubang", "dpupr", ["setda"]),
        ("listrik", "", "tiang miring", "diskominfo", ["centre: PT PLN"]),
        ("sampah", "", "sampah di kabupaten kediri", "dlhkp", ["neighbour: Pemerintah Kabupaten Kediri"]),
        ("sekolah-dasar", "", "atap bocor", "disdik", ["setda"]),
        (None, "", "", "kel-ngronggo", ["kec-kota", "setda"]),
    ],
)  # fmt: skip
def test_kediri_climbs_as_its_tables_say(kediri, topic, region, text, start, way):
    matter = Matter(kediri.topics.get(topic), region, text)
    assert told(climb(kediri, matter, start))[1:] == way


def test_who_says_that_the_city_is_not_competent_is_shown_the_nearer_government_first(kediri):
    matter = Matter(kediri.topics["jalan-rusak"], "", "aspal berlubang", elsewhere=True)
    assert told(climb(kediri, matter, "dpupr"))[1:] == [
        "setda", "province: DPU Bina Marga Provinsi Jawa Timur", "centre: BBPJN Jawa Timur–Bali",
    ]  # fmt: skip


def test_a_unit_complained_about_is_passed_over(kediri):
    matter = Matter(kediri.topics["sampah"], "35.71.02.1014", without=frozenset({"kec-kota", "dlhkp"}))
    assert told(climb(kediri, matter, "kel-ngronggo"))[1:] == ["setda"]


def test_what_accuses_the_apparatus_stays_with_the_inspectorate(kediri):
    matter = Matter(kediri.topics["pungli"], "35.71.02.1014", "pungli di kelurahan", oversight=True)
    inside = [rung for rung in climb(kediri, matter, "kel-ngronggo")[1:] if rung.agency]
    assert [rung.agency for rung in inside] == ["inspektorat"]
    assert told(climb(kediri, matter, "inspektorat"))[1:] == [
        "province: Inspektorat Provinsi Jawa Timur", "centre: Ombudsman Republik Indonesia",
    ]  # fmt: skip


@pytest.mark.parametrize("topic", ["layanan-kelurahan", "rt-rw", "kerja-bakti"])
def test_what_a_kelurahan_can_settle_begins_there(kediri, topic):
    found = route(kediri.topics[topic], "35.71.02.1014", "", kediri.rules, kediri.agencies)
    assert (found.agency, found.level) == ("kel-ngronggo", "kelurahan")


def test_a_rule_that_is_only_for_the_ladder_begins_nothing(kediri):
    found = route(kediri.topics["pungli"], "", "pungli", kediri.rules, kediri.agencies)
    assert (found.agency, found.level) == ("inspektorat", "city")


def test_who_has_not_begun_begins_where_the_table_says(kediri):
    matter = Matter(kediri.topics["rt-rw"], "35.71.03.1002")
    assert above(Rung(), matter, kediri) == Rung("kelurahan", "kel-pakunden", rule="urusan-kelurahan")
    lost = above(Rung(), Matter(None), kediri)
    assert lost is not None
    assert lost.agency == "setda"


CODES = st.sampled_from(["a", "b", "c", "d", "e", "f", "g", ""])
AGENCIES = st.lists(
    st.builds(
        AgencyInfo,
        code=st.sampled_from("abcdefg"),
        name=st.just("Unit"),
        kind=st.sampled_from(["dinas", "kecamatan", "kelurahan", "setda", "inspektorat", "bagian"]),
        level=st.sampled_from([level for level in LEVELS if level not in OUTSIDE_LEVELS]),
        parent=CODES,
        region=st.sampled_from(["", "1", "1.1", "1.2", "2"]),
        active=st.booleans(),
    ),
    min_size=1,
    max_size=7,
    unique_by=lambda agency: agency.code,
)
RULES = st.lists(
    st.builds(
        RuleInfo,
        code=st.sampled_from(["r1", "r2", "r3"]),
        order=st.integers(1, 9),
        topics=st.sampled_from([(), ("t",), ("u",)]),
        region=st.sampled_from(["", "1", "2"]),
        words=st.sampled_from([(), ("satu",), ("dua",)]),
        level=st.sampled_from(LEVELS),
        agency=st.sampled_from(["@topic", "@kelurahan", "@kecamatan", "a", "b", "gone"]),
        body=st.sampled_from(["", "Balai"]),
    ),
    max_size=5,
)
MATTERS = st.builds(
    Matter,
    topic=st.none() | st.builds(TopicInfo, code=st.just("t"), name=st.just("T"), agency=CODES),
    region=st.sampled_from(["", "1", "1.1", "2.9"]),
    text=st.sampled_from(["", "satu", "dua dan satu"]),
    oversight=st.booleans(),
    elsewhere=st.booleans(),
    without=st.frozensets(st.sampled_from("abc")),
)


@given(AGENCIES, RULES, MATTERS, st.booleans())
def test_every_climb_ends_and_never_goes_down(agencies, rules, matter, begun):
    city = city_of(agencies, rules=rules)
    rungs = [rung_of(agencies[0].code, city) if begun else Rung()]
    while (next_up := above(rungs[-1], matter, city)) is not None:
        assert height(next_up, city) > height(rungs[-1], city)
        rungs.append(next_up)
    assert len(rungs) <= len(agencies) + len(OUTSIDE_LEVELS) + 1


@given(AGENCIES, RULES, MATTERS)
def test_nobody_gets_it_who_must_not(agencies, rules, matter):
    city = city_of(agencies, rules=rules)
    for agency in agencies:
        rung = above(rung_of(agency.code, city), matter, city)
        if rung is not None and rung.agency:
            found = city.agencies[rung.agency]
            assert found.active
            assert found.code not in matter.without
            assert found.kind == "inspektorat" or not matter.oversight


@given(AGENCIES, RULES, MATTERS)
def test_no_rung_is_skipped_without_a_rule(agencies, rules, matter):
    """A kelurahan's kecamatan comes before all else, unless the table sends the case outside."""
    city = city_of(agencies, rules=rules)
    outside = (
        route(matter.topic, matter.region, matter.text, city.rules, city.agencies).level in OUTSIDE_LEVELS
    )
    for agency in agencies:
        over = city.agencies.get(agency.parent)
        if outside or matter.oversight or agency.level != "kelurahan":
            continue
        if over is None or over.level != "kecamatan" or not over.active or over.code in matter.without:
            continue
        assert above(rung_of(agency.code, city), matter, city) == Rung("kecamatan", over.code, rule="parent")


@given(AGENCIES, RULES, MATTERS)
def test_beyond_the_city_only_a_rule_leads(agencies, rules, matter):
    city = city_of(agencies, rules=rules)
    for agency in agencies:
        rung = above(rung_of(agency.code, city), matter, city)
        if rung is not None and not rung.agency:
            assert any((rung.rule, rung.level, rung.body) == (r.code, r.level, r.body) for r in rules)
