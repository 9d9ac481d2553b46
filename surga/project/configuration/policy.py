"""What a page of ours may load: only from ourselves, no inline script or style; map tiles where a city wants them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.csp import CSP

from surga.project.configuration.environment import SettingError, text

CONTENT_SECURITY_POLICY: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}


@dataclass(frozen=True, slots=True)
class Tiles:
    """A server of map tiles: its address with {z}, {x} and {y}, and what its owner asks to be said beside the map."""

    url: str
    attribution: str

    @property
    def origin(self) -> str:
        """What a browser must be allowed to load from."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def tiles() -> Tiles | None:
    """The tiles of ``SURGA_TILES_URL``; None without it: maps are then drawn from the city's own shapes alone."""
    url = text("SURGA_TILES_URL")
    if not url:
        return None
    parts = urlsplit(url)
    named = all(part in url for part in ("{z}", "{x}", "{y}"))
    plain = "{" not in parts.netloc and not set(parts.netloc) & set(" ;,'\"")
    if parts.scheme not in {"https", "http"} or not parts.hostname or not named or not plain:
        raise SettingError(
            f"SURGA_TILES_URL is {url!r}; it takes an address such as https://tiles.example.org/{{z}}/{{x}}/{{y}}.png."
        )
    return Tiles(url, text("SURGA_TILES_ATTRIBUTION"))


def policy_with(found: Tiles | None) -> dict[str, list[str]]:
    """The policy, with pictures from the tiles' server allowed."""
    if found is None:
        return CONTENT_SECURITY_POLICY
    return CONTENT_SECURITY_POLICY | {"img-src": [*CONTENT_SECURITY_POLICY["img-src"], found.origin]}
