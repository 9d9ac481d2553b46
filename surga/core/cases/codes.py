"""A case's public code, and the token that proves that one is its reporter.

The code ("KDR-2206-7Q4KX") says the month and nothing more exact; its last five
characters are random out of 28 million, too many to walk at the door's rate limit.
The token is derived from the code with the secret key, so nothing secret is
stored and a lost token can be sent again to the contact that was given.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import date

from django.conf import settings

# Without 0 O 1 I L U: read over the telephone, these are heard or typed wrong.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 5
_TOKEN_LENGTH = 16
_SHAPE = re.compile(rf"^[A-Z]{{2,5}}-\d{{4}}-[{ALPHABET}]{{{_LENGTH}}}$")


def new_code(prefix: str, day: date) -> str:
    """A fresh code for a case received on that day of the city."""
    tail = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    return f"{prefix}-{day:%y%m}-{tail}"


def tidy_code(typed: str) -> str:
    """What somebody typed, as a code: case, spaces and dashes do not matter. "" if it cannot be one."""
    letters = re.sub(r"[^A-Za-z0-9]", "", typed).upper()
    if len(letters) < _LENGTH + 6:
        return ""
    code = f"{letters[: -_LENGTH - 4]}-{letters[-_LENGTH - 4 : -_LENGTH]}-{letters[-_LENGTH:]}"
    return code if _SHAPE.match(code) else ""


def token_for(code: str, key: str = "") -> str:
    """The reporter's token for this case: 16 characters in groups of four, 78 bits."""
    digest = hmac.new((key or settings.SECRET_KEY).encode(), f"case-token:{code}".encode(), hashlib.sha256)
    number = int.from_bytes(digest.digest(), "big")
    letters = []
    for _ in range(_TOKEN_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest].lower())
    return "-".join("".join(letters[i : i + 4]) for i in range(0, _TOKEN_LENGTH, 4))


def token_matches(code: str, token: str) -> bool:
    """Whether the token belongs to the code; older secret keys are accepted while they are listed."""
    typed = re.sub(r"[^a-z0-9]", "", token.lower())
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return any(
        hmac.compare_digest(typed.encode(), token_for(code, key).replace("-", "").encode()) for key in keys
    )


def mail_tag(code: str, key: str = "") -> str:
    """What stands behind the plus of a case's own mail address ("kdr-2206-7q4kx.9f2c…"): whoever writes there was
    written to by us, so the mail is the reporter's."""
    signed = hmac.new((key or settings.SECRET_KEY).encode(), f"case-mail:{code}".encode(), hashlib.sha256)
    return f"{code.lower()}.{signed.hexdigest()[:16]}"


def code_of_tag(tag: str) -> str:
    """The case whose tag this is; "" when it was not written by us."""
    code = tidy_code(tag.partition(".")[0])
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    matches = (hmac.compare_digest(tag.lower().encode(), mail_tag(code, key).encode()) for key in keys)
    return code if code and any(matches) else ""


def mail_address(code: str, own: str) -> str:
    """The case's own address, made of the one that citizens write to."""
    box, _, host = own.partition("@")
    return f"{box}+{mail_tag(code)}@{host}"
