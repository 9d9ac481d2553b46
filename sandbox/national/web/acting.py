"""Somebody acts: the national admin, an agency, a reporter; from a page's form or from a program's JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sandbox.national.model import agency, centre, citizen, words
from sandbox.national.model.agency import FollowUp
from sandbox.national.model.national import National
from sandbox.national.model.things import Filing, Person, Refused, Upload


@dataclass(frozen=True, slots=True)
class Act:
    """``form``: move, trackingid and what the move needs, as the README lists them."""

    national: National
    form: dict[str, str]
    uploads: Sequence[Upload]
    now: int

    def __getitem__(self, name: str) -> str:
        return self.form.get(name, "")

    @property
    def key(self) -> str:
        return self["trackingid"]

    @property
    def having(self) -> str:
        """The agency that acts: named, else the one that has the report."""
        found = self["as"] or self.national.report(self.key).agency
        if not found:
            raise Refused("INVALID", "Laporan ini tidak berada di instansi mana pun.")
        self.national.known_agency(found)
        return found


def act(national: National, form: dict[str, str], uploads: Sequence[Upload], now: int) -> str:
    """Do it; the tracking id of the report. Raises ``Refused``."""
    move = MOVES.get(form.get("move", ""))
    if move is None:
        raise Refused("INVALID", f"move adalah salah satu dari {', '.join(MOVES)}.")
    done = move(Act(national, form, uploads, now))
    return done if isinstance(done, str) else form["trackingid"]


def _file(act: Act) -> str:
    if act["happened_on"] and not re.fullmatch(r"\d{4}-\d\d-\d\d", act["happened_on"]):
        raise Refused("INVALID", "Tanggal kejadian ditulis YYYY-MM-DD.")
    first, _, last = act["name"].strip().partition(" ")
    filing = Filing(
        text=act["note"], title=act["title"], kind=act["kind"] or words.KINDS[0], topic_id=act["topic"],
        agency=act["agency"], channel=act["channel"] or "Website", happened_on=act["happened_on"],
        place=act["place"], lat=_degrees(act["lat"], 90), lon=_degrees(act["lon"], 180),
        anonymous=act["anonymous"] == "1", secret=act["secret"] == "1",
        person=Person(first, last or "_", act["email"], act["phone"]), uploads=tuple(act.uploads),
    )  # fmt: skip
    return citizen.file(act.national, filing, act.now).tracking_id


def _degrees(told: str, most: int) -> str:
    if told and not (re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", told) and abs(float(told)) <= most):
        raise Refused("INVALID", f"Koordinat ditulis dalam derajat, -{most} sampai {most}.")
    return told


def _verify(act: Act) -> object:
    return centre.verify(
        act.national,
        act.key,
        act["agency"],
        act.now,
        title=act["title"],
        kind=act["kind"],
        topic_id=act["topic"],
    )


def _follow_up(act: Act) -> object:
    said = FollowUp(act["ref"], act["note"], act["status"], act["closes"] == "1", tuple(act.uploads))
    return agency.follow_up(act.national, act.having, act.key, said, act.now)


def _give_back(act: Act) -> object:
    return agency.give_back(act.national, act.having, act.key, act["note"], act["ref"], act.now)


def _pass_on(act: Act) -> object:
    to = act["agency"]
    return agency.pass_on(act.national, act.having, act.key, to, act["note"], act["ref"], act.now)


MOVES: Final[dict[str, Callable[[Act], object]]] = {
    "file": _file,
    "reply": lambda act: citizen.reply(act.national, act.key, act["note"], act.now, act.uploads),
    "edit": lambda act: citizen.edit(act.national, act.key, act["note"], act.now),
    "verify": _verify,
    "dispose": lambda act: centre.dispose(act.national, act.key, act["agency"], act["note"], act.now),
    "hold": lambda act: centre.hold(act.national, act.key, act["note"], act.now),
    "take_back": lambda act: centre.take_back(act.national, act.key, act["note"], act.now),
    "archive": lambda act: centre.archive(act.national, act.key, act["note"], act.now),
    "follow_up": _follow_up,
    "give_back": _give_back,
    "pass_on": _pass_on,
}
