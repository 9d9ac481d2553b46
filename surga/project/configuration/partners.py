"""The other governments that run Surga, as the environment links them.

``SURGA_PARTNERS="province neighbour"`` names them; each has ``SURGA_PARTNER_<NAME>_URL``, ``_TOKEN`` and ``_LEVEL``,
and ``_BODY`` where two of them are on one level: what our cases call it. Name the account that it has *here* the same,
so that both sides know one another by one name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from surga.core.agencies.city import OUTSIDE_LEVELS
from surga.project.configuration.environment import SettingError, text
from surga.project.configuration.national import http_address
from surga.reactions.sync.things import Side

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,29}")
#: What we are called as the body that has a report: who asks is known by the token.
OURSELVES: Final = "kami"


@dataclass(frozen=True, slots=True)
class PartnerSetting:
    """One of them. ``url`` without a slash at its end; ``body``: what our cases call it, "" for all of its level."""

    name: str
    url: str
    token: str = field(repr=False)
    level: str
    body: str = ""

    @property
    def system(self) -> str:
        """Under what its links are kept."""
        return f"surga:{self.name}"


def partners() -> tuple[PartnerSetting, ...]:
    """SURGA_PARTNERS and what belongs to each. Raises ``SettingError``."""
    names = text("SURGA_PARTNERS").replace(",", " ").lower().split()
    wrong = [name for name in names if not _NAME.fullmatch(name)]
    if wrong:
        raise SettingError(
            f"SURGA_PARTNERS has {wrong[0]!r}; a name is a letter, then letters, digits or _, 30 at most."
        )
    if len(set(names)) < len(names):
        raise SettingError("SURGA_PARTNERS names one partner twice.")
    found = tuple(_partner(name) for name in names)
    for level in OUTSIDE_LEVELS:
        bodies = [each.body.casefold() for each in found if each.level == level]
        if len(bodies) > 1 and ("" in bodies or len(set(bodies)) < len(bodies)):
            raise SettingError(
                f"Two of SURGA_PARTNERS are on the level {level}; each needs a SURGA_PARTNER_<NAME>_BODY of its own."
            )
    return found


def sides(found: tuple[PartnerSetting, ...]) -> tuple[Side, ...]:
    """The partners as the exchange knows them: each takes what goes up, or aside, to its level."""
    return tuple(
        Side(each.system, "surga", takes="escalated", level=each.level, body=OURSELVES, title=each.body)
        for each in found
    )


def _partner(name: str) -> PartnerSetting:
    prefix = f"SURGA_PARTNER_{name.upper()}"
    found = {part: text(f"{prefix}_{part}") for part in ("URL", "TOKEN", "LEVEL")}
    missing = [f"{prefix}_{part}" for part, value in found.items() if not value]
    if missing:
        raise SettingError(f"SURGA_PARTNERS names {name}, and {', '.join(missing)} is missing.")
    if found["LEVEL"] not in OUTSIDE_LEVELS:
        raise SettingError(f"{prefix}_LEVEL is {found['LEVEL']!r}; it takes {', '.join(OUTSIDE_LEVELS)}.")
    if not (found["TOKEN"].isascii() and found["TOKEN"].isprintable()):
        raise SettingError(f"{prefix}_TOKEN has characters that no token has.")
    url = http_address(f"{prefix}_URL", found["URL"])
    return PartnerSetting(name, url, found["TOKEN"], found["LEVEL"], text(f"{prefix}_BODY"))
