"""What both sides must agree upon: tokens and secrets, given by the environment."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we take the caller for, and how it knows us."""

    phone_id: str
    token: str
    app_secret: str
    verify_token: str
    telegram_token: str
    telegram_secret: str
    #: The city's number as people dial it, and the account it belongs to (Meta's names for the two).
    display_number: str = "62354000112"
    account_id: str = "100000000000112"

    @property
    def bot_id(self) -> int:
        """The bot's own id: the part of its token before the colon."""
        head = self.telegram_token.partition(":")[0]
        return int(head) if head.isdigit() else 1


def from_environment(environment: Mapping[str, str]) -> Credentials:
    """The names that the system itself reads; what is missing is made up for this run."""

    def given(name: str, made: str) -> str:
        return environment.get(name, "").strip() or made

    return Credentials(
        phone_id=given("SURGA_WHATSAPP_PHONE_ID", str(10**14 + secrets.randbelow(10**14))),
        token=given("SURGA_WHATSAPP_TOKEN", secrets.token_urlsafe(32)),
        app_secret=given("SURGA_WHATSAPP_APP_SECRET", secrets.token_hex(16)),
        verify_token=given("SURGA_WHATSAPP_VERIFY_TOKEN", secrets.token_urlsafe(16)),
        telegram_token=given(
            "SURGA_TELEGRAM_TOKEN", f"{10**9 + secrets.randbelow(10**9)}:{secrets.token_hex(17)}"
        ),
        telegram_secret=given("SURGA_TELEGRAM_SECRET", secrets.token_urlsafe(24)),
    )


def as_environment(credentials: Credentials, address: str) -> dict[str, str]:
    """What the city's side has to be given so that it speaks with this telephone at ``address``."""
    return {
        "SURGA_WHATSAPP_PHONE_ID": credentials.phone_id,
        "SURGA_WHATSAPP_TOKEN": credentials.token,
        "SURGA_WHATSAPP_APP_SECRET": credentials.app_secret,
        "SURGA_WHATSAPP_VERIFY_TOKEN": credentials.verify_token,
        "SURGA_WHATSAPP_GRAPH_URL": f"{address}/v23.0",
        "SURGA_TELEGRAM_TOKEN": credentials.telegram_token,
        "SURGA_TELEGRAM_URL": address,
        "SURGA_TELEGRAM_SECRET": credentials.telegram_secret,
    }
