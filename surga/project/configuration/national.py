"""The link to SP4N-LAPOR!, as the environment sets it up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from surga.project.configuration.environment import SettingError, text

ADAPTERS: Final = ("off", "manual", "export", "sp4n", "surga")
#: Seconds between two polls: sooner would be a burden, later than a day would be none.
_SOONEST: Final = 5
_LATEST: Final = 24 * 3600
#: Calls on their way at once.
_MOST_PARALLEL: Final = 64


@dataclass(frozen=True, slots=True)
class Sp4n:
    """``adapter``: how the national side is spoken to. ``url`` without a slash at its end; ``agency``: our id there.
    ``parallel``: as many cases are told at once at most.
    """

    adapter: str
    url: str = ""
    token: str = field(default="", repr=False)
    agency: str = ""
    poll_seconds: int = 60
    parallel: int = 8


def sp4n() -> Sp4n:
    """SURGA_SP4N_*. An adapter that speaks to a server needs its address, a token and our agency's id."""
    adapter = text("SURGA_SP4N_ADAPTER", "off").lower()
    if adapter not in ADAPTERS:
        raise SettingError(f"SURGA_SP4N_ADAPTER is {adapter!r}; it takes {', '.join(ADAPTERS)}.")
    found = {name: text(f"SURGA_SP4N_{name}") for name in ("URL", "TOKEN", "AGENCY")}
    missing = [f"SURGA_SP4N_{name}" for name, value in found.items() if not value]
    if adapter in {"sp4n", "surga"} and missing:
        raise SettingError(f"SURGA_SP4N_ADAPTER is {adapter}, and {', '.join(missing)} is missing.")
    url = http_address("SURGA_SP4N_URL", found["URL"]) if found["URL"] else ""
    return Sp4n(adapter, url, found["TOKEN"], found["AGENCY"], _poll_seconds(), _parallel())


def _poll_seconds() -> int:
    return _whole("POLL_SECONDS", "60", _SOONEST, _LATEST, "seconds ")


def _parallel() -> int:
    return _whole("PARALLEL", "8", 1, _MOST_PARALLEL)


def _whole(name: str, usual: str, least: int, most: int, unit: str = "numbers ") -> int:
    told = text(f"SURGA_SP4N_{name}", usual)
    if not (told.isascii() and told.isdigit() and len(told) < 9 and least <= int(told) <= most):
        raise SettingError(f"SURGA_SP4N_{name} is {told!r}; it takes whole {unit}from {least} to {most}.")
    return int(told)


def http_address(name: str, url: str) -> str:
    """An address without a slash at its end. Raises ``SettingError`` that calls it by its name."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1)
    except ValueError:
        usable = False
    if not usable or set(url) & set("?#@"):
        raise SettingError(f"{name} is {url!r}; it takes an http or https address.")
    return url.rstrip("/")
