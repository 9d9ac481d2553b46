"""The gateway: from a request to an answer, with the faults that fall on the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, Final

from sandbox.national.model import citizen
from sandbox.national.model.national import National
from sandbox.national.model.things import Refused
from sandbox.national.wire import calls, forms, xml
from sandbox.national.wire.answers import Answer, Request, as_html, as_json
from sandbox.national.wire.faults.faults import Faults, Rule
from sandbox.national.wire.faults.kinds import INSTEAD, SHAPES
from sandbox.national.wire.faults.misshape import misshape

_PATHS: Final = {f"/api/services/f01/{name}": name for name in calls.BY_NAME} | {
    "/api/stream/addstream": "addstream"
}
_STATUSES: Final = {
    "status_502": (502, "502 Bad Gateway"), "status_503": (503, "503 Service Temporarily Unavailable"),
    "status_504": (504, "504 Gateway Time-out"), "too_many": (429, "429 Too Many Requests"),
}  # fmt: skip
_CODES: Final = {
    "rate_limit": ("RATE_LIMIT", "Terlalu banyak permintaan."),
    "maintenance": ("MAINTENANCE", "Sedang dalam pemeliharaan."),
    "internal": ("INTERNAL", "Terjadi kesalahan di server."),
    "token": ("TOKEN_INVALID", "Token tidak dikenal atau sudah tidak berlaku."),
}
_XML: Final = "text/xml; charset=UTF-8"


@dataclass(slots=True)
class Gateway:
    """``opening`` gives the national side for one call and keeps what the call changed; ``now`` its time.

    A program in the same process may give a ``nullcontext`` of its own model, and a clock of its own.
    """

    faults: Faults
    opening: Callable[[], AbstractContextManager[National]]
    now: Callable[[], int]
    address: str

    def answer(self, request: Request) -> Answer | None:
        """The answer to a call, ``None`` where the path is no call's."""
        name = _PATHS.get(request.path)
        if name is None:
            return None
        if request.method != "POST":
            return as_html("405 Method Not Allowed", 405, {"Allow": "POST"})
        fallen = self.faults.fallen(name)
        instead = next((rule for kind, rule in fallen.items() if kind in INSTEAD), None)
        if "cut_before" in fallen:
            return Answer(0, b"", cut="silent")
        if instead is not None and not instead.stored:
            return _instead(name, request.path, instead)
        found = self._done(name, request, fallen)
        return _spoiled(found if instead is None else _instead(name, request.path, instead), fallen)

    def _done(self, name: str, request: Request, fallen: dict[str, Rule]) -> Answer:
        try:
            if name == "addstream":
                return self._add(request, fallen)
            form = forms.read(request)
            with self.opening() as national:
                who = national.caller(form["KEYTOKEN"])
                call = calls.Call(
                    national, who, form, self.now(), self.address, fallen.keys(), self.faults.dice
                )
                return as_json(misshape(calls.BY_NAME[name](call), fallen.keys() & SHAPES, self.faults.dice))
        except Refused as refused:
            return _refusal(name, refused.code, refused.why, refused.stream_id)

    def _add(self, request: Request, fallen: dict[str, Rule]) -> Answer:
        if request.headers.get("content-type", "").partition(";")[0].strip() not in {
            "text/xml",
            "application/xml",
        }:
            raise Refused("INVALID", "Kirim sebagai text/xml.")
        read = xml.Reader(request.body)
        with self.opening() as national:
            who = national.caller(read["lapor@token"])
            report = citizen.file(national, xml.filing(read), self.now(), filed_by=who)
        key = report.tracking_id
        if "wrong_types" in fallen:
            key = f"LP-{key}"
        elif "nulls" in fallen:
            key = ""
        return Answer(200, xml.taken(key, report.transaction_id), _XML)


def _instead(name: str, path: str, rule: Rule) -> Answer:
    """What comes in the place of a call's own answer."""
    if rule.kind == "redirect":
        return Answer(302, b"", "text/html", {"Location": f"{rule.value.rstrip('/')}{path}"})
    if rule.kind in _STATUSES:
        status, title = _STATUSES[rule.kind]
        return as_html(title, status, {"Retry-After": rule.value} if rule.value else {})
    if rule.kind in _CODES:
        return _refusal(name, *_CODES[rule.kind], retry_after=rule.value if rule.kind == "rate_limit" else "")
    return as_html("SP4N-LAPOR! sedang dalam pemeliharaan", 200)


def _refusal(name: str, code: str, why: str, stream_id: str = "", retry_after: str = "") -> Answer:
    if name == "addstream":
        return Answer(200, xml.refused(code, why, retry_after), _XML)
    form: dict[str, Any] = {"status": "error", "code": code, "message": why}
    form |= {"streamid": stream_id} if stream_id else {}
    form |= {"retry_after": retry_after} if retry_after else {}
    return as_json(form)


def _spoiled(found: Answer, fallen: dict[str, Rule]) -> Answer:
    """The answer as the network brings it."""
    if "cut_after" in fallen:
        return Answer(0, b"", cut="silent", wait=found.wait)
    if "truncated" in fallen:
        found = replace(found, body=found.body[: max(1, len(found.body) * 2 // 3)])
    if "cut_midway" in fallen:
        found = replace(found, cut="midway")
    if "slow" in fallen:
        found = replace(found, wait=fallen["slow"].number)
    if "endless" in fallen:
        return replace(found, blanks=-1)
    if "huge" in fallen:
        return replace(found, blanks=int(fallen["huge"].number * 1024 * 1024))
    return found
