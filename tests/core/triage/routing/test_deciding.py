"""Rules above the model, the model above the words, and a verifier where nothing is sure."""

from dataclasses import replace

import pytest

from surga.core.triage.routing import CALL, Known, Ruling, Told, judge
from surga.core.triage.routing.kind import clock_of, kind_of, level_of, suspects_apparatus


def rule(agency="Inspektorat", **more):
    return lambda topic, told: Ruling(agency, "city", "r1", "because", **more)


def sure(learnt):
    return replace(learnt.model, threshold=0.0)


def test_a_rule_stands_above_the_model(learnt):
    found = judge(Told("pju padam di gang"), Known(sure(learnt), rules=rule("Perkim")))
    assert found.agency == "Perkim"
    assert found.best[:2] == ("Perkim", "Dinas Perhubungan")
    assert (found.rule, found.rule_reason, found.level) == ("r1", "because", "city")
    assert found.automatic


def test_the_topics_own_agency_does_not_overrule_what_was_learned(learnt):
    found = judge(Told("pju padam di gang"), Known(sure(learnt), rules=rule("Perkim", specific=False)))
    assert found.agency == "Dinas Perhubungan"
    assert found.rule == ""


@pytest.mark.parametrize("specific", [True, False])
def test_a_rule_that_cannot_be_carried_out_never_disappears(learnt, specific):
    rules = rule("", alert="r1: agency_unknown", specific=specific)
    found = judge(Told("pju padam di gang"), Known(sure(learnt), rules=rules))
    assert found.alert == "r1: agency_unknown"
    assert found.rule == "r1"
    assert found.agency == "Dinas Perhubungan"
    assert not found.automatic


def test_below_the_threshold_a_verifier_has_three_to_choose_from(learnt):
    found = judge(
        Told("pju padam di gang"), Known(learnt.model.__class__(**{**vars(learnt.model), "threshold": 1.01}))
    )
    assert not found.automatic
    assert len(found.best) == 3


def test_an_office_without_its_place_never_goes_by_itself(learnt):
    found = judge(Told("staf kelurahan lambat, lurah tidak ada"), Known(sure(learnt)))
    assert found.agency == "Kelurahan"
    assert not found.automatic


def test_what_accuses_the_apparatus_is_seen_by_a_person(learnt):
    found = judge(Told("oknum petugas minta uang saat urus ktp, pungli"), Known(sure(learnt)))
    assert found.oversight
    assert not found.automatic
    assert found.clock == "examination"
    assert found.level == "city"


def test_cold_start_goes_by_words_and_table_and_says_so():
    words = Known(
        rules=lambda topic, told: Ruling(topic.upper(), "opd", "d", specific=False),
        words=lambda told: [("lamp", 4.0), ("road", 2.0)],
    )
    found = judge(Told("lampu mati"), words)
    assert (found.by, found.agency, found.best, found.topic) == ("words", "LAMP", ("LAMP", "ROAD"), "lamp")
    assert not found.automatic
    assert judge(Told("lampu mati"), Known()).by == "nothing"


def test_danger_is_told_and_gets_the_quick_clock(learnt):
    found = judge(Told("ada kabel listrik putus di jalan"), Known(learnt.model))
    assert (found.urgent, found.tell, found.clock) == ("wires", CALL, "quick")
    assert judge(Told("sampah menumpuk"), Known(learnt.model)).tell == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("lampu mati sudah seminggu", "complaint"),
        ("bagaimana cara mengurus ktp", "information"),
        ("syarate pecah kk napa? mau tanya", "information"),
        ("usul dibuatkan taman bermain di rw kami", "aspiration"),
        ("saran, sebaiknya ditambah kursi", "aspiration"),
        ("jalan rusak, mohon info kapan diperbaiki, sudah lama mengganggu", "complaint"),
        ("", "complaint"),
    ],
)
def test_the_kind(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("jalan provinsi berlubang", "province"),
        ("jalan nasional berlubang", "centre"),
        ("iuran sma negeri mahal", "province"),
        ("listrik pln padam", "centre"),
        ("sampah menumpuk", "opd"),
    ],
)
def test_the_level_by_law(text, level):
    assert level_of(text, "Dinas X", oversight=False) == level


def test_the_level_of_place_offices_and_of_oversight():
    assert level_of("lambat", "Kelurahan Duku", oversight=False) == "kelurahan"
    assert level_of("lambat", "Kecamatan Utara", oversight=False) == "kecamatan"
    assert level_of("lambat", "Kelurahan Duku", oversight=True) == "city"


@pytest.mark.parametrize(
    "text",
    [
        "ada pungli di terminal",
        "petugas minta uang rokok",
        "bansos disunat rt",
        "diminta bayar 50 ribu oleh petugas",
    ],
)
def test_suspicion(text):
    assert suspects_apparatus(text)


@pytest.mark.parametrize(
    "text", ["petugas ramah sekali", "lampu mati", "jukir minta lima ribu", "mohon bantuan uang sekolah"]
)
def test_no_suspicion(text):
    assert not suspects_apparatus(text)


def test_the_clock():
    assert clock_of("information", oversight=False, urgent=False) == "normative"
    assert clock_of("complaint", oversight=False, urgent=False, topic_class="quick") == "quick"
    assert clock_of("complaint", oversight=True, urgent=True) == "quick"
