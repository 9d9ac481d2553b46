"""What comes up, out of cases: topics by the sums, words by the texts, and never what is a person's."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from surga.core.agencies.queries import city as profile
from surga.core.cases.models import Case
from surga.core.triage.mask import MaskingFailed
from surga.events.record import archived
from surga.events.subscriptions import subscribed_only
from surga.reactions.insight.actions import rebuilding
from surga.reactions.insight.queries import Where, emerging
from surga.reactions.insight.queries.emerging import newest_of, rising_topics, rising_words, texts_of

pytestmark = pytest.mark.django_db
GATE = "Pintu air macet di dekat kali"
LETTER = "Surat pengantar belum jadi"


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def told(file: Callable[..., Case]) -> Callable[..., list[Case]]:
    """Files ``n`` cases of as many reporters, ``ago`` days ago: `told(n, ago, text=, topic=, who=)`."""

    def some(
        n: int, ago: float, text: str = LETTER, *, topic: str = "surat", who: str = "", **more: object
    ) -> list[Case]:
        at = timezone.now() - timedelta(days=ago)
        with subscribed_only({}), archived():
            return [
                file(text, email=who or f"p{ago}x{number}@example.org", topic=topic, at=at, **more)
                for number in range(n)
            ]

    return some


@pytest.fixture
def usual(told: Callable[..., list[Case]]) -> None:
    """Three of letters each week, for fifteen weeks."""
    for week in range(15):
        told(3, 7 * week + 3)


def today() -> date:
    return profile().calendar.day_of(timezone.now())


def words() -> set[str]:
    found = rising_words(today())
    return {word for term in found.terms for word in (term.words, *term.also)}


def test_a_topic_above_its_level_rises_and_the_others_do_not(
    usual: None, told: Callable[..., list[Case]]
) -> None:
    told(12, 4, GATE, topic="jalan")
    rebuilding.rebuild()
    found = rising_topics(today())
    assert [each.topic for each in found.rises] == ["jalan"]
    assert found.rises[0].n == 12
    assert (found.looked, found.years) == (2, 0)
    assert found.to - found.from_ == timedelta(days=13)
    # Another agency's or region's are others' rises.
    assert rising_topics(today(), where=Where(region="99.01.1002")).rises == ()
    assert [each.topic for each in rising_topics(today(), where=Where(region="99.01.1001")).rises] == [
        "jalan"
    ]


def test_the_season_is_that_of_earlier_years(usual: None, told: Callable[..., list[Case]]) -> None:
    told(12, 4, GATE, topic="jalan")
    told(1, 364 + 130)
    told(40, 364 + 4, GATE, topic="jalan")
    rebuilding.rebuild()
    found = rising_topics(today())
    assert found.years == 1
    assert found.rises == ()


@pytest.mark.parametrize("where", [Where(), Where(topic="jalan"), Where(agency="umum"), Where(channel="web")])
def test_topics_are_counted_alike_from_sums_and_from_what_was_known(
    usual: None,
    told: Callable[..., list[Case]],
    where: Where,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    told(12, 4, GATE, topic="jalan")
    told(4, 364 + 4, GATE, topic="jalan")
    told(2, 364 + 130)
    rebuilding.rebuild()
    rising_topics(today())
    with django_assert_max_num_queries(6):
        now = rising_topics(today(), where=where)
    assert now == rising_topics(today(), timezone.now(), where)
    assert now.years == 1
    assert now.looked == (0 if where.agency else 1 if where.topic else 2)
    # Nothing is kept: what is summed up is told.
    told(20, 3, topic="surat")
    rebuilding.rebuild()
    assert (rising_topics(today(), where=where) == now) == bool(where.topic or where.agency)


def test_as_of_a_past_day_it_had_not_risen(usual: None, told: Callable[..., list[Case]]) -> None:
    told(12, 4, GATE, topic="jalan")
    rebuilding.rebuild()
    then = timezone.now() - timedelta(days=6)
    day = profile().calendar.day_of(then)
    assert rising_topics(day, then).rises == ()
    assert rising_words(day, then).terms == ()
    assert rising_topics(today(), then).rises == ()
    assert rising_words(today(), then).terms == ()


def test_words_that_come_up_are_told_with_where_they_stand(
    usual: None, told: Callable[..., list[Case]]
) -> None:
    cases = told(7, 4, GATE, topic="jalan")
    found = rising_words(today())
    assert (found.recent, found.before, found.every) == (6 + 7, 39, 1)
    assert {"pintu air", "air macet"} & words()
    assert set(found.terms[0].cases) == {case.pk for case in cases}
    # Kept for an hour.
    told(9, 3, "Kabel putus", topic="jalan")
    assert rising_words(today()) == found


def test_one_person_and_the_same_text_again_are_one(usual: None, told: Callable[..., list[Case]]) -> None:
    told(9, 4, GATE, topic="jalan", who="satu@example.org")
    with subscribed_only({}):
        for _ in range(9):
            told(1, 4, "Kabel putus melintang", topic="jalan", who=" ", name="")
    Case.objects.filter(text__startswith="Kabel").update(reporter=None)
    assert words() == set()


def test_names_are_never_told_however_often_they_stand(usual: None, told: Callable[..., list[Case]]) -> None:
    for n in range(8):
        told(
            1,
            4 + n / 10,
            f"Pak Kartolo minta uang parkir, hubungi 08123456{n}00",
            topic="jalan",
            name="Kartolo Wibisono",
        )
    found = words()
    assert "parkir" in " ".join(found)
    assert not any("kartolo" in word or "wibisono" in word for word in found)
    assert not any(char.isdigit() for word in found for char in word)


@pytest.mark.parametrize("flag", ["confidential", "oversight", "protected"])
def test_what_is_never_published_is_not_read(usual: None, told: Callable[..., list[Case]], flag: str) -> None:
    cases = told(7, 4, GATE, topic="jalan")
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(**{flag: True})
    assert rising_words(today()).recent == 6
    assert words() == set()
    assert texts_of([case.pk for case in cases]) == {}
    assert newest_of(["jalan"], today() - timedelta(days=13), today()) == {}


def test_of_very_many_every_so_manieth_is_read(
    usual: None, told: Callable[..., list[Case]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(14, 4, GATE, topic="jalan")
    monkeypatch.setattr(emerging.words, "_RECENT", 10)
    found = rising_words(today())
    assert found.every == 2
    assert 8 <= found.recent <= 12


def test_texts_are_shown_masked_or_not_at_all(
    told: Callable[..., list[Case]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (case,) = told(1, 4, "Saya Wulan Prameswari, 081234567890, pintu air macet")
    shown = texts_of([case.pk])[case.pk]
    assert "081234567890" not in shown.words
    assert "Prameswari" not in shown.words
    assert "pintu air macet" in shown.words
    assert (shown.code, shown.topic, shown.facts.agency) == (case.code, "surat", "")

    def broken(*_: object, **__: object) -> str:
        raise MaskingFailed

    monkeypatch.setattr(emerging.words.Hiding, "__call__", broken)
    assert texts_of([case.pk]) == {}
    told(7, 4, GATE, topic="jalan")
    assert words() == set()


def test_the_newest_of_each_topic(told: Callable[..., list[Case]]) -> None:
    old, new = told(2, 5), told(3, 2)
    (road,) = told(1, 3, GATE, topic="jalan")
    found = newest_of(["surat", "jalan"], today() - timedelta(days=13), today(), most=4)
    assert found == {
        "surat": [*sorted((case.pk for case in new), reverse=True), max(case.pk for case in old)],
        "jalan": [road.pk],
    }
    assert newest_of(["surat"], today(), today()) == {}
    assert newest_of([], today(), today()) == {}


def test_an_empty_city_has_nothing_that_rises(city: None) -> None:
    assert rising_topics(today()).rises == ()
    assert rising_words(today()).terms == ()
