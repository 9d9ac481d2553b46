"""A case that came is judged once, by what the city has, and says why."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from surga.core.agencies.models import Agency
from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import Actor
from surga.core.triage.routing import Model
from surga.events import relay
from surga.events.models import Event
from surga.reactions.triage.actions import judge_case, judge_waiting
from tests.reactions.triage.conftest import LETTER, ROAD

type File = Callable[..., Case]
type Learned = Callable[..., Model]


def judged(case: Case) -> Case:
    judge_case(case.pk)
    return Case.objects.get(pk=case.pk)


def told() -> list[dict[str, object]]:
    return [event.data for event in Event.objects.filter(name="CaseTriaged")]


def test_without_history_the_words_and_the_table_propose_and_say_so(file: File) -> None:
    case = judged(file("aspal ambrol dekat pasar", topic=""))
    assert case.triage["by"] == "words"
    assert (case.topic_id, case.proposed_agency, case.status) == ("jalan", "umum", "received")
    assert not case.triage["automatic"]
    assert case.triage["best"] == ["umum"]


def test_a_text_that_says_nothing_waits_for_a_verifier(file: File) -> None:
    case = judged(file("tolong dibantu", topic=""))
    assert (case.triage["by"], case.triage["agency"], case.proposed_agency) == ("nothing", "", "")


def test_what_was_learned_proposes_with_its_reasons(file: File, learned: Learned) -> None:
    model = learned(threshold=1.1)
    case = judged(file(LETTER.format("x"), topic="", region="99.01.1001"))
    assert case.triage["by"] == "model"
    assert case.triage["version"] == model.version
    assert case.triage["agency"] == case.proposed_agency == "kel-timur"
    assert "surat" in case.triage["words"]
    assert case.status == "received"


def test_the_event_tells_codes_and_no_words(file: File, learned: Learned) -> None:
    learned()
    judged(file(ROAD.format("rahasia"), topic=""))
    (event,) = told()
    assert (event["agency"], event["best"][0], event["by"]) == ("umum", "umum", "model")  # type: ignore[index]  # a list
    assert "rahasia" not in str(event)
    assert "words" not in event


def test_a_topic_that_is_not_the_agencys_is_not_taken(
    file: File, learned: Learned, small_model: Model
) -> None:
    learned(shares=small_model.shares[:, ::-1].copy())
    case = judged(file("lubang ambrol gelap di depan", topic=""))
    assert (case.triage["agency"], case.triage["topic"], case.topic_id) == ("umum", "", None)
    assert (case.triage["automatic"], case.status) == (False, "received")


def test_a_place_office_is_found_by_the_place(file: File, learned: Learned) -> None:
    learned(threshold=1.1)
    assert judged(file(LETTER.format("x"), region="99.01.1002", topic="")).proposed_agency == "kel-barat"


def test_an_agency_that_is_closed_drops_out(file: File, learned: Learned) -> None:
    learned()
    Agency.objects.filter(code="umum").update(active=False)
    from surga.core.agencies import queries

    queries.forget()
    case = judged(file(ROAD.format("x"), topic=""))
    assert "umum" not in case.triage["best"]
    assert (case.triage["agency"], case.triage["automatic"], case.status) == ("", False, "received")
    assert case.triage["alert"]


def test_an_agency_that_was_renamed_is_still_known(file: File, learned: Learned, small_model: Model) -> None:
    learned(learned={**small_model.learned, "codes": {"Dinas Umum": "umum"}})
    Agency.objects.filter(code="umum").update(name="Dinas Pekerjaan Umum")
    from surga.core.agencies import queries

    queries.forget()
    assert judged(file(ROAD.format("x"), topic="")).triage["agency"] == "umum"


def test_a_rule_of_the_table_stands_above_what_was_learned(file: File, learned: Learned) -> None:
    learned()
    case = judged(
        file("surat pengantar lama sekali di loket, mengurus surat", topic="surat", region="99.01.1002")
    )
    assert (case.triage["rule"], case.proposed_agency) == ("surat-kelurahan", "kel-barat")


def test_what_accuses_somebody_in_office_is_only_noted(file: File, learned: Learned) -> None:
    learned()
    case = judged(file("oknum petugas loket minta uang, pungli surat pengantar", topic=""))
    assert case.triage["oversight"]
    assert (case.status, case.triage["automatic"]) == ("received", False)


def test_the_same_delivery_again_changes_nothing(file: File, learned: Learned) -> None:
    learned(threshold=1.1)
    case = judged(file(ROAD.format("x"), topic=""))
    before = Case.objects.values().get(pk=case.pk)
    judged(case)
    assert Case.objects.values().get(pk=case.pk) == before
    assert len(told()) == 1


def test_a_case_that_an_officer_has_verified_is_left_alone(
    file: File, learned: Learned, verifier: Actor
) -> None:
    learned()
    case = file()
    actions.verify_case(case.code, verifier, agency="umum")
    assert judged(case).triage == {}
    assert told() == []


def test_a_case_that_is_gone_is_no_fault(city: None) -> None:
    judge_case(99)


def test_a_model_that_cannot_be_read_is_as_none(file: File, nothing_learned: Path) -> None:
    nothing_learned.parent.mkdir(parents=True)
    nothing_learned.write_bytes(b"no model")
    assert judged(file("aspal ambrol", topic="")).triage["by"] == "words"


def test_a_model_that_is_put_in_place_is_used_at_once(file: File, learned: Learned) -> None:
    assert judged(file("aspal ambrol", topic="")).triage["by"] == "words"
    learned(threshold=1.1)
    assert judged(file(ROAD.format("y"), topic="")).triage["by"] == "model"


@pytest.mark.django_db(transaction=True)
def test_the_relay_hands_each_case_that_comes_to_triage(file: File) -> None:
    case = file("aspal ambrol dekat pasar", topic="")
    relay.drain()
    assert Case.objects.get(pk=case.pk).triage["agency"] == "umum"


def test_what_no_event_brings_is_judged_all_the_same_once(file: File) -> None:
    older, fresh = file("aspal ambrol dekat pasar", topic=""), file("aspal ambrol di jembatan", topic="")
    Case.objects.filter(pk=older.pk).update(received_at=older.received_at - timedelta(days=1))
    assert judge_waiting() == 1
    assert Case.objects.get(pk=older.pk).triage["by"] == "words"
    assert Case.objects.get(pk=fresh.pk).triage == {}
    assert judge_waiting() == 0
