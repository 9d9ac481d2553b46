"""Which governments are linked, as the environment says; each mistake in one sentence."""

import pytest

from surga.project import wiring
from surga.project.configuration.environment import SettingError
from surga.project.configuration.national import Sp4n, sp4n
from surga.project.configuration.partners import partners, sides

GOOD = {
    "SURGA_PARTNERS": "province",
    "SURGA_PARTNER_PROVINCE_URL": "https://surga.example.go.id/",
    "SURGA_PARTNER_PROVINCE_TOKEN": "a-token",
    "SURGA_PARTNER_PROVINCE_LEVEL": "province",
}
SECOND = {
    "SURGA_PARTNERS": "province other",
    "SURGA_PARTNER_OTHER_URL": "http://127.0.0.1:1",
    "SURGA_PARTNER_OTHER_TOKEN": "b-token",
    "SURGA_PARTNER_OTHER_LEVEL": "province",
}


def set_all(monkeypatch, values):
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_nobody_is_linked_unless_named():
    assert partners() == ()
    assert sides(()) == ()


def test_a_partner_is_a_side_that_takes_what_goes_up_to_it(monkeypatch, settings):
    set_all(monkeypatch, GOOD)
    (found,) = partners()
    assert found.url == "https://surga.example.go.id"
    assert "a-token" not in repr(found)
    (side,) = sides((found,))
    assert (side.name, side.adapter, side.takes, side.level) == (
        "surga:province", "surga", "escalated", "province",
    )  # fmt: skip
    assert side.takes_up("province", "Dinas Bina Marga Provinsi")
    assert not side.takes_up("centre", "")
    settings.PARTNERS, settings.SP4N = (found,), Sp4n("surga", "http://127.0.0.1:1", "t", "kota")
    assert [gateway.name for gateway in wiring.gateways()] == ["sp4n", "surga:province"]


def test_two_on_one_level_are_told_apart_by_their_bodies(monkeypatch):
    names = {"SURGA_PARTNER_PROVINCE_BODY": "Provinsi A", "SURGA_PARTNER_OTHER_BODY": "Provinsi B"}
    set_all(monkeypatch, GOOD | SECOND | names)
    first, second = sides(partners())
    assert (first.takes_up("province", "provinsi a"), second.takes_up("province", "provinsi a")) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"SURGA_PARTNERS": "province Ürümqi"}, "SURGA_PARTNERS has"),
        ({"SURGA_PARTNERS": "province province"}, "twice"),
        ({"SURGA_PARTNER_PROVINCE_URL": ""}, "SURGA_PARTNER_PROVINCE_URL is missing"),
        ({"SURGA_PARTNER_PROVINCE_URL": "ftp://x"}, "SURGA_PARTNER_PROVINCE_URL is"),
        ({"SURGA_PARTNER_PROVINCE_TOKEN": ""}, "SURGA_PARTNER_PROVINCE_TOKEN is missing"),
        ({"SURGA_PARTNER_PROVINCE_TOKEN": "a\nb"}, "SURGA_PARTNER_PROVINCE_TOKEN has"),
        ({"SURGA_PARTNER_PROVINCE_LEVEL": "city"}, "SURGA_PARTNER_PROVINCE_LEVEL is"),
        (SECOND, "SURGA_PARTNER_<NAME>_BODY"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(monkeypatch, wrong, named):
    set_all(monkeypatch, GOOD | wrong)
    with pytest.raises(SettingError) as refused:
        partners()
    assert named in str(refused.value)
    assert "a-token" not in str(refused.value)
    assert "\n" not in str(refused.value).replace(r"\n", "")


def test_a_national_side_that_runs_surga_needs_its_address_token_and_our_name_there(monkeypatch):
    monkeypatch.setenv("SURGA_SP4N_ADAPTER", "surga")
    with pytest.raises(SettingError, match="SURGA_SP4N_URL, SURGA_SP4N_TOKEN, SURGA_SP4N_AGENCY is missing"):
        sp4n()


def test_a_partners_account_is_made_with_its_token_on_the_servers_shell(db, monkeypatch):
    from click.testing import CliRunner

    from surga.core.people import queries
    from surga.core.people.access import system
    from surga.core.people.actions import save_officer
    from surga.project.commands import preparing

    monkeypatch.setattr(preparing, "setup", lambda: None)

    def token(*words):
        return CliRunner().invoke(preparing.token_command, words)

    first = token("kota", "--partner", "Kota Hilir")
    officer = queries.officer_by_token(first.output.strip())
    assert (officer.username, officer.role, officer.get_full_name()) == ("kota", "partner", "Kota Hilir")
    assert not officer.has_usable_password()
    assert queries.officer_by_token(token("kota", "--partner", "Kota Hilir").output.strip()) == officer
    save_officer(system("test"), username="operator", role="operator")
    for wrong, sentence in (
        (("operator", "--partner", "Kota"), "officer's account"),
        (("a b", "--partner", "Kota"), "needs a name"),
        (("lain", "--partner", " "), "and a title"),
    ):
        refused = token(*wrong)
        assert refused.exit_code == 1
        assert sentence in refused.output


def test_the_check_names_the_setting_of_a_partner_whose_token_is_refused(db, settings):
    from surga.project.configuration.partners import PartnerSetting
    from surga.project.configuration.readiness import findings
    from surga.reactions.sync.models import Act

    settings.PARTNERS = (PartnerSetting("provinsi", "http://surga.example.go.id", "t", "province"),)
    settings.SYNC_SIDES = sides(settings.PARTNERS)
    waiting = {"kind": "submit", "state": "due", "reason": "token"}
    Act.objects.create(system="surga:provinsi", case_id=1, event_id=1, ref="A.1", **waiting)
    said = {found.what: found.words for found in findings() if found.what.startswith("SURGA_PARTNER_")}
    assert said == {
        "SURGA_PARTNER_PROVINSI_URL": "is not https: the token can be read on the way",
        "SURGA_PARTNER_PROVINSI_TOKEN": "was not accepted: 1 acts wait for another",
    }
