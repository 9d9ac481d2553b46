"""A machine that fails for a moment must not cost what somebody typed: the form comes back with the reason."""

from __future__ import annotations

from typing import Final

from django.db import DatabaseError, InterfaceError

from surga.doors.look.pages.mistakes import status_and_sentence

#: What a database or a disk raises when it is busy, gone or full.
FAILURES: Final = (DatabaseError, InterfaceError, OSError)


def said_of(error: Exception) -> tuple[int, str]:
    """The status and the sentence of a failure of the machine; raises it again when it is a fault of ours."""
    known = status_and_sentence(error)
    if known is None:
        raise error
    return known
