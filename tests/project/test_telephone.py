"""When a demonstration comes with a telephone, and when it does not."""

import os
from pathlib import Path

import pytest

from surga.project.commands.standins import telephone
from surga.project.configuration import messaging

ADDRESS = "http://127.0.0.1:8001"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment of its own, thrown away afterwards."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SURGA_WHATS", "SURGA_TEL"))
    }
    monkeypatch.setattr(os, "environ", kept)


def test_a_demonstration_is_set_up_for_it_with_credentials_of_this_start() -> None:
    assert telephone.lend(ADDRESS)
    whatsapp, telegram = messaging.whatsapp(), messaging.telegram("key")
    assert whatsapp is not None
    assert telegram is not None
    assert whatsapp.graph_url == f"{ADDRESS}/v23.0"
    assert telegram.url == ADDRESS
    first = {whatsapp.token, whatsapp.app_secret, whatsapp.verify_token, telegram.token, telegram.secret}
    assert min(map(len, first)) >= 16

    for name in [name for name in os.environ if name.startswith(("SURGA_WHATSAPP_", "SURGA_TELEGRAM_"))]:
        del os.environ[name]
    assert telephone.lend(ADDRESS)
    again = messaging.whatsapp()
    assert again is not None
    assert not {again.token, again.app_secret, again.verify_token} & first


@pytest.mark.parametrize(
    "settings",
    [
        {"SURGA_DEBUG": "0"},
        {"SURGA_WHATSAPP_TOKEN": "of a real account"},
        {"SURGA_TELEGRAM_TOKEN": "1:of-a-real-bot"},
    ],
)
def test_there_is_none_in_public_nor_beside_a_real_account(settings: dict[str, str]) -> None:
    os.environ.update(settings)
    before = dict(os.environ)
    assert not telephone.lend(ADDRESS)
    assert os.environ == before


def test_without_its_folder_the_demonstration_goes_on_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(telephone, "ROOT", tmp_path)
    assert not telephone.lend(ADDRESS)
    assert "no telephone" in capsys.readouterr().out
    assert messaging.whatsapp() is None
