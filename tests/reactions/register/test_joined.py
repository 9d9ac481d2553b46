"""Reports of the same matter have one row, which says how many they are; the pages of the others lead there."""

from collections.abc import Callable

import pytest

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import REPORTER, Actor
from surga.reactions.register import queries
from surga.reactions.register.actions import rebuild
from surga.reactions.register.models import Joined, PublicCase
from tests.reactions.together.test_bringing import settle

type Filing = Callable[..., Case]


def rows() -> dict[str, int]:
    settle()
    return dict(PublicCase.objects.values_list("code", "followers"))


@pytest.fixture
def pair(publish: Filing, verifier: Actor) -> tuple[str, str]:
    """The codes of a public lead, and of a public case that goes with it."""
    older, newer = publish().code, publish("Lubang jalan depan pasar").code
    settle()
    actions.join_case(newer, older, verifier)
    return older, newer


def test_one_row_says_how_many_told_the_same(pair: tuple[str, str], verifier: Actor) -> None:
    older, newer = pair
    assert rows() == {older: 1}
    assert queries.summary().total == 1
    assert [each.code for each in queries.search("pasar").items] == [older]
    assert (queries.lead_of(newer.lower()), queries.lead_of(older), queries.lead_of("?")) == (older, "", "")
    assert queries.public_case(newer) is None
    actions.split_case(newer, verifier, reason="Lubang lain")
    assert rows() == {older: 0, newer: 0}
    assert queries.lead_of(newer) == ""
    assert queries.summary().total == 2


def test_the_register_made_anew_is_the_same(pair: tuple[str, str]) -> None:
    before = rows(), list(Joined.objects.values())
    Joined.objects.create(code="RWJ-2601-AAAAA", case_id=10**6, lead_code=pair[0])
    assert rebuild() == 1
    assert (rows(), list(Joined.objects.values())) == before


def test_a_page_leads_to_no_case_that_is_hidden(pair: tuple[str, str], verifier: Actor) -> None:
    older, newer = pair
    settle()
    actions.archive_case(older, verifier, reason="abusive")
    settle()
    assert queries.lead_of(newer) == ""
    assert rows() == {}


def test_who_joined_before_anybody_read_it_is_counted_and_has_no_page(
    publish: Filing, file: Filing, verifier: Actor
) -> None:
    lead, other = publish().code, file("Saya juga jatuh di situ").code
    actions.join_case(other, lead, REPORTER, how="reporter")
    assert rows() == {lead: 1}
    assert (queries.lead_of(other), Case.objects.get(code=other).status) == ("", "verified")
    actions.split_case(other, verifier, reason="Lain")
    assert rows() == {lead: 0}
