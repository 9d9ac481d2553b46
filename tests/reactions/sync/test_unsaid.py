"""What is told to no other government: what the words keep from the public, and what cannot be masked."""

from collections.abc import Callable

import pytest

from surga.core.cases import actions as cases
from surga.core.cases.models import Case
from surga.core.cases.queries import hiding
from surga.core.people.access import Actor
from surga.core.triage.mask import MaskingFailed
from surga.reactions.sync import queries
from surga.reactions.sync.actions import partners
from surga.reactions.sync.models import Act
from surga.reactions.sync.queries import partners as given
from surga.reactions.sync.things import Partner
from tests import secrets_planted as planted
from tests.reactions.sync.conftest import There

type Publish = Callable[..., Case]


def test_what_the_words_keep_from_the_public_is_kept_from_the_nation(
    there: There, file: Publish, coordinator: Actor
) -> None:
    cases.verify_case(file("Anak tetangga dipukuli ayahnya setiap malam").code, coordinator)
    there.round()
    assert there.nation.national.reports == {}


def test_no_secret_leaves_for_another_government(there: There, file: Publish, coordinator: Actor) -> None:
    case = file(planted.EVERYTHING, name=planted.REPORTER, address=planted.IN_TEXT["home"][0])
    cases.verify_case(case.code, coordinator, topic="jalan", oversight=False)
    cases.forward_case(case.code, coordinator, agency="umum")
    partner = Partner("dinas", agency="umum")
    partners.show_given(partner)
    cases.answer_case(case.code, coordinator, text=f"{planted.EVERYTHING} {planted.OFFICER}")
    there.round()
    seen = given.report_shown(partner, case.code)
    assert "Lampu jalan" in there.only().text
    assert planted.found_in(f"{there.only()} {seen}") == []


def test_words_that_cannot_be_masked_are_not_sent_and_the_round_goes_on(
    there: There, publish: Publish, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, *_: object, **__: object) -> str:
        if "sukar" in text:
            raise MaskingFailed("RecursionError")
        return text

    monkeypatch.setattr(hiding, "mask", broken)
    hard, easy = publish("Yang ini sukar"), publish("Yang ini mudah")
    there.round()
    assert easy.code in there.only().text
    (act,) = Act.objects.filter(case_id=hard.pk)
    assert (act.state, act.reason, act.doubt) == ("parked", "unmasked", False)
    task = queries.task_by_hand("sp4n", coordinator, act.pk)
    assert task is not None
    assert task.text == ""
