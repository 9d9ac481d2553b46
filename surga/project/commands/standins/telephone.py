"""The telephone: it stands in for WhatsApp and Telegram."""

from __future__ import annotations

import os
import secrets
import sys

import click

from surga.project.configuration.environment import ROOT, flag, text

_NAMES = ("SURGA_WHATSAPP_", "SURGA_TELEGRAM_")


def lend(address: str) -> bool:
    """Set the system up for a telephone at ``address``; False when there is to be none.

    There is none in public, nor where a real WhatsApp or Telegram is set up.
    """
    if not flag("SURGA_DEBUG", True) or any(name.startswith(_NAMES) and text(name) for name in os.environ):
        return False
    if not (ROOT / "sandbox" / "phone").is_dir():
        click.echo("The folder sandbox/phone is not here, so there is no telephone to try WhatsApp with.")
        return False
    os.environ.update(_credentials(address))
    return True


def program(host: str, port: int, city: str) -> list[str]:
    """The telephone as a program, to be run from the checkout; it takes its credentials from the environment."""
    return [
        *(sys.executable, "-m", "sandbox.phone", "--quiet"),
        *("--host", host, "--port", str(port), "--hook", city),
    ]


def _credentials(address: str) -> dict[str, str]:
    """Made for this start only: nobody else can write to the city in a citizen's name."""
    return {
        "SURGA_WHATSAPP_PHONE_ID": str(10**14 + secrets.randbelow(9 * 10**14)),
        "SURGA_WHATSAPP_TOKEN": secrets.token_urlsafe(32),
        "SURGA_WHATSAPP_APP_SECRET": secrets.token_hex(16),
        "SURGA_WHATSAPP_VERIFY_TOKEN": secrets.token_urlsafe(16),
        "SURGA_WHATSAPP_GRAPH_URL": f"{address}/v23.0",
        "SURGA_TELEGRAM_TOKEN": f"{10**9 + secrets.randbelow(9 * 10**9)}:{secrets.token_hex(17)}",
        "SURGA_TELEGRAM_URL": address,
        "SURGA_TELEGRAM_SECRET": secrets.token_urlsafe(24),
    }
