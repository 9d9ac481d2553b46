"""Points: small cells are not shown, secret cases not in them, and each matter counts once."""

from datetime import date, timedelta

from django.utils import timezone

from surga.core.cases.models import Case
from surga.reactions.insight.queries import Where
from surga.reactions.insight.queries.places import cases_in, hot_spots, points
from tests.reactions.insight.places.conftest import BARAT, TIMUR

EVER = (date(2020, 1, 1), date(2200, 1, 1))
HERE, THERE = {"lat": -2.995, "lon": 120.005}, {"lat": -2.995, "lon": 119.992}


def heap(put, n, where=HERE, **more):
    return [put(**where, **more) for _ in range(n)]


def test_a_cell_of_five_is_shown_and_one_of_four_is_not(put):
    heap(put, 5)
    heap(put, 4, THERE)
    put()  # without a point
    found = hot_spots(*EVER)
    assert [cell.n for cell in found.cells] == [5]
    assert (found.n, found.small, found.kept_back, found.more, found.against) == (9, 4, 0, False, "area")
    assert found.tested >= 2
    assert len(found.cells[0].outline) in (5, 6)


def test_secret_cases_count_only_where_there_are_five(put):
    heap(put, 4)
    heap(put, 1, confidential=True)
    heap(put, 3, THERE)
    heap(put, 1, THERE, confidential=True)
    found = hot_spots(*EVER)
    assert [cell.n for cell in found.cells] == [5]
    assert (found.n, found.kept_back) == (8, 1)


def test_a_matter_counts_once(put):
    lead = heap(put, 5)[0]
    heap(put, 6, joined_to=Case.objects.get(pk=lead.pk))
    assert hot_spots(*EVER).n == 5


def test_a_heap_is_hot_and_the_evenly_spread_is_not(put):
    heap(put, 40)
    assert [cell.hot for cell in hot_spots(*EVER, size=9).cells] == [True]


def test_a_topic_is_compared_with_all_reports(put, settle):
    heap(put, 30)
    heap(put, 5, topic="surat")
    heap(put, 30, THERE)
    heap(put, 20, THERE, topic="surat")
    settle()
    everything, letters = hot_spots(*EVER, size=9), hot_spots(*EVER, where=Where(topic="surat"), size=9)
    assert (everything.against, letters.against) == ("area", "reports")
    assert letters.n == 25
    assert {cell.n for cell in letters.cells if cell.hot} == {20}


def test_every_filter_chooses(put, settle):
    heap(put, 5)
    heap(put, 5, THERE, region=BARAT, channel="whatsapp", topic="surat", kind="information")
    settle()
    for where in (
        Where(region=BARAT),
        Where(channel="whatsapp"),
        Where(topic="surat"),
        Where(kind="information"),
        Where(region=TIMUR),
        Where(agency="umum", region=TIMUR, level="opd"),
    ):
        found = hot_spots(*EVER, where=where).n
        assert found == Case.objects.filter(
            **{
                {"region": "region_id", "topic": "topic_id", "agency": "proposed_agency"}.get(name, name): code
                for name, code in where.chosen().items()
            }
        ).count()  # fmt: skip


def test_what_came_later_is_not_known_yet(put):
    heap(put, 5, ago=40)
    heap(put, 5, ago=2)
    assert hot_spots(*EVER, timezone.now() - timedelta(days=20)).n == 5
    today = timezone.now().date()
    assert hot_spots(today - timedelta(days=5), today + timedelta(days=1)).n == 5


def test_of_very_many_the_newest_are_taken(put, monkeypatch):
    monkeypatch.setattr(points, "MOST", 6)
    heap(put, 5, ago=40)
    heap(put, 5, THERE, ago=2)
    found = hot_spots(*EVER)
    assert (found.n, found.more, [cell.n for cell in found.cells]) == (6, True, [5])


def test_of_very_many_of_a_topic_the_newest_are_looked_at(put, settle, monkeypatch):
    heap(put, 5, ago=40)
    heap(put, 5, THERE, ago=2)
    settle()
    monkeypatch.setattr(points, "LOOKED", 7)
    found = hot_spots(*EVER, where=Where(topic="jalan"))
    assert (found.n, found.more, [cell.n for cell in found.cells]) == (7, True, [5])
    monkeypatch.setattr(points, "LOOKED", 10)
    assert not hot_spots(*EVER, where=Where(topic="jalan")).more


def test_a_cell_lists_exactly_what_it_counts(put, monkeypatch):
    heap(put, 6, ago=40)
    new = heap(put, 6, ago=2)
    found = hot_spots(*EVER).cells[0]
    assert len(cases_in(found.cell, *EVER)) == found.n == 12
    monkeypatch.setattr(points, "MOST", 6)
    assert cases_in(found.cell, *EVER) == [case.pk for case in reversed(new)]
    assert hot_spots(*EVER).cells[0].n == 6
