"""The stand-ins of a demonstration: which there are, where, and how the system is linked with them."""

import os
from pathlib import Path

import pytest

from surga.project.commands.standins import lend, nation
from surga.project.configuration import national


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment of its own, thrown away afterwards."""
    outside = ("SURGA_WHATS", "SURGA_TEL", "SURGA_SP4N")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(outside)}
    monkeypatch.setattr(os, "environ", kept | {"SURGA_VAR": str(tmp_path)})


def test_a_demonstration_has_a_telephone_and_a_national_side_on_the_next_ports() -> None:
    lent = lend(9000)
    assert [each.port for each in lent] == [9001, 9002]
    assert all(f"http://127.0.0.1:{each.port}/" in each.greeting for each in lent)
    link = national.sp4n()
    assert (link.adapter, link.url, link.agency) == ("sp4n", "http://127.0.0.1:9002", "3571")
    assert link.token in os.environ["SURGA_SP4N_TOKEN"]
    assert link.token not in " ".join(lent[1].program)


def test_its_reports_outlive_a_stop_beside_the_citys_cases(tmp_path: Path) -> None:
    assert nation.lend("http://127.0.0.1:9002")
    assert str(tmp_path / "national.sqlite3") in nation.program("127.0.0.1", 9002)


@pytest.mark.parametrize(
    "settings", [{"SURGA_DEBUG": "0"}, {"SURGA_SP4N_ADAPTER": "off"}, {"SURGA_SP4N_URL": "https://a.example"}]
)
def test_there_is_none_in_public_nor_where_a_link_is_set_up(settings: dict[str, str]) -> None:
    os.environ.update(settings)
    before = dict(os.environ)
    assert not nation.lend("http://127.0.0.1:9002")
    assert os.environ == before


def test_without_its_folder_the_demonstration_goes_on_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(nation, "ROOT", tmp_path)
    assert not nation.lend("http://127.0.0.1:9002")
    assert "no SP4N-LAPOR!" in capsys.readouterr().out
