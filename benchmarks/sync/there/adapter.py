"""The real adapter, over the stand-in's real wire, in this process: whatever can be wrong with an answer is read.

Only the sockets are missing. What the network does to an answer is told by the stand-in, and done here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from benchmarks.sync.there.faults import LONGEST_CALL, Faults, TheirDeath
from benchmarks.sync.there.nation import TOKEN, US, Nation
from sandbox.national.wire.answers import Answer as Given
from sandbox.national.wire.answers import Request
from sandbox.national.wire.faults.faults import Faults as Spoilt
from sandbox.national.wire.faults.faults import Rule
from sandbox.national.wire.faults.kinds import KINDS, SHAPES
from sandbox.national.wire.gateway import Gateway as Stand
from surga.channels.port.channel import Unreachable, Unsure
from surga.channels.port.gateway import Accepted, NewReport
from surga.channels.sp4n.client import PATIENCE
from surga.channels.sp4n.gateway import Sp4nGateway
from surga.channels.wire.outside import AWAY, Answer, Outside, TooBig

_URL: Final = "http://national.invalid"
_ACTS: Final = frozenset({"addstream", "addfollowup", "dispose", "returnreport"})
#: Of so many kinds of faults two or three fall together when everything goes wrong.
_SHARE: Final = 2 / len(KINDS)
#: Answers of another shape are what only this way can bring.
_SHAPELESS: Final = 3
#: Who answers with one of these may have done it; who says that one asks too often, or is not known, has not.
_MAY_BE_DONE: Final = frozenset("html status_502 status_503 status_504 maintenance internal redirect".split())
#: A token that is withdrawn is given anew after at most so many seconds.
_LONGEST_SPELL: Final = 3600.0


@dataclass(frozen=True, slots=True)
class _Account:
    url: str = _URL
    token: str = TOKEN
    agency: str = US


class Adapter(Sp4nGateway):
    """``witness`` sees what leaves."""

    def __init__(
        self,
        nation: Nation,
        faults: Faults,
        witness: Callable[[NewReport], None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(_Account(), _Line(nation, faults, now), now)
        self._witness = witness

    def submit(self, new: NewReport) -> Accepted:
        self._witness(new)
        return super().submit(new)


class _Line(Outside):
    """Carries a question to the other side and its answer back, or not."""

    def __init__(self, nation: Nation, faults: Faults, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._nation, self._faults, self._now = nation, faults, now
        self._spoilt = Spoilt(dice=faults.dice)
        self._stand = Stand(self._spoilt, nation.open, nation.clock, _URL)
        self._withdrawn_until: datetime | None = None

    def _ask(
        self, method: str, url: str, headers: dict[str, str], body: bytes | None = None, largest: int = 0
    ) -> Answer:
        faults, path = self._faults, urlsplit(url).path
        # With few rows a page, pages shift.
        asked = (body or b"").replace(b"per_page=100", b"per_page=4")
        request = Request(method, path, {}, {name.lower(): value for name, value in headers.items()}, asked)
        acts = path.rsplit("/", 1)[-1] in _ACTS
        faults.spot("before the call")
        if faults.happens("unreachable", _SHARE):
            raise Unreachable("connect", AWAY)
        faults.meanwhile()
        if acts and faults.happens("done later", _SHARE):
            faults.underway.append((faults.dice.random() * LONGEST_CALL, lambda: self._stand.answer(request)))
            faults.passes(faults.dice.random() * LONGEST_CALL)
            raise Unsure("ReadTimeoutError")
        given = self._given(request)
        faults.meanwhile()
        if acts:
            faults.spot("after the deed")
        return self._brought(given, largest)

    def _given(self, request: Request) -> Given:
        self._spoilt.rules = [self._rule(kind) for kind in KINDS if self._faults.happens(kind, _share(kind))]
        self._withdraw()
        try:
            given = self._stand.answer(request)
        except TheirDeath:
            raise Unsure("ProtocolError") from None
        finally:
            self._spoilt.rules = []
        assert given is not None  # noqa: S101  # the adapter knows its calls
        return given

    def _rule(self, kind: str) -> Rule:
        dice = self._faults.dice
        value = KINDS[kind].default
        if kind == "slow":
            value = str(dice.random() * 2 * PATIENCE)
        stored = kind in _MAY_BE_DONE and dice.random() < 0.5
        return Rule(kind, next=1, stored=stored, value=value)

    def _withdraw(self) -> None:
        """Now and then the token is good for nothing, until somebody gets another."""
        now, dice = self._now(), self._faults.dice
        if self._withdrawn_until is None and self._faults.happens("token expired", _SHARE / 4):
            self._withdrawn_until = now + dice.random() * timedelta(seconds=_LONGEST_SPELL)
        if self._withdrawn_until is not None and (now >= self._withdrawn_until or not self._faults.rate):
            self._withdrawn_until = None
        self._nation.national.callers = {} if self._withdrawn_until is not None else {TOKEN: US}

    def _brought(self, given: Given, largest: int) -> Answer:
        faults = self._faults
        faults.passes(min(given.wait, PATIENCE) or faults.dice.random())
        if given.wait > PATIENCE:
            raise Unsure("ReadTimeoutError")
        if given.cut:
            raise Unsure("ProtocolError")
        if given.blanks < 0 or given.blanks + len(given.body) > largest:
            raise TooBig
        wait = given.headers.get("Retry-After", "")
        mime = given.mime.partition(";")[0].strip().lower()
        return Answer(given.status, given.body, {}, mime, min(float(wait), 3600.0) if wait.isdigit() else 0.0)


def _share(kind: str) -> float:
    return _SHARE * (_SHAPELESS if kind in SHAPES else 1)
