"""Everything an officer may do to a case: one table from a deed's name to its form and the case's action.

Pages, bulk work, keyboard and tests read this table; a new deed is a new row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surga.core.cases import actions, states
from surga.core.cases.actions.passing import BOUNCES_TO_DECIDE
from surga.core.cases.queries import facts_of
from surga.core.people.access import Actor, may
from surga.doors.desk.casework.handling import forms
from surga.doors.desk.casework.handling.scene import Scene
from surga.doors.look import words

type Run = Callable[[str, Actor, dict[str, Any]], Any]


def _always(_scene: Scene) -> bool:
    return True


@dataclass(frozen=True)
class Deed:
    """One row. ``name`` is the action of the access table, or ``right`` is; ``move`` the move of the state table.

    ``fits`` says what those two cannot: whether it makes sense for this case. ``done`` is said after it.
    """

    name: str
    move: str
    key: str
    icon: str
    form: type[forms.DeedForm]
    run: Run
    done: str | Promise
    danger: bool = False
    fits: Callable[[Scene], bool] = _always
    right: str = ""

    @property
    def action(self) -> str:
        """Its row in the access table."""
        return self.right or self.name

    @property
    def label(self) -> str:
        return words.label("move", self.name)

    def is_open(self, scene: Scene) -> bool:
        """Whether this officer may do it to this case now."""
        allowed = may(scene.actor, self.action, scene.facts)
        if scene.case.joined_to_id is not None and self.move in states.LED:
            return False  # it is done where the lead is
        return allowed and states.may_move(scene.case.status, self.move) and self.fits(scene)


def _verify(code: str, actor: Actor, said: dict[str, Any]) -> Any:
    """Verify, and forward in one go when asked; both happen or neither."""
    onward = said.pop("then", "") == "forward"
    said.setdefault("publish", False)
    with transaction.atomic():
        case = actions.verify_case(code, actor, **said)
        # A case that has just become the inspectorate's is theirs to take from here.
        if onward and may(actor, "forward", facts_of(case)):
            case = actions.forward_case(code, actor)
        return case


def _plain(action: Callable[..., Any]) -> Run:
    return lambda code, actor, said: action(code, actor, **said)


def _may_pass_on(scene: Scene) -> bool:
    return scene.case.bounces < BOUNCES_TO_DECIDE or may(scene.actor, "decide", scene.facts)


_ROWS = (
    Deed("verify", "verify", "v", "circle-check", forms.VerifyForm, _verify, _("Laporan diverifikasi.")),
    Deed(
        "forward",
        "forward",
        "f",
        "send",
        forms.ForwardForm,
        _plain(actions.forward_case),
        _("Laporan diteruskan."),
        fits=_may_pass_on,
    ),
    Deed(
        "start",
        "start",
        "s",
        "arrow-right",
        forms.StartForm,
        _plain(actions.start_work),
        _("Mulai dikerjakan."),
    ),
    Deed(
        "answer",
        "answer",
        "a",
        "message-square",
        forms.AnswerForm,
        _plain(actions.answer_case),
        _("Tanggapan terkirim."),
    ),
    Deed(
        "resolve",
        "resolve",
        "r",
        "check",
        forms.ResolveForm,
        _plain(actions.resolve_case),
        _("Dinyatakan selesai ditangani."),
    ),
    Deed(
        "reopen",
        "reopen",
        "o",
        "history",
        forms.ReopenForm,
        _plain(actions.reopen_case),
        _("Laporan dibuka kembali."),
    ),
    Deed(
        "refuse_reopen",
        "refuse_reopen",
        "t",
        "x",
        forms.RefuseReopenForm,
        _plain(actions.refuse_reopen),
        _("Permintaan dibuka kembali ditolak."),
        fits=lambda scene: scene.case.reopen_requested_at is not None,
    ),
    Deed(
        "ask",
        "ask",
        "q",
        "circle-help",
        forms.AskForm,
        _plain(actions.ask_reporter),
        _("Pertanyaan terkirim kepada pelapor."),
    ),
    Deed("note", "note", "n", "pencil", forms.NoteForm, _plain(actions.add_note), _("Catatan disimpan.")),
    Deed(
        "return",
        "return",
        "b",
        "status-returned",
        forms.ReturnForm,
        _plain(actions.return_case),
        _("Laporan dikembalikan kepada verifikator."),
        fits=lambda scene: not scene.case.decided,
    ),
    Deed(
        "raise",
        "raise",
        "l",
        "arrow-up",
        forms.RaiseForm,
        _plain(actions.raise_case),
        _("Laporan dinaikkan ke tingkat berikutnya."),
        fits=lambda scene: bool(scene.ways_up),
        right="escalate",
    ),
    Deed(
        "escalate",
        "escalate",
        "e",
        "arrow-up-right",
        forms.EscalateForm,
        _plain(actions.escalate_case),
        _("Laporan dibawa ke tingkat yang berwenang."),
    ),
    Deed(
        "archive",
        "archive",
        "x",
        "archive",
        forms.ArchiveForm,
        _plain(actions.archive_case),
        _("Laporan diarsipkan."),
        danger=True,
    ),
    Deed(
        "reveal",
        "note",
        "i",
        "eye",
        forms.RevealForm,
        _plain(actions.reveal_identity),
        _("Identitas dibuka."),
        fits=lambda scene: scene.case.reporter_id is not None,
    ),
    Deed(
        "show_photo",
        "note",
        "",
        "image",
        forms.ShowPhotoForm,
        _plain(actions.show_photo),
        _("Izin tampil foto diubah."),
    ),
)
DEEDS: Mapping[str, Deed] = {deed.name: deed for deed in _ROWS}
#: Deeds that stand elsewhere on the page than in the list of what to do.
ELSEWHERE = frozenset({"reveal", "show_photo"})
#: What may be done to many cases at once.
BULK_DEEDS = tuple(DEEDS[name] for name in ("forward", "ask", "archive"))

#: Whose turn it is: a case that waits for its reporter, or was answered, is nobody's here.
_NEXT = {
    "received": ("verify",),
    "verified": ("forward",),
    "returned": ("forward",),
    "forwarded": ("start",),
    "in_progress": ("answer", "resolve"),
    "escalated": ("answer",),
}


def open_deeds(scene: Scene) -> list[Deed]:
    """What this officer may do to this case now, in the order of the table."""
    return [deed for deed in _ROWS if deed.is_open(scene)]


def next_deed(scene: Scene, found: list[Deed]) -> str:
    """The name of the one that is due now, "" when nothing is."""
    if scene.case.reopen_requested_at is not None:
        wanted: tuple[str, ...] = ("reopen",)
    else:
        wanted = _NEXT.get(scene.case.status, ())
    if scene.case.status == "in_progress" and scene.case.first_follow_up_at is not None:
        wanted = ("resolve",)
    names = {deed.name for deed in found}
    return next((name for name in wanted if name in names), "")
