"""What a text or a case is like, and of which cases nothing is ever told."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surga.core.cases import actions as cases
from surga.core.cases.models import Case
from surga.core.people.access import Actor
from surga.reactions.similar.actions import take_in
from surga.reactions.similar.queries import SAME, Like, like_case, like_text, noted

type File = Callable[..., Case]


def take_all_in(*found: Case) -> None:
    for case in found:
        take_in(case.pk)


def ids(likes: Sequence[Like]) -> list[int]:
    return [like.case_id for like in likes]


def test_a_case_is_like_the_one_before_it_and_the_one_after_it(
    file: File, lamp: str, again: str, hole: str
) -> None:
    first, other, second = file(lamp), file(hole), file(again)
    take_all_in(first, other, second)
    found = like_case(second.pk)
    assert ids(found) == [first.pk]
    assert (found[0].code, found[0].score >= SAME) == (first.code, True)
    assert ids(like_case(first.pk)) == [second.pk]
    assert like_case(other.pk) == []
    assert like_case(10**12) == []


def test_while_it_is_typed_only_public_cases_are_shown(
    file: File, publish: File, lamp: str, again: str
) -> None:
    waiting, public = file(lamp), publish(lamp)
    take_all_in(waiting, public)
    assert ids(like_text(again, region="99.01.1001", topic="jalan")) == [public.pk]
    inside = like_text(again, region="99.01.1001", topic="jalan", public_only=False)
    assert sorted(ids(inside)) == [waiting.pk, public.pk]
    assert ids(like_text(again, public_only=False, most=1)) == [public.pk]


@pytest.mark.parametrize(
    "guarded", [{"oversight": True}, {"confidential": True}], ids=["oversight", "confidential"]
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_guarded_case_is_never_named(
    publish: File, lamp: str, again: str, guarded: dict[str, Any], when: str
) -> None:
    secret, seen = publish(lamp), publish(again)
    if when == "before":
        Case.objects.filter(pk=secret.pk).update(**guarded)
    take_all_in(secret, seen)
    Case.objects.filter(pk=secret.pk).update(**guarded)
    assert like_case(seen.pk) == []
    assert ids(like_text(lamp, public_only=False)) == [seen.pk]
    assert noted([secret.pk, seen.pk]) == {}
    assert like_case(secret.pk) == []


@pytest.mark.parametrize(
    "hidden",
    [
        {"protected": True},
        {"published": False},
        {"verified_at": None},
        {"topic_id": "kekerasan"},
        {"status": "archived", "archive_reason": "spam"},
    ],
    ids=str,
)
def test_what_the_register_hides_is_not_shown_to_who_types(
    publish: File, lamp: str, again: str, hidden: dict[str, Any]
) -> None:
    case = publish(lamp)
    take_in(case.pk)
    assert ids(like_text(again)) == [case.pk]
    Case.objects.filter(pk=case.pk).update(**hidden)
    assert like_text(again) == []
    assert ids(like_text(again, public_only=False)) == [case.pk]


def test_an_ended_case_is_found(publish: File, verifier: Actor, lamp: str, again: str) -> None:
    case = publish(lamp)
    cases.archive_case(case.code, verifier, reason="duplicate", note="Sudah dilaporkan")
    take_in(case.pk)
    assert ids(like_text(again)) == [case.pk]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\x00lampu jalan",
        "!!!",
        "🚧" * 500,
        "a" * 100_000,
        "lampu " * 20_000,
        "路灯坏了",
        "\ud800",
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_any_text_will_do(publish: File, lamp: str, text: str) -> None:
    take_in(publish(lamp).pk)
    assert (
        like_text(text, lat=float("nan"), lon=500.0, region="nowhere", topic="nothing", address="\x00") == []
    )


def test_a_point_says_the_kelurahan(publish: File, city: None) -> None:
    from surga.core.regions.queries import regions

    place = next(each for each in regions() if each.kind == "kelurahan")
    case = publish("Saluran mampet, air meluber", region=place.code, lat=place.lat, lon=place.lon)
    take_in(case.pk)
    found = like_text("got sumbat dan banjir", lat=place.lat, lon=place.lon, topic="jalan")
    assert ids(found) == [case.pk]
    assert like_text("got sumbat dan banjir", lat=place.lat + 30, lon=place.lon, topic="jalan") == []


def test_many_candidates_take_no_more_questions_than_one(publish: File, lamp: str, again: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert like_text(again, at=timezone.now())
        return len(queries)

    take_in(publish(lamp).pk)
    like_text(again)
    one = asked()
    take_all_in(*[publish(lamp) for _ in range(40)])
    assert asked() == one <= 5
