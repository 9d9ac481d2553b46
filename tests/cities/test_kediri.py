"""Kota Kediri's folder, as it is shipped."""

from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from surga.core.agencies import queries
from surga.core.agencies.actions import load_city
from surga.core.agencies.profile import read_city
from surga.core.knowledge.article import THEMES
from surga.core.knowledge.reading import read_articles
from surga.core.regions import queries as places
from surga.core.regions.actions import load_regions

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "cities" / "kediri"
LARGEST_DRAWING = 40_000


@pytest.fixture(scope="module")
def profile():
    return read_city(FOLDER)


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this file, which only read; taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_city(FOLDER, "system:setup", load_regions)
        yield queries.city()
        transaction.set_rollback(True)


def test_its_parts_are_complete(profile):
    kinds = [region.kind for region in profile.regions]
    assert (kinds.count("kecamatan"), kinds.count("kelurahan")) == (3, 46)
    assert sum(agency.kind in ("kelurahan", "kecamatan") for agency in profile.agencies) == 49
    assert len(list(FOLDER.iterdir())) <= 9


def test_what_no_source_confirms_says_so(profile):
    confirmed = {agency.code: agency.confirmed for agency in profile.agencies}
    assert confirmed["dpupr"]
    assert not confirmed["dispendukcapil"]
    assert not any(agency.confirmed and not agency.source for agency in profile.agencies)


@pytest.mark.parametrize("topic", ["perundungan", "kekerasan-anak", "kdrt", "pelecehan"])
def test_some_topics_are_never_published(profile, topic):
    assert next(each for each in profile.topics if each.code == topic).protected


@pytest.mark.parametrize("topic", ["pungli", "wewenang", "netralitas-asn", "perilaku-petugas"])
def test_accusations_of_the_apparatus_go_to_the_inspectorate(city, topic):
    assert city.topics[topic].oversight
    assert queries.route(topic, "35.71.01.1004", "kelurahan meminta uang").agency == "inspektorat"


@pytest.mark.parametrize(
    ("topic", "region", "text", "agency", "level"),
    [
        ("jalan-rusak", "35.71.01.1004", "jalan berlubang", "dpupr", "opd"),
        ("jalan-rusak", "", "Jalan nasional di utara kota rusak", "diskominfo", "centre"),
        ("jalan-rusak", "", "jalan provinsi rusak", "diskominfo", "province"),
        ("jalan-rusak", "", "jalan rusak di Kabupaten Kediri", "diskominfo", "neighbour"),
        ("sekolah-menengah", "", "SMA negeri", "diskominfo", "province"),
        ("parkir", "", "parkir di pasar bandar", "pd-pasar", "opd"),
        ("lampu-jalan", "", "lampu di gang kami mati", "perkim", "opd"),
        ("layanan-kelurahan", "35.71.01.1004", "surat pengantar", "kel-pojok", "kelurahan"),
        ("layanan-kelurahan", "35.71.01", "surat pengantar", "kec-mojoroto", "kelurahan"),
        ("layanan-kelurahan", "", "surat pengantar", "bag-pemerintahan", "city"),
        ("layanan-kecamatan", "35.71.03.1013", "camat", "kec-pesantren", "kecamatan"),
        ("listrik", "", "listrik padam", "diskominfo", "centre"),
        ("puskesmas", "", "antrian puskesmas pesantren II", "pkm-pesantren-2", "opd"),
    ],
)
def test_routes(city, topic, region, text, agency, level):
    found = queries.route(topic, region, text)
    assert (found.agency, found.level, found.alert) == (agency, level, False)


def test_every_topic_finds_an_agency_everywhere(city):
    for topic in city.topics:
        for region in ("", "35.71.01", "35.71.02.1001"):
            assert not queries.route(topic, region, "").alert


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Lampu jalan mati di depan Pasar Pahing sejak Senin", "lampu-jalan"),
        ("dalan bolong gede ning ngarep omah", "jalan-rusak"),
        ("sampah menumpuk di TPS, baunya menyengat", "sampah"),
        ("got mampet tiap hujan", "drainase"),
        ("air PDAM keruh sudah tiga hari", "pdam"),
        ("ada ular masuk rumah", "hewan-liar"),
        ("pohonnya mau tumbang", "pohon"),
        ("saya dipukuli suami di rumah", "kdrt"),
        ("bojoku ngantem aku terus", "kdrt"),
        ("tetangga menyiksa anaknya", "kekerasan-anak"),
        ("anak tetangga dicabuli", "pelecehan"),
        ("selamat pagi", ""),
    ],
)
def test_topics_are_guessed_from_their_words(city, text, topic):
    assert queries.topic_of(text) == topic


