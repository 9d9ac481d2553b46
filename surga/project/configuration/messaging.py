"""The messaging channels, as the environment sets them up; None for one that is not set up."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from surga.project.configuration.environment import SettingError, text


@dataclass(frozen=True, slots=True)
class WhatsApp:
    """Meta's Cloud API. ``graph_url`` without a slash at its end, with the version where it has one."""

    phone_id: str
    token: str
    app_secret: str
    verify_token: str
    graph_url: str


@dataclass(frozen=True, slots=True)
class Telegram:
    """The Bot API. ``secret``: what Telegram sends back in a header of every update."""

    token: str
    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox read by IMAP. ``address``: where citizens write to."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    tls: bool
    address: str


def whatsapp() -> WhatsApp | None:
    """SURGA_WHATSAPP_*: all four, or none."""
    names = ("PHONE_ID", "TOKEN", "APP_SECRET", "VERIFY_TOKEN")
    found = {name: text(f"SURGA_WHATSAPP_{name}") for name in names}
    if not any(found.values()):
        return None
    missing = [f"SURGA_WHATSAPP_{name}" for name, value in found.items() if not value]
    if missing:
        raise SettingError(f"WhatsApp is set up in part: {', '.join(missing)} is missing.")
    url = text("SURGA_WHATSAPP_GRAPH_URL", "https://graph.facebook.com/v23.0")
    return WhatsApp(
        phone_id=found["PHONE_ID"],
        token=found["TOKEN"],
        app_secret=found["APP_SECRET"],
        verify_token=found["VERIFY_TOKEN"],
        graph_url=_http(url, "SURGA_WHATSAPP_GRAPH_URL"),
    )


def telegram(secret_key: str) -> Telegram | None:
    """SURGA_TELEGRAM_TOKEN, _URL and _SECRET; the secret is derived where none is given."""
    token = text("SURGA_TELEGRAM_TOKEN")
    if not token:
        return None
    derived = hmac.new(secret_key.encode(), f"telegram:{token}".encode(), hashlib.sha256).hexdigest()
    url = _http(text("SURGA_TELEGRAM_URL", "https://api.telegram.org"), "SURGA_TELEGRAM_URL")
    return Telegram(token, url, text("SURGA_TELEGRAM_SECRET", derived))


def mailbox(sender: str) -> Mailbox | None:
    """SURGA_IMAP_URL: imaps://user:password@host:port/folder (imap:// without TLS)."""
    url = text("SURGA_IMAP_URL")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"imap", "imaps"} or not parts.hostname:
        raise SettingError("SURGA_IMAP_URL takes imaps://user:password@host:port/folder or imap://.")
    tls = parts.scheme == "imaps"
    return Mailbox(
        host=parts.hostname,
        port=parts.port or (993 if tls else 143),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        tls=tls,
        address=text("SURGA_EMAIL_INBOX", sender),
    )


def _http(url: str, name: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingError(f"{name} is {url!r}; it takes an http or https address.")
    return url.rstrip("/")
