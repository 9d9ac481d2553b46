"""What another government's program does here: bring a matter, say something on it, pass on or give back what it has.

Everything is done once: a matter by the marker of whoever brings it, a step by its reference. The same again answers
as the first time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from surga.channels.port.gateway import Report
from surga.core.cases import actions as cases
from surga.core.cases import photos as pictures
from surga.core.cases import states
from surga.core.cases.actions import CaseUnknown
from surga.core.cases.actions.frame import add_photos
from surga.core.cases.models import Case, Photo
from surga.core.cases.photos import CleanPhoto
from surga.core.cases.states import Refused
from surga.core.people.access import Actor, system
from surga.events.models import Event
from surga.reactions.sync.models import Matter, Said
from surga.reactions.sync.queries.partners import is_with, report_shown, ungiven
from surga.reactions.sync.store.house import CityHouse
from surga.reactions.sync.things import Partner, Side

#: What a partner may say of the standing of a matter that lies with it → the move that it asks for.
_MOVES: Final = {"in_progress": "start", "followed_up": "answer", "done": "resolve"}
#: What a partner may say: the columns' lengths.
LONGEST_REF: Final = 60


class RefReused(Exception):
    """The reference was used for another matter."""

    code = "ref_reused"


class NotYours(Exception):
    """The matter does not lie with the partner now: it may add words to it, and no more."""

    code = "not_yours"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Words on a matter. ``standing`` and ``closes`` only for one that lies with the partner."""

    ref: str
    text: str
    standing: str = ""
    closes: bool = False
    pictures: tuple[bytes, ...] = ()


def bring(
    partner: Partner, report: Report, photos: Sequence[bytes] = (), *, known_above: bool = False
) -> tuple[str, bool]:
    """Take a matter in, once by its marker (``report.id``); its code here, and whether it is new.

    Raises ``MessageRefused``. What cannot be right in it is left out rather than refused.
    """
    earlier = _brought(partner, report.id)
    if earlier:
        return earlier, False
    side = Side(partner.system, "surga")
    try:
        with transaction.atomic():
            ours = CityHouse().take_in(report, photos, side)
            Matter.objects.create(
                partner=partner.name, case_id=ours.id, marker=report.id, known_above=known_above
            )
            actor, theirs = system(partner.system), report.id.removeprefix("[Ref ").removesuffix("]")
            cases.note_link(ours.code, actor, system=partner.system, report_id=theirs, direction="in")
    except IntegrityError:
        # The same at the same moment: the other was first.
        earlier = _brought(partner, report.id)
        if not earlier:
            raise
        return earlier, False
    return ours.code, True


def _brought(partner: Partner, marker: str) -> str:
    found = (
        Matter.objects.filter(partner=partner.name, marker=marker).values_list("case_id", flat=True).first()
    )
    return Case.objects.values_list("code", flat=True).get(pk=found) if found is not None else ""


def show_given(partner: Partner) -> int:
    """Let the partner see what was given to its agency; how many matters are new to it."""
    given = [Matter(partner=partner.name, case_id=pk) for pk in ungiven(partner)]
    if given:
        Matter.objects.bulk_create(given, ignore_conflicts=True)
    return len(given)


def look_first(partner: Partner, code: str) -> None:
    """Look at the photos of a matter that nobody looked at yet: whoever takes it in now asks for them but once."""
    waiting = Photo.objects.filter(case__code=code, look="waiting").values_list("pk", flat=True)[:5]
    if waiting and report_shown(partner, code) is not None:
        for photo in waiting:
            cases.look_at_photo(photo)


def follow_up(partner: Partner, code: str, told: FollowUp) -> str:
    """Add what the partner says; the step's id. Raises ``CaseUnknown``, ``NotYours``, ``RefReused``, ``Refused``."""
    clean = _readable(told.pictures)  # before the lock: decoding takes a while

    def say(case: Case, actor: Actor, yours: bool) -> None:
        if (told.standing or told.closes) and not yours:
            raise NotYours
        _said(case, actor, told, yours)

    return _once(partner, code, told.ref, say, clean)


def pass_on(partner: Partner, code: str, ref: str, agency: str, text: str) -> str:
    """Give what lies with the partner to an agency of ours; the step's id. Raises as ``follow_up``."""

    def give(case: Case, actor: Actor, yours: bool) -> None:
        if not yours:
            raise NotYours
        cases.forward_case(case.code, actor, agency=agency, note=text)

    return _once(partner, code, ref, give)


def give_back(partner: Partner, code: str, ref: str, reason: str) -> str:
    """It is not the partner's: our verifiers have it again; the step's id. Raises as ``follow_up``."""

    def give(case: Case, actor: Actor, yours: bool) -> None:
        if not yours:
            raise NotYours
        if case.status == "escalated":
            cases.take_back(case.code, actor, reason=reason)
        else:
            cases.return_case(case.code, actor, reason=reason)

    return _once(partner, code, ref, give)


def _said(case: Case, actor: Actor, told: FollowUp, yours: bool) -> None:
    standing = "done" if told.closes else told.standing
    move = _MOVES.get(standing, "") if yours else ""
    if not yours and case.status == "waiting_reporter":
        # Whoever brought it stands for the reporter: this is the reply.
        cases.reply_to_case(case.code, actor, text=told.text)
    elif move and states.may_move(case.status, move):
        _DO[move](case.code, actor, told.text)
    else:
        # Whoever brought it stands for the reporter: its words are for officers and not for the public.
        step = "follow_up" if yours else "reporter_reply"
        cases.note_step(
            case.code, actor, system=str(actor.id), step=step, role="liaison", standing=standing,
            text=told.text,
        )  # fmt: skip


_DO: Final[dict[str, Callable[[str, Actor, str], object]]] = {
    "start": lambda code, actor, text: cases.start_work(code, actor, text=text),
    "answer": lambda code, actor, text: cases.answer_case(code, actor, text=text),
    "resolve": lambda code, actor, text: cases.resolve_case(code, actor, text=text),
}


def _once(
    partner: Partner,
    code: str,
    ref: str,
    do: Callable[[Case, Actor, bool], None],
    photos: Sequence[CleanPhoto] = (),
) -> str:
    """Do it under its reference, unless it was done; the id of the event that it is."""
    shown = report_shown(partner, code)
    if shown is None:
        raise CaseUnknown
    with transaction.atomic():
        case = Case.objects.select_for_update().get(code=code)
        earlier = Said.objects.filter(partner=partner.name, ref=ref).first()
        if earlier is not None:
            if earlier.case_id != case.pk:
                raise RefReused
            return str(earlier.event_id)
        do(case, system(partner.system), is_with(partner, case, shown.marker))
        event = Event.objects.filter(case_id=case.pk).order_by("-id").first()
        assert event is not None  # noqa: S101  # it was recorded just now
        add_photos(case, list(photos), event.data.get("entry_id"), timezone.now())
        Said.objects.create(partner=partner.name, ref=ref, case_id=case.pk, event_id=event.pk)
        return str(event.pk)


def _readable(photos: Sequence[bytes]) -> list[CleanPhoto]:
    """The pictures that are some; one that is none is no reason to lose the words beside it."""
    found: dict[str, CleanPhoto] = {}
    for data in photos[: pictures.MAX_PHOTOS]:
        try:
            picture = pictures.clean_photo(data)
        except Refused:
            continue
        found[picture.sha256] = picture
    return list(found.values())