@pytest.mark.parametrize("day", [date(2022, 5, 2), date(2022, 5, 6), date(2022, 8, 17), date(2025, 8, 18)])
def test_holidays_and_joint_leave_are_days_off(city, day):
    assert not city.calendar.is_working_day(day)


@pytest.mark.parametrize("day", [date(2022, 6, 15), date(2025, 7, 1), date(2027, 12, 31)])
def test_deadlines_are_those_of_their_day(city, day):
    figures = {(rule.clock, rule.service_class): (rule.amount, rule.unit) for rule in city.deadlines_on(day)}
    # Since 2025 what is light, and what is dangerous, does not wait three days to be read: the city's own choice.
    sooner = {("verification", "quick"): (1, "working_hour")} if day >= date(2025, 5, 1) else {}
    assert figures == {
        **sooner,
        ("verification", "*"): (3, "working_day"),
        ("first_follow_up", "*"): (5, "working_day"),
        ("reporter_reply", "*"): (10, "working_day"),
        ("resolution", "quick"): (3, "working_hour"),
        ("resolution", "normative"): (5, "working_day"),
        ("resolution", "ordinary"): (14, "working_day"),
        ("resolution", "examination"): (60, "working_day"),
        ("silence", "*"): (10, "working_day"),
        ("reopen", "*"): (10, "working_day"),
    }
    assert city.rule_version(day) == ("permenpanrb-62-2018" if day.year < 2025 else "permenpanrb-5-2025")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Banjarmlati", "35.71.01.1003"),
        ("Kel. Tempurejo", "35.71.03.1011"),
        ("Setono Pande", "35.71.02.1006"),
        ("Kelurahan Mojoroto", "35.71.01.1011"),
        ("Kec. Pesantren", "35.71.03"),
        ("Mojoroto", None),
        ("Pesantren", None),
        ("Kota", None),
    ],
)
def test_places_are_never_guessed(city, text, code):
    assert places.match_name(text) == code


def test_points_and_drawing(city):
    assert places.region_at(-7.8188, 112.0034) == "35.71.01.1001"  # Bandar Lor
    assert places.region_at(-7.98, 112.63) is None  # Malang
    assert places.region_at(-7.757, 112.19) is None  # Pare, in the regency around the city
    for each in places.regions_of("kelurahan"):
        assert places.region_at(each.lat, each.lon) == each.code
    assert sum(len(path) for _code, _name, path in places.shapes()) < LARGEST_DRAWING
    assert all(path.startswith("M") for _code, _name, path in places.shapes("kecamatan"))


@pytest.fixture(scope="module")
def articles(profile):
    topics = {topic.code for topic in profile.topics}
    return read_articles(FOLDER, {agency.code for agency in profile.agencies}, topics)


def test_what_citizens_ask_for_most_has_an_article(articles):
    assert len(articles) >= 35
    assert {each.theme for each in articles} == set(THEMES) - {"other"}
    wanted = {
        "ktp",
        "kk",
        "akta",
        "kia",
        "pindah-data",
        "bansos",
        "bansos-pusat",
        "data-kesejahteraan",
        "bpjs",
    }
    wanted |= {
        "puskesmas",
        "ppdb",
        "perizinan",
        "pajak-daerah",
        "sim-stnk",
        "lampu-jalan",
        "sampah",
        "pohon",
        "pdam",
    }
    assert wanted <= {topic for each in articles for topic in each.topics}


def test_an_article_is_an_example_unless_a_source_says_it(articles):
    """What nobody confirmed also has a day on which somebody looks at it again."""
    assert {each.slug for each in articles if each.confirmed} == {"darurat-112"}
    assert all(each.source for each in articles if each.confirmed)
    assert all(each.valid_until for each in articles if not each.confirmed)


def test_what_is_not_the_citys_says_whose_it_is(articles):
    outside = {"kepolisian", "Imigrasi", "Pertanahan"}
    for each in articles:
        if each.theme == "state":
            assert "bukan kota" in each.place
            assert any(name in each.place for name in outside), each.slug
