"""What each call does. The rest of the way, faults too, is the gateway's."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Final

from sandbox.national.model import agency as agencies
from sandbox.national.model.agency import FollowUp
from sandbox.national.model.national import National
from sandbox.national.model.things import Refused, Report
from sandbox.national.wire import shapes
from sandbox.national.wire.forms import Form

_MOST: Final = 100  # rows of a page


@dataclass(frozen=True, slots=True)
class Call:
    """One call, its caller known. ``faults``: the kinds that fell, where they change what is found."""

    national: National
    who: str
    form: Form
    now: int
    address: str
    faults: Collection[str]
    dice: random.Random


def gettopics(call: Call) -> Any:
    return [shapes.topic(each) for each in call.national.topics.values()]


def getagencies(call: Call) -> Any:
    return _ok(agencies=[shapes.agency(each) for each in call.national.agencies.values()])


def getreports(call: Call) -> Any:
    form = call.form
    page, size = _number(form["page"] or "1", "page"), _number(form["per_page"] or str(_MOST), "per_page")
    if size > _MOST:
        raise Refused("INVALID", f"per_page paling banyak {_MOST}.")
    if form["agency"]:
        call.national.known_agency(form["agency"])
    since = shapes.read_time(form["updated_since"])
    # Somebody's own agency means all that it may read: what it filed lies elsewhere, and is its own all the same.
    of = "" if form["agency"] == call.who else form["agency"]
    found = call.national.listing(call.who, of, since, form["q"])
    rows = [shapes.report(each, call.address) for each in _page(call, found, page, size)]
    return _ok(page=str(page), pages=str(max(1, -(-len(found) // size))), reports=rows)


def getreport(call: Call) -> Any:
    told = shapes.whole(call.national.seen(call.who, call.form["trackingid"]), call.address)
    if "any_order" in call.faults:
        call.dice.shuffle(told["streams"])
    return _ok(report=told)


def addfollowup(call: Call) -> Any:
    form = call.form
    if form["closes"] not in {"", "0", "1"}:
        raise Refused("INVALID", "closes adalah 0 atau 1.")
    said = FollowUp(
        _ref(call),
        form["note"],
        form["new_status"],
        form["closes"] == "1",
        tuple(form.files.get("attachment", ())),
    )
    stream = agencies.follow_up(call.national, call.who, form["trackingid"], said, call.now)
    return _ok(streamid=stream.id)


def dispose(call: Call) -> Any:
    form = call.form
    stream = agencies.pass_on(
        call.national, call.who, form["trackingid"], form["agency"], form["note"], _ref(call), call.now
    )
    return _ok(streamid=stream.id)


def returnreport(call: Call) -> Any:
    form = call.form
    stream = agencies.give_back(
        call.national, call.who, form["trackingid"], form["reason"], _ref(call), call.now
    )
    return _ok(streamid=stream.id)


BY_NAME: Final[dict[str, Callable[[Call], Any]]] = {
    "gettopics": gettopics, "getagencies": getagencies, "getreports": getreports, "getreport": getreport,
    "addfollowup": addfollowup, "dispose": dispose, "returnreport": returnreport,
}  # fmt: skip


def _page(call: Call, found: list[Report], page: int, size: int) -> list[Report]:
    start = (page - 1) * size
    if page > 1 and "shifted" in call.faults:
        start += 1  # as when a row of an earlier page was changed in between, and went to the end
    rows = found[start : start + size]
    if page > 1 and "repeat_row" in call.faults and rows:
        rows = [found[start - 1], *rows]
    if "any_order" in call.faults:
        call.dice.shuffle(rows)
    return rows


def _ok(**found: Any) -> dict[str, Any]:
    return {"status": "ok", **found}


def _ref(call: Call) -> str:
    """The caller's reference, new, on a report that it may see; secret ones it never may."""
    ref = call.form["ref"]
    if not ref:
        raise Refused("INVALID", "ref wajib diisi.")
    call.national.once(call.who, ref)
    call.national.seen(call.who, call.form["trackingid"])
    return ref


def _number(told: str, name: str) -> int:
    if not (told.isascii() and told.isdigit() and int(told[:9]) > 0 and len(told) < 10):
        raise Refused("INVALID", f"{name} adalah angka, mulai dari 1.")
    return int(told)
