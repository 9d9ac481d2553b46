"""What else was reported of the same matter, asked of whoever knows: the project says who (`wiring.py`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final, Protocol, cast

#: From this score on it is the same matter as far as we can tell; below, nobody is asked in a conversation.
SAME: Final = 0.55


class Like(Protocol):
    """A case that may be of the same matter. ``score``: 0 to 1."""

    @property
    def code(self) -> str: ...
    @property
    def score(self) -> float: ...


class Asking(Protocol):
    """The cases most like a text, the surest first; of those alone that everybody may read, if ``public_only``."""

    def __call__(
        self,
        text: str,
        *,
        region: str = "",
        lat: float | None = None,
        lon: float | None = None,
        address: str = "",
        topic: str = "",
        most: int = 3,
        public_only: bool = True,
    ) -> Sequence[Like]: ...


def _nobody(_text: str, **_where: Any) -> Sequence[Like]:
    return ()


_asked: Asking = cast("Asking", _nobody)


def connect(asking: Asking) -> None:
    """Let this one be asked from now on."""
    global _asked  # noqa: PLW0603  # said once, when the process begins
    _asked = asking


def same_as(text: str, *, without: Collection[str] = (), **where: Any) -> str:
    """The code of the public case that is most likely the same matter; empty when none is likely enough.

    ``where``: ``region``, ``lat``, ``lon``, ``address``, ``topic``, as far as known. ``without``: codes not to find.
    """
    found = _asked(text, most=1 + len(without), public_only=True, **where)
    return next((like.code for like in found if like.score >= SAME and like.code not in without), "")
