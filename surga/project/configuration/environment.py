"""What the process is told by its environment, read once and checked.

Every name here is listed in the README of this floor; a value that cannot be
used is refused with one sentence that names the variable.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url

ROOT = Path(__file__).resolve().parents[3]
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
)


class SettingError(ValueError):
    """A setting that cannot be used; the text names it and says what is expected."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name} is {value!r}; it takes 1 or 0.")


def var_dir() -> Path:
    """The folder for everything that is made at run time; set apart for tests by SURGA_VAR."""
    return Path(text("SURGA_VAR", str(ROOT / "var"))).resolve()


def secret_key(debug: bool) -> str:
    """SURGA_SECRET_KEY, or a key made once into var/ for the demonstration."""
    key = text("SURGA_SECRET_KEY")
    if key:
        return key
    if not debug:
        raise SettingError("SURGA_SECRET_KEY is missing; it is required when SURGA_DEBUG=0.")
    kept = var_dir() / "secret_key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        # O_EXCL: two processes that start together must not each believe in a key of their own.
        try:
            with os.fdopen(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
    return kept.read_text().strip()


def database(url: str) -> dict[str, object]:
    """Django's DATABASES entry for a SURGA_DATABASE_URL: sqlite:///path or postgresql://…"""
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        path = Path(unquote(url.removeprefix("sqlite:///")))
        path = path if path.is_absolute() else (ROOT / path)
        if url == "sqlite:///var/surga.sqlite3":
            path = var_dir() / "surga.sqlite3"
        path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        }
    if scheme in {"postgresql", "postgres"}:
        entry = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
        entry["OPTIONS"] = {"connect_timeout": 5, **dict(entry.get("OPTIONS") or {})}  # type: ignore[call-overload]  # untyped library value
        return entry
    raise SettingError(f"SURGA_DATABASE_URL has the scheme {scheme!r}; it takes sqlite:/// or postgresql://.")


def mailer(url: str, outbox: Path) -> dict[str, object]:
    """Django's MAILERS entry: smtp://user:pass@host:port, smtps://…, or files in var/ when empty."""
    if not url:
        return {
            "BACKEND": "surga.reactions.notify.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(outbox)},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise SettingError("SURGA_EMAIL_URL takes smtp://user:password@host:port, smtps:// or smtp+tls://.")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 25),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp+tls",
            "timeout": 20,
        },
    }


def media_folder(url: str) -> Path:
    """SURGA_MEDIA_URL as a folder: file://var/media (inside the checkout) or file:///abs/path."""
    parts = urlsplit(url)
    if parts.scheme != "file":
        raise SettingError(f"SURGA_MEDIA_URL is {url!r}; it takes file://folder.")
    path = Path(unquote(parts.netloc + parts.path))
    if url == "file://var/media":
        return var_dir() / "media"
    return path if path.is_absolute() else ROOT / path


def upload_folder() -> Path:
    """Where files lie while they are being sent; what a killed process leaves there is thrown away by the hour."""
    path = var_dir() / "uploads"
    path.mkdir(parents=True, exist_ok=True)
    return path


def city_folder(name: str) -> Path:
    """The folder of a city profile: a name below cities/, or a path of its own."""
    path = Path(name)
    folder = path if path.is_absolute() or "/" in name else ROOT / "cities" / name
    if not folder.is_dir():
        raise SettingError(f"SURGA_CITY is {name!r}, but there is no folder {folder}.")
    return folder
