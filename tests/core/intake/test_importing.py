"""Contacts from elsewhere: each once, each with its event, none with what we do not know."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from surga.core.cases.queries import case_by_code
from surga.core.hotlines.actions import save_hotline
from surga.core.hotlines.hotline import HotlineInfo
from surga.core.intake.actions.importing import ContactRow, import_contacts
from surga.core.intake.models import Contact
from surga.core.people.access import Actor, NotAllowed, system
from surga.events.models import Event
from tests.core.conftest import file_case

pytestmark = pytest.mark.usefixtures("small_city")
AT = datetime(2021, 7, 1, 3, tzinfo=UTC)
CALL = ContactRow("old:1", "whatsapp", "information", AT, 90, "Mohon info", hotline="lama")


@pytest.fixture(autouse=True)
def hotline(small_city: None) -> None:
    info = HotlineInfo("lama", "Yang lama", date(2020, 3, 23), date(2021, 11, 9), channels=("whatsapp",))
    save_hotline(info, "system:test", new=True)


def test_each_is_kept_once_with_its_event() -> None:
    case = case_by_code(file_case())
    assert case is not None
    rows = [
        CALL,
        replace(CALL, external_id="old:2", channel="phone", outcome="prank", hotline="", seconds=None),
    ]
    assert import_contacts(rows, system("import")) == 2
    rows.append(replace(CALL, external_id="old:3", case=(case.pk, case.code)))
    assert import_contacts(rows, system("import")) == 1
    kept = Contact.objects.select_related("hotline").order_by("external_id")
    assert [(one.touch, one.hotline.slug if one.hotline else "", one.seconds) for one in kept] == [
        ("chat", "lama", 90),
        ("call", "", None),
        ("chat", "lama", 90),
    ]
    told = Event.objects.filter(name="ContactEnded", actor="system:import").order_by("id")
    assert [row.data["contact_id"] for row in told] == [one.pk for one in kept]
    assert [row.data["case_code"] for row in told] == [None, None, case.code]
    assert (told[0].at - AT).total_seconds() == 90


@pytest.mark.parametrize("wrong", [{"outcome": "luck"}, {"channel": "smoke"}, {"hotline": "gaib"}])
def test_what_we_do_not_know_is_refused_whole(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="old:2"):
        import_contacts([CALL, replace(CALL, external_id="old:2", **wrong)], system("import"))  # type: ignore[arg-type]
    assert not Contact.objects.exists()
    assert not Event.objects.filter(name="ContactEnded").exists()


def test_only_who_may_file_may_bring_them_in(staff: dict[str, Actor]) -> None:
    with pytest.raises(NotAllowed):
        import_contacts([CALL], staff["executive"])
    assert import_contacts([CALL], staff["operator"]) == 1
