"""Who calls with which token: given by the environment, remembered in the database, else made up."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.national.model.seed.government import AGENCIES, CITY, MINISTRY, PROVINCE


@dataclass(frozen=True, slots=True)
class Credentials:
    """Token and agency of the city; ``others``: token → agency of further governments."""

    token: str
    agency: str
    others: dict[str, str] = field(default_factory=dict)

    @property
    def callers(self) -> dict[str, str]:
        return {**self.others, self.token: self.agency}


def from_environment(environment: Mapping[str, str], remembered: str = "") -> Credentials:
    """``SURGA_SP4N_TOKEN`` and ``_AGENCY``; ``SANDBOX_SP4N_OTHERS`` as "35={token} 1005={token}".

    Raises ``ValueError`` with a sentence.
    """
    known = dict(_pairs(remembered))
    agency = environment.get("SURGA_SP4N_AGENCY") or CITY
    token = environment.get("SURGA_SP4N_TOKEN") or known.get(agency) or made_up()
    given = dict(_pairs(environment.get("SANDBOX_SP4N_OTHERS", "")))
    others = {each: given.get(each) or known.get(each) or made_up() for each in {PROVINCE, MINISTRY, *given}}
    others.pop(agency, None)
    for each in (agency, *others):
        if each not in {known_agency.id for known_agency in AGENCIES}:
            raise ValueError(
                f"There is no agency {each!r}; the ids are in sandbox/national/model/seed/government.py."
            )
    if token in others.values() or len(set(others.values())) < len(others):
        raise ValueError("Two governments have the same token.")
    return Credentials(token, agency, {secret: each for each, secret in sorted(others.items())})


def as_environment(credentials: Credentials, address: str) -> dict[str, str]:
    """What the system must know to call; by the names it reads."""
    return {
        "SURGA_SP4N_URL": address,
        "SURGA_SP4N_TOKEN": credentials.token,
        "SURGA_SP4N_AGENCY": credentials.agency,
    }


def to_remember(credentials: Credentials) -> str:
    return " ".join(f"{agency}={token}" for token, agency in credentials.callers.items())


def made_up() -> str:
    """A token as the service gives them: a GUID in braces."""
    return f"{{{str(uuid.uuid4()).upper()}}}"


def _pairs(told: str) -> list[tuple[str, str]]:
    pairs = [tuple(each.split("=", 1)) for each in told.split()]
    if not all(len(pair) == 2 and all(pair) for pair in pairs):
        raise ValueError('SANDBOX_SP4N_OTHERS reads "35={token} 1005={token}".')
    return [(pair[0], pair[1]) for pair in pairs]
