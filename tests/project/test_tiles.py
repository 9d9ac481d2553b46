"""Map tiles: off unless a server is named, and then allowed by the policy, and only it."""

from __future__ import annotations

import pytest

from surga.project.configuration.environment import SettingError
from surga.project.configuration.policy import CONTENT_SECURITY_POLICY, policy_with, tiles


def test_without_a_server_pictures_come_from_ourselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SURGA_TILES_URL", raising=False)
    assert tiles() is None
    assert policy_with(None) == CONTENT_SECURITY_POLICY


def test_a_server_of_tiles_may_be_loaded_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURGA_TILES_URL", "https://tiles.example.org:8443/osm/{z}/{x}/{y}.png?k=1")
    monkeypatch.setenv("SURGA_TILES_ATTRIBUTION", "© OpenStreetMap contributors")
    found = tiles()
    assert found is not None
    assert found.attribution == "© OpenStreetMap contributors"
    policy = policy_with(found)
    assert policy["img-src"] == [*CONTENT_SECURITY_POLICY["img-src"], "https://tiles.example.org:8443"]
    assert {key: value for key, value in policy.items() if key != "img-src"} == {
        key: value for key, value in CONTENT_SECURITY_POLICY.items() if key != "img-src"
    }


@pytest.mark.parametrize(
    "url",
    [
        "tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https://a.example.org;script-src/{z}/{x}/{y}",
        "javascript:{z}{x}{y}",
    ],
)
def test_what_is_no_address_of_tiles_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("SURGA_TILES_URL", url)
    with pytest.raises(SettingError, match="SURGA_TILES_URL"):
        tiles()
