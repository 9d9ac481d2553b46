"""The plain rules: who decides, what is told, what is new. Whatever arrives first, the end is the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.channels.port.gateway import STANDINGS, Report, Step
from surga.core.cases import states
from surga.core.cases.states import MOVES
from surga.reactions.sync.rules import likeness, reconcile, standing, telling
from surga.reactions.sync.rules.likeness import Telling
from surga.reactions.sync.things import IN, LINKED, OUT, Act, Link, Ours, Side

NOW = datetime(2022, 6, 16, 3, tzinfo=UTC)
SIDE = Side("sp4n", "sp4n", body="3571")
OURS = Ours(1, "KDR-2206-7Q4KX", "verified")
LINK = Link("sp4n", 1, OURS.code, "9165816", OUT)
REPORT = Report("9165816", "T-1", "Lampu mati", "disposed", NOW, NOW, body_id="3571")
#: Moves of ours that tell a standing.
TOLD = {"start": "in_progress", "answer": "followed_up", "resolve": "followed_up", "object": "in_progress",
        "reopen": "in_progress", "archive": "archived"}  # fmt: skip


def happened(
    name: str, actor: str = "officer:1", event_id: int = 9, **facts: object
) -> tuple[int, str, object, str]:
    return (
        event_id,
        name,
        SimpleNamespace(**{"case_id": 1, "entry_id": 3, "level": "", "body": "", **facts}),
        actor,
    )


def test_every_status_has_its_row_and_every_standing_is_in_it() -> None:
    assert set(standing.TABLE) == set(states.STATUSES)
    for row in standing.TABLE.values():
        assert row.fits <= set(STANDINGS)
        assert row.says in {"", *standing.RETOLD}


@given(st.sampled_from(states.STATUSES), st.sampled_from(STANDINGS), st.sampled_from(STANDINGS),
       st.sampled_from((IN, OUT)), st.booleans())  # fmt: skip
def test_a_standing_never_opens_anything_and_closes_only_what_was_answered(
    status: str, before: str, now: str, direction: str, pending: bool
) -> None:
    follows = standing.decide(status, before, now, direction, pending=pending)
    assert follows in {"", "close"}
    if follows:
        assert (status in {"answered", "resolved"}, direction, pending, now) == (True, IN, False, "done")


@given(
    st.sampled_from([pair for pair in MOVES if pair[1] in TOLD]),
    st.sampled_from(STANDINGS),
    st.sampled_from((IN, OUT)),
)
def test_both_orders_of_arrival_end_alike(pair: tuple[str, str], theirs: str, direction: str) -> None:
    """A move of ours and a standing of theirs, neither knowing of the other."""
    status, move = pair

    def ours_first() -> tuple[str, str]:
        moved = states.next_status(status, move, "verified")
        closes = standing.decide(moved, "disposed", theirs, direction, pending=True)
        return "closed" if closes else moved, theirs

    def theirs_first() -> tuple[str, str]:
        closes = standing.decide(status, "disposed", theirs, direction, pending=False)
        if closes and not states.may_move("closed", move):
            return (
                "ended",
                theirs,
            )  # it was over before: then the move is refused to the officer, who sees why
        return states.next_status("closed" if closes else status, move, "verified"), theirs

    later = theirs_first()
    if later[0] != "ended":
        assert ours_first() == later


@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(("note", "follow_up", "disposition"))), max_size=6),
    st.randoms(),
)
def test_news_is_the_same_in_any_order_and_once(told: list[tuple[int, str]], dice: object) -> None:
    steps = [Step(f"S{n}", NOW + timedelta(seconds=n), kind) for n, (_at, kind) in enumerate(told)]
    shuffled = list(steps)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis's own Random
    one = reconcile.news_of(LINK, replace(REPORT, steps=tuple(steps)), set(), SIDE)
    other = reconcile.news_of(LINK, replace(REPORT, steps=(*shuffled, *shuffled)), set(), SIDE)
    assert one == other
    again = reconcile.news_of(LINK, replace(REPORT, steps=tuple(steps)), {step.id for step in steps}, SIDE)
    assert again.theirs == ()


def test_only_our_own_references_are_ours() -> None:
    steps = (
        Step("S1", NOW, "note", ref=f"{OURS.code}.12"),
        Step("S2", NOW, "note", ref="another-7"),
        Step("S3", NOW, "note"),
    )
    news = reconcile.news_of(LINK, replace(REPORT, steps=steps), set(), SIDE)
    assert [step.id for step in news.ours] == ["S1"]
    assert [step.id for step in news.theirs] == ["S2", "S3"]


@pytest.mark.parametrize(
    ("state", "body", "moved"),
    [
        (LINKED, "3571", ""),
        (LINKED, "35", "elsewhere"),
        ("elsewhere", "3571", "back"),
        ("gone", "3571", "back"),
        ("gone", "35", ""),
    ],
)
def test_where_a_report_is(state: str, body: str, moved: str) -> None:
    news = reconcile.news_of(replace(LINK, state=state), replace(REPORT, body_id=body), set(), SIDE)
    assert news.moved == moved


def test_a_text_that_was_edited_is_noticed_but_not_its_blanks() -> None:
    known = replace(LINK, text_hash=reconcile.hash_of("Lampu  mati\n"))
    assert not reconcile.news_of(known, REPORT, set(), SIDE).edited
    assert reconcile.news_of(known, replace(REPORT, text="Lampu hidup"), set(), SIDE).edited


@given(st.text(max_size=6000), st.sampled_from(("KDR-2206-7Q4KX", "KDR-2512-ABCDE")))
def test_the_marker_is_found_again_and_the_text_fits(text: str, code: str) -> None:
    marked = telling.marked(text, code)
    assert len(marked) <= 5_000
    assert telling.code_in(marked) == code
    assert telling.code_in(f"{marked} dan lagi") == ""


def test_a_case_is_told_when_it_is_verified_and_not_before() -> None:
    assert telling.acts_for(SIDE, (SIDE,), happened("CaseOpened"), OURS, [], None) == []
    (act,) = telling.acts_for(SIDE, (SIDE,), happened("CaseVerified"), OURS, [], None)
    assert (act.kind, act.ref) == ("submit", "KDR-2206-7Q4KX.9")


@pytest.mark.parametrize("actor", ["system:sp4n", "system:import", "system:demo"])
def test_an_echo_is_not_told(actor: str) -> None:
    assert telling.acts_for(SIDE, (SIDE,), happened("CaseAnswered", actor), OURS, [LINK], None) == []
    assert telling.acts_for(SIDE, (SIDE,), happened("CaseVerified", actor), OURS, [], None) == []


def test_what_came_from_there_is_never_told_as_new() -> None:
    came = replace(OURS, channel="sp4n")
    assert telling.acts_for(SIDE, (SIDE,), happened("CaseVerified"), came, [], None) == []
    assert (
        telling.acts_for(SIDE, (SIDE,), happened("CaseVerified"), came, [replace(LINK, direction=IN)], None)
        == []
    )


def test_a_secret_case_is_told_only_where_an_officer_allowed_it() -> None:
    secret = replace(OURS, secret=True)
    assert telling.acts_for(SIDE, (SIDE,), happened("CaseVerified"), secret, [], None) == []
    assert telling.acts_for(SIDE, (SIDE,), happened("CaseVerified"), replace(secret, allowed=True), [], None)
    assert telling.why_not(secret) == "secret"


def test_what_is_said_to_the_reporter_goes_where_the_reporter_is() -> None:
    here, there = replace(LINK, direction=OUT), replace(LINK, direction=IN)
    assert telling.acts_for(SIDE, (SIDE,), happened("ReporterAsked"), OURS, [here], None) == []
    assert len(telling.acts_for(SIDE, (SIDE,), happened("ReporterAsked"), OURS, [there], None)) == 1
    # Their end is theirs.
    assert telling.acts_for(SIDE, (SIDE,), happened("CaseClosedBySilence"), OURS, [there], None) == []


def test_beyond_the_city_it_is_passed_on_or_given_back() -> None:
    known = replace(SIDE, bodies={"province": "35", "pln": "77"})
    up = happened("CaseEscalated", level="province", body="Dinas")
    (act,) = telling.acts_for(known, (known,), up, OURS, [LINK], None)
    assert (act.kind, act.body_id) == ("pass_on", "35")
    (act,) = telling.acts_for(
        known, (known,), happened("CaseEscalated", level="centre", body="PLN"), OURS, [LINK], None
    )
    assert (act.kind, act.body_id) == ("pass_on", "77")
    (act,) = telling.acts_for(
        known, (known,), happened("CaseEscalated", level="centre", body="X"), OURS, [LINK], None
    )
    assert act.kind == "give_back"
    (act,) = telling.acts_for(
        known, (known,), happened("CaseEscalated", level="kecamatan"), OURS, [LINK], None
    )
    assert act.kind == "follow_up"


def test_where_a_province_is_linked_directly_it_is_told_there_alone() -> None:
    province = Side("surga:province", "surga", takes="escalated", level="province")
    up = happened("CaseEscalated", level="province", body="Dinas")
    (direct,) = telling.acts_for(province, (SIDE, province), up, OURS, [], None)
    assert direct.kind == "submit"
    (told,) = telling.acts_for(SIDE, (SIDE, province), up, OURS, [LINK], None)
    assert told.kind == "follow_up"
    assert telling.acts_for(province, (SIDE, province), happened("CaseVerified"), OURS, [], None) == []


def test_an_event_heard_again_is_not_told_when_it_is_older_than_the_link() -> None:
    assert (
        telling.acts_for(SIDE, (SIDE,), happened("CaseAnswered"), OURS, [replace(LINK, after=9)], None) == []
    )
    submit = Act("sp4n", 1, 9, "submit", "r")
    assert telling.acts_for(SIDE, (SIDE,), happened("CaseAnswered"), OURS, [], submit) == []


def test_by_hand_everything_is_in_doubt() -> None:
    """An officer may have typed it there already when the program takes over."""
    (act,) = telling.acts_for(replace(SIDE, adapter="manual"), (), happened("CaseVerified"), OURS, [], None)
    assert act.doubt
    assert telling.acts_for(replace(SIDE, adapter="off"), (), happened("CaseVerified"), OURS, [], None) == []
    assert (
        telling.acts_for(replace(SIDE, adapter="export"), (), happened("CaseVerified"), OURS, [], None) == []
    )


def test_twins_share_words_place_and_time() -> None:
    words = frozenset("lampu jalan mati depan pasar".split())
    one = Telling(words, NOW, -7.81, 112.01)
    assert likeness.likeness(one, one) == 100
    assert likeness.likeness(one, replace(one, at=NOW + timedelta(days=15))) == 0
    assert (
        likeness.likeness(one, replace(one, words=frozenset("sampah menumpuk di sungai".split())))
        < likeness.ENOUGH
    )
    assert likeness.alike(one, [(1, one), (2, replace(one, words=frozenset({"banjir"})))]) == [(1, 100)]


@given(st.sets(st.sampled_from("abcdefgh"), max_size=8), st.sets(st.sampled_from("abcdefgh"), max_size=8))
def test_likeness_is_the_same_both_ways(one: set[str], other: set[str]) -> None:
    first, second = Telling(frozenset(one), NOW), Telling(frozenset(other), NOW)
    assert 0 <= likeness.likeness(first, second) == likeness.likeness(second, first) <= 100
