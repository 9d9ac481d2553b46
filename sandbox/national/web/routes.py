"""Which address is answered by what: the gateway's calls, the pages, and the door for programs."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from sandbox.national.house import House
from sandbox.national.model.things import Refused, Upload
from sandbox.national.pages import about, filing, listing, panel, report
from sandbox.national.web.acting import act
from sandbox.national.wire import forms
from sandbox.national.wire.answers import Answer, Request, as_html, as_json
from sandbox.national.wire.faults.faults import NoSuchFault
from sandbox.national.wire.gateway import Gateway

#: The pages load nothing from anywhere else and run no script.
POLICY: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
}
HTML: Final = "text/html; charset=utf-8"
STYLE: Final = Path(__file__).with_name("style.css")
#: What a browser may show; anything else is only saved.
SHOWN: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
NOT_THERE: Final = as_html("404 Not Found", 404)


class BadRequest(ValueError):
    """A request of a program that cannot be used; the text says why."""


def answer(house: House, request: Request) -> Answer:
    """The answer to any request."""
    found = Gateway(house.faults, house.open, lambda: house.now, house.address).answer(request)
    if found is not None:
        return found
    if request.method == "POST" and not _own(request):
        return as_html("403 Forbidden", 403)
    exact = EXACT.get((request.method, request.path))
    try:
        if exact is not None:
            return exact(house, request)
    except (BadRequest, NoSuchFault, ValueError) as error:
        return as_json({"error": str(error)}, 400)
    except Refused as refused:
        return as_json({"error": refused.why, "code": refused.code}, 400)
    start, _, rest = request.path.lstrip("/").partition("/")
    if request.method == "GET" and start in {"laporan", "berkas"}:
        return _report(house, rest) if start == "laporan" else _file(house, rest.partition("/")[0])
    return NOT_THERE


def _own(request: Request) -> bool:
    """Whether a form was sent from a page of this program, or by a program, and not from a page elsewhere."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


def _html(body: bytes, status: int = 200) -> Answer:
    return Answer(status, body, HTML, POLICY)


def _back(path: str) -> Answer:
    return Answer(303, b"", HTML, {"Location": path})


# Pages


def _list(house: House, request: Request) -> Answer:
    with house.open() as national:
        return _html(listing.listing(national, request.query, house.now))


def _report(house: House, key: str) -> Answer:
    with house.open() as national:
        found = national.reports.get(key)
        return NOT_THERE if found is None else _html(report.detail(national, found, house.now))


def _file(house: House, key: str) -> Answer:
    """An attached file; those of secret reports leave nowhere."""
    with house.open() as national:
        of = ((each, file) for each in national.reports.values() for file in each.files)
        found = next(((each, file) for each, file in of if file.id == key), None)
        if found is None or found[0].secret:
            return NOT_THERE
        data, mime = national.files[key], found[1].mime
    if mime in SHOWN:
        return Answer(200, data, mime, POLICY)
    return Answer(200, data, "application/octet-stream", {**POLICY, "Content-Disposition": "attachment"})


def _new(house: House, _request: Request) -> Answer:
    with house.open() as national:
        return _html(filing.filing(national, house.now))


def _about(house: House, _request: Request) -> Answer:
    with house.open() as national:
        return _html(about.about(national, house.now))


def _style(_house: House, _request: Request) -> Answer:
    return Answer(200, STYLE.read_bytes(), "text/css; charset=utf-8")


def _act(house: House, request: Request) -> Answer:
    form = forms.read(request)
    typed, uploads = form.fields, form.files.get("attachment", [])
    try:
        with house.open() as national:
            key = act(national, typed, uploads, house.now)
    except Refused as refused:
        return _once_more(house, typed, refused.why)
    return _back(f"/laporan/{key}")


def _once_more(house: House, typed: dict[str, str], why: str) -> Answer:
    """The page that the form came from, with what was typed."""
    with house.open() as national:
        found = national.reports.get(typed.get("trackingid", ""))
        if found is not None:
            return _html(report.detail(national, found, house.now, typed, why), 422)
        return _html(filing.filing(national, house.now, typed, why), 422)


