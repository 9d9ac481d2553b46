"""What a reporter does on their case: each act is one case action, and what it cannot take is said beside the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surga.core.cases import actions
from surga.core.cases.photos import MAX_BYTES, MAX_PHOTOS
from surga.core.cases.states import Refused
from surga.core.people.access import REPORTER
from surga.doors.look.sentences import sentence
from surga.doors.portal.following.forms import RateForm, SayForm
from surga.doors.portal.gate.machine import FAILURES, said_of


@dataclass(frozen=True, slots=True)
class Act:
    """``run`` gets the case's code and the form's values; ``thanks`` is said when it is done."""

    form: type[forms.Form]
    run: Callable[[str, Mapping[str, Any]], object]
    thanks: str | Promise


def _reply(code: str, said: Mapping[str, Any]) -> object:
    return actions.reply_to_case(code, REPORTER, text=said["text"], photos=read(said["photos"]))


def _object(code: str, said: Mapping[str, Any]) -> object:
    return actions.object_to_case(code, REPORTER, text=said["text"], photos=read(said["photos"]))


def _confirm(code: str, _said: Mapping[str, Any]) -> object:
    return actions.confirm_case(code, REPORTER)


def _rate(code: str, said: Mapping[str, Any]) -> object:
    return actions.rate_case(code, REPORTER, stars=said["stars"], text=said["text"])


def _request_reopen(code: str, said: Mapping[str, Any]) -> object:
    return actions.request_reopen(code, REPORTER, text=said["text"])


def _raise(code: str, said: Mapping[str, Any]) -> object:
    return actions.raise_case(code, REPORTER, reason="reopen_refused", text=said["text"])


#: The word in the form's ``do`` → the act.
ACTS: Mapping[str, Act] = {
    "reply": Act(SayForm, _reply, _("Tersimpan. Petugas membaca tambahan Anda.")),
    "confirm": Act(forms.Form, _confirm, _("Terima kasih. Laporan ini kami tutup sebagai selesai.")),
    "object": Act(SayForm, _object, _("Terima kasih sudah memberi tahu. Laporan dikerjakan lagi.")),
    "rate": Act(RateForm, _rate, _("Terima kasih atas penilaian Anda.")),
    "request_reopen": Act(SayForm, _request_reopen, _("Permintaan Anda kami terima. Petugas memutuskannya.")),
    "raise": Act(SayForm, _raise, _("Terima kasih. Laporan Anda naik ke tingkat berikutnya.")),
}


def empty_forms() -> dict[str, forms.Form]:
    """Every act's form, unbound; each with ids of its own, for they stand on one page."""
    return {name: act.form(auto_id=_ids(name)) for name, act in ACTS.items()}


def bound_form(name: str, request: HttpRequest) -> forms.Form:
    return ACTS[name].form(request.POST, request.FILES, auto_id=_ids(name))


def carry_out(name: str, code: str, form: forms.Form) -> int:
    """Do it; the status it ends with: 200, or another with the reasons in the form.

    Raises ``MoveRefused`` and ``NotAllowed``.
    """
    if not form.is_valid():
        return 422
    try:
        ACTS[name].run(code, form.cleaned_data)
    except Refused as refused:
        known = refused.field if refused.field in form.fields else None
        form.add_error(known, sentence(refused.code, **refused.params))
        return 422
    except FAILURES as error:
        status, told = said_of(error)
        form.add_error(None, told)
        return status
    return 200


def _ids(name: str) -> str:
    return f"id_{name}_%s"


def read(files: list[Any]) -> tuple[bytes, ...]:
    """The files' bytes; too many or too large are refused before they are read."""
    if len(files) > MAX_PHOTOS:
        raise Refused("photo_too_many", "photos", max=MAX_PHOTOS)
    if any((file.size or 0) > MAX_BYTES for file in files):
        raise Refused("photo_too_big", "photos", max_mb=MAX_BYTES // 1024 // 1024)
    return tuple(file.read() for file in files)
