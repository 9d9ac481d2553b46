"""The token of an invitation: its number and a signature, so that nothing secret is stored."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from django.conf import settings

from surga.core.cases.codes import ALPHABET

_SIGNED = 12  # 58 bits: more than anybody can try
_ROUND = 6
_SHAPE = re.compile(rf"([{ALPHABET.lower()}]{{1,13}})-([{ALPHABET.lower()}]{{{_SIGNED}}})")


def new_round_code() -> str:
    """A fresh public code of a round, short enough to type from a poster."""
    return "".join(secrets.choice(ALPHABET) for _ in range(_ROUND)).lower()


def token_of(invitation_id: int, key: str = "") -> str:
    """The invitation's token, e.g. "k3-7q4kx9mn2vhw"."""
    digest = hmac.new(
        (key or settings.SECRET_KEY).encode(), f"survey:{invitation_id}".encode(), hashlib.sha256
    )
    signed = _letters(int.from_bytes(digest.digest(), "big"))[-_SIGNED:]
    return f"{_letters(invitation_id)}-{signed}"


def invitation_of(token: str) -> int | None:
    """The number of the invitation; None when we did not make this token. Older secret keys hold while listed."""
    shaped = _SHAPE.fullmatch(token.strip().lower())
    if shaped is None:
        return None
    number = 0
    for letter in shaped[1]:
        number = number * len(ALPHABET) + ALPHABET.lower().index(letter)
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    typed = token.strip().lower().encode()
    matches = any(hmac.compare_digest(typed, token_of(number, key).encode()) for key in keys)
    return number if matches and number < 2**63 else None


def _letters(number: int) -> str:
    letters = ""
    while number or not letters:
        number, rest = divmod(number, len(ALPHABET))
        letters = ALPHABET[rest].lower() + letters
    return letters
