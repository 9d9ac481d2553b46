"""Our cases as the engine sees them (``engine.protocols.House``): every change is a case action by the side's actor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from surga.channels.port.gateway import NewReport, Picture, Report, Step
from surga.core.cases import actions
from surga.core.cases.models import Case, Entry, Photo
from surga.core.cases.queries import Hiding
from surga.core.cases.queries.pictures import SHOWABLE
from surga.core.cases.states import Refused
from surga.core.intake.message import Message
from surga.core.intake.receive import receive
from surga.core.people import access
from surga.core.people.access import Actor
from surga.core.triage.flags.sensitive import sensitive
from surga.core.triage.words import search_words
from surga.reactions.sync import models
from surga.reactions.sync.models import Link, Matter, Permit
from surga.reactions.sync.rules import likeness, telling
from surga.reactions.sync.rules.arriving import MOST_PICTURES, message_of
from surga.reactions.sync.rules.likeness import WINDOW, Telling
from surga.reactions.sync.store.prepared import Prepared
from surga.reactions.sync.store.sides import NATIONAL, sides
from surga.reactions.sync.things import ENDED, LONGEST_TEXT, SKIPPED, SUBMIT, Act, Ours, Partner, Side

_COLUMNS: Final = (
    "id", "code", "status", "channel", "confidential", "oversight", "protected", "waiting_from",
    "allowed", "partner", "known_above",
)  # fmt: skip
#: What is needed to tell a case, and what was said on one.
_TOLD_OF: Final = (
    "code", "title", "text", "kind", "address", "lat", "lon", "occurred_on", "reporter__name",
)  # fmt: skip
_SAID_OF: Final = (
    "text", "kind", "visibility", "case__code", "case__reporter__name", "case__title", "case__text",
)  # fmt: skip
_MOST_WORDS: Final = 10_000
_MOST_COMPARED: Final = 500


def _ours(system: str) -> QuerySet[Case, Any]:
    """The case, whether it may be told to the side although it is secret, and by whose program it came."""
    brought = Matter.objects.filter(case_id=OuterRef("pk")).exclude(marker="").order_by("id")
    return Case.objects.annotate(
        allowed=Exists(Permit.objects.filter(system=system, case_id=OuterRef("pk"))),
        partner=Subquery(brought.values("partner")[:1]),
        known_above=Subquery(brought.values("known_above")[:1]),
    ).values_list(*_COLUMNS)


_ours_by_id: Final = Prepared(lambda system, case_id: _ours(system).filter(pk=case_id))
_ours_by_code: Final = Prepared(lambda system, code: _ours(system).filter(code=code))
_locked: Final = Prepared(
    lambda case_id: Case.objects.select_for_update().filter(pk=case_id).values_list("pk")
)
_told_of: Final = Prepared(lambda case_id: Case.objects.filter(pk=case_id).values_list(*_TOLD_OF))
_said_of: Final = Prepared(
    lambda entry_id, case_id: Entry.objects.filter(pk=entry_id, case=case_id).values_list(*_SAID_OF)
)
_submitted: Final = Prepared(
    lambda system, case_id: (
        models.Act.objects.filter(system=system, case_id=case_id, kind=SUBMIT)
        .exclude(state=SKIPPED)
        .values_list("pk")[:1]
    )
)
_linked: Final = Prepared(
    lambda system, case_id: Link.objects.filter(system=system, case_id=case_id).values_list("pk")[:1]
)
_photos_of_case: Final = Prepared(
    lambda case_id: (
        Photo.objects.filter(entry=None, case=case_id)
        .order_by("id")
        .values_list("id", "file", "look")[:MOST_PICTURES]
    )
)
_photos_of_entry: Final = Prepared(
    lambda entry_id, case_id: (
        Photo.objects.filter(entry=entry_id, case=case_id)
        .order_by("id")
        .values_list("id", "file", "look")[:MOST_PICTURES]
    )
)


class CityHouse:
    """The cases in the database."""

    def lock(self, case_id: int) -> None:
        # On SQLite whoever may write is alone.
        if connection.features.has_select_for_update:
            _locked.first(case_id)

    def ours(self, case_id: int, side: Side, *, lock: bool = False) -> Ours | None:
        if lock:
            self.lock(case_id)
        return self._ours(_ours_by_id.first(side.name, case_id))

    def ours_by_code(self, code: str, side: Side) -> Ours | None:
        return self._ours(_ours_by_code.first(side.name, code))

    def _ours(self, row: tuple[Any, ...] | None) -> Ours | None:
        if row is None:
            return None
        (
            pk,
            code,
            status,
            channel,
            confidential,
            oversight,
            protected,
            waiting_from,
            allowed,
            partner,
            above,
        ) = row
        # The other side publishes what it has, so what we never publish is secret here too.
        secret = confidential or oversight or protected
        brought_by = Partner(partner).system if partner else ""
        return Ours(
            pk, code, status, channel, secret, secret and allowed, waiting_from, brought_by, bool(above)
        )

    def new_report(self, ours: Ours, *, pictures: bool = True) -> NewReport:
        # No reporter is asked yet whether their name may go there, so none does: everybody is anonymous.
        row = _told_of.first(ours.id)
        if row is None:
            raise Case.DoesNotExist
        code, title, text, kind, address, lat, lon, occurred_on, name = row
        told = f"{text}\n\nLokasi: {address}" if address else text
        hiding, names = Hiding(), () if name is None else (name,)
        return NewReport(
            telling.marker_of(code),
            telling.marked(hiding(told, names), code),
            title=hiding(title, names),
            kind=kind,
            place=hiding(address, names),
            lat=lat,
            lon=lon,
            occurred_on=occurred_on,
            pictures=tuple(_pictures(_photos_of_case.all(ours.id), code)) if pictures else (),
            known_above=_submitted.any(NATIONAL, ours.id) or _linked.any(NATIONAL, ours.id),
        )

    def said(self, act: Act) -> tuple[str, tuple[Picture, ...]]:
        row = _said_of.first(act.entry_id, act.case_id) if act.entry_id else None
        text, kind, visibility, code, name, title, told = row or ("", "", "", "", None, "", "")
        # What is said to the reporter goes to the reporter there: a question. All else is what everybody may read.
        # To whom a case went up, what the reporter added is told as well; it is not published there.
        kinds = {"question", "addition"} if act.system in _upwards() else {"question"}
        if not text.strip() or not (visibility == Entry.PUBLIC or kind in kinds):
            return act.words or "Kabar tindak lanjut.", ()
        pictures = _pictures(_photos_of_entry.all(act.entry_id, act.case_id), code)
        # Who was told of the matter may be told of it again; what is new of that sort is no news for a public page.
        known = sensitive(f"{title}\n{told}")
        words = Hiding().entry(text, () if name is None else (name,), known)
        return words[:LONGEST_TEXT], tuple(pictures)

    def take_in(self, report: Report, pictures: Sequence[bytes], side: Side) -> Ours:
        over = report.standing in ENDED
        at = min(report.created_at, timezone.now()) if over else None
        actor = _actor(side)
        receipt = _received(message_of(report, pictures, side, timezone.localdate()), actor, at)
        if over:
            # It ended before it came to us: kept for the figures, and nobody has to do anything.
            ended_at = max(at or report.updated_at, min(report.updated_at, timezone.now()))
            actions.archive_case(receipt.code, actor, reason="already_answered", at=ended_at)
        ours = self.ours(receipt.case_id, side)
        assert ours is not None  # noqa: S101  # it was opened just now
        return ours

    def linked(self, ours: Ours, side: Side, report_id: str, direction: str) -> int:
        return actions.note_link(
            ours.code, _actor(side), system=side.name, report_id=report_id, direction=direction
        )

    def step_taken(self, ours: Ours, side: Side, step: Step, standing: str) -> None:
        actions.note_step(
            ours.code, _actor(side), system=side.name, step=step.kind, role=step.role, standing=standing,
            text=step.text, at=_not_ahead(step.at),
        )  # fmt: skip

    def noted(self, ours: Ours, side: Side, what: str, text: str = "") -> int:
        return actions.note_outside(ours.code, _actor(side), system=side.name, what=what, text=text)

    def reply(self, ours: Ours, side: Side, step: Step) -> None:
        text = step.text[:_MOST_WORDS]
        actions.reply_to_case(ours.code, _actor(side), text=text, at=_not_ahead(step.at))

    def answer(self, ours: Ours, side: Side, step: Step) -> None:
        text = step.text[:_MOST_WORDS]
        actions.answer_case(ours.code, _actor(side), text=text, at=_not_ahead(step.at))

    def take_back(self, ours: Ours, side: Side, reason: str) -> None:
        level = Case.objects.values_list("level", flat=True).get(pk=ours.id)
        if level == side.level:
            actions.take_back(ours.code, _actor(side), reason=reason or "Dikembalikan.")

    def close(self, ours: Ours, side: Side) -> None:
        actions.close_from_outside(ours.code, _actor(side))

    def alike(self, ours: Ours, report: Report, side: Side) -> list[tuple[int, int]]:
        mine = Case.objects.filter(pk=ours.id).values_list(*_TOLD).first()
        if mine is None:
            return []
        around = (report.created_at - WINDOW, report.created_at + WINDOW)
        told_there = Link.objects.filter(system=side.name, direction="in").values("case_id")
        cases = Case.objects.filter(received_at__range=around).exclude(Q(pk=ours.id) | Q(pk__in=told_there))
        others = cases.order_by("-received_at").values_list("id", *_TOLD)[:_MOST_COMPARED]
        return likeness.alike(
            _telling(mine, report.created_at), [(row[0], _telling(row[1:])) for row in others]
        )


_TOLD: Final = ("title", "text", "received_at", "lat", "lon", "region")


def _telling(row: tuple[Any, ...], at: datetime | None = None) -> Telling:
    title, text, received_at, lat, lon, region = row
    return Telling(_words(f"{title} {text}"), at or received_at, lat, lon, region or "")


@lru_cache(maxsize=4 * _MOST_COMPARED)
def _words(text: str) -> frozenset[str]:
    """Each new report is compared with much the same cases."""
    return frozenset(search_words(text))


def _actor(side: Side) -> Actor:
    return access.system(side.name)


def _not_ahead(at: datetime) -> datetime:
    """Their time, unless their clock is ahead of ours."""
    return min(at, timezone.now())


def _upwards() -> frozenset[str]:
    """The sides that take only what goes up to them."""
    return frozenset(side.name for side in sides() if side.takes == "escalated")


def _pictures(rows: Sequence[tuple[int, str, str]], code: str) -> list[Picture]:
    """The covered copies of what came with an entry, or the case: nothing that hid in or on them leaves the city.

    One that nobody looked at yet is looked at now; one in doubt, or held back, does not go.
    """
    found = []
    for pk, file, look in rows:
        if look == "waiting":
            actions.look_at_photo(pk)
            file, look = Photo.objects.values_list("file", "look").get(pk=pk)  # noqa: PLW2901  # as it is now
        if look not in SHOWABLE:
            continue
        with default_storage.open(file) as opened:
            found.append(Picture(f"{code}-{pk}.jpg", "image/jpeg", data=opened.read()))
    return found


def _received(message: Message, actor: Actor, at: datetime | None) -> Any:
    try:
        return receive(message, actor, at=at)
    except Refused:
        # A picture that cannot be one is no reason to leave the report.
        if not message.photos:
            raise
        return receive(_without_pictures(message), actor, at=at)


def _without_pictures(message: Message) -> Message:
    return Message(**{name: getattr(message, name) for name in message.__slots__ if name != "photos"})
