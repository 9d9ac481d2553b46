"""What another government does with a case that was brought to it."""

import pytest

from surga.core.cases import actions
from surga.core.cases.queries import case_by_code
from surga.core.cases.states import MoveRefused
from surga.core.people.access import Actor, may, system
from tests.core.conftest import file_case

PROVINCE = system("surga:provinsi")


def test_a_case_that_comes_back_is_the_verifiers_again_with_the_reason(staff: dict[str, Actor]) -> None:
    code = file_case()
    actions.verify_case(code, staff["verifier"], agency="umum")
    actions.escalate_case(code, staff["verifier"], level="province", reason="Jalan provinsi", body="Provinsi")
    actions.take_back(code, PROVINCE, reason="Ini jalan kota")
    case = case_by_code(code)
    assert case is not None
    assert (case.status, case.agency_id, case.level, case.body, case.bounces) == (
        "returned",
        None,
        "city",
        "",
        0,
    )
    assert case.away_since is None
    assert actions.forward_case(code, staff["verifier"], agency="umum").status == "forwarded"


def test_what_is_in_the_city_cannot_come_back_to_it(staff: dict[str, Actor]) -> None:
    code = file_case()
    with pytest.raises(MoveRefused):
        actions.take_back(code, PROVINCE, reason="Ini jalan kota")


def test_a_partner_is_for_the_exchange_alone() -> None:
    partner = Actor("officer", "1", "partner", "umum")
    assert may(partner, "exchange")
    assert not any(may(partner, action) for action in ("see", "figures", "note", "answer"))