def _panel(house: House, request: Request) -> Answer:
    if request.method == "GET":
        return _html(panel.panel(house.faults, house.now))
    typed = forms.read(request).fields
    try:
        _switch(house, typed)
    except ValueError as error:
        return _html(panel.panel(house.faults, house.now, typed, str(error)), 422)
    return _back("/gangguan")


def _switch(house: House, typed: dict[str, str]) -> None:
    """What the panel's buttons do. Raises ``ValueError``."""
    do = typed.get("do", "")
    if do == "add":
        rule: dict[str, Any] = {
            "kind": typed["kind"],
            "call": typed["call"],
            "stored": typed.get("stored") == "1",
        }
        rule |= {"share": _whole(typed.get("percent") or "100", "Peluang") / 100}
        rule |= {"next": _whole(typed["next"], "Banyaknya")} if typed.get("next") else {}
        house.faults.set({"add": [{**rule, "value": typed.get("value", "")}]})
    elif do == "ready" and typed.get("which") in panel.READY:
        house.faults.set({"add": panel.READY[typed["which"]][1]})
    elif do == "settings":
        numbers = {
            name: _whole(typed.get(name) or "0", "Selisih dan benih") for name in ("skew_seconds", "seed")
        }
        ticks = {name: typed.get(name) == "1" for name in ("leading_zero", "forget_passed_on")}
        house.faults.set({**numbers, **ticks})
    elif do == "remove":
        house.faults.remove(_whole(typed.get("number", ""), "Nomor"))
    elif do == "tick":
        house.tick(_whole(typed.get("seconds", ""), "Detik"))
    elif do == "clear":
        house.faults.set({"rules": []})
    elif do in {"reset", "empty"}:
        house.reset(seeded=do == "reset")


def _whole(told: str, name: str) -> int:
    try:
        return int(told)
    except ValueError:
        raise ValueError(f"{name} ditulis dengan angka bulat.") from None


# For programs


def _given(request: Request) -> dict[str, Any]:
    try:
        form = json.loads(request.body or b"{}")
    except ValueError:
        raise BadRequest("The body is no JSON.") from None
    if not isinstance(form, dict):
        raise BadRequest("The body is no JSON object.")
    return form


def _state(house: House, _request: Request) -> Answer:
    with house.open() as national:
        return as_json(
            {
                "now": house.now,
                "reports": [asdict(each) for each in national.reports.values()],
                "refs": [[*key, stream_id] for key, stream_id in national.refs.items()],
                "callers": sorted(national.callers.values()),
                "files": {key: len(data) for key, data in national.files.items()},
                "calls": dict(house.faults.calls),
                "faults": house.faults.told(),
            }
        )


def _faults(house: House, request: Request) -> Answer:
    if request.method == "POST":
        house.faults.set(_given(request))
    return as_json(house.faults.told())


def _acted(house: House, request: Request) -> Answer:
    form = _given(request)
    try:
        uploads = [
            Upload(str(each["name"]), str(each["mime"]), base64.b64decode(each["data"], validate=True))
            for each in form.pop("files", [])
        ]
    except (KeyError, TypeError, binascii.Error):
        raise BadRequest("files is a list of name, mime and data in base64.") from None
    with house.open() as national:
        key = act(national, {name: str(value) for name, value in form.items()}, uploads, house.now)
        return as_json(asdict(national.report(key)))


def _tick(house: House, request: Request) -> Answer:
    seconds = _given(request).get("seconds")
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        raise BadRequest("seconds is a whole number.")
    return as_json({"now": house.tick(seconds)})


def _reset(house: House, request: Request) -> Answer:
    wanted = _given(request)
    house.reset(seeded=wanted.get("seeded", True) is True, clock=wanted.get("clock") is True)
    return as_json({"reset": True})


EXACT: Final[dict[tuple[str, str], Callable[[House, Request], Answer]]] = {
    ("GET", "/"): _list,
    ("GET", "/lapor"): _new,
    ("GET", "/tentang"): _about,
    ("GET", "/gaya.css"): _style,
    ("POST", "/bertindak"): _act,
    ("GET", "/gangguan"): _panel,
    ("POST", "/gangguan"): _panel,
    ("GET", "/state"): _state,
    ("GET", "/faults"): _faults,
    ("POST", "/faults"): _faults,
    ("POST", "/act"): _acted,
    ("POST", "/tick"): _tick,
    ("POST", "/reset"): _reset,
}
