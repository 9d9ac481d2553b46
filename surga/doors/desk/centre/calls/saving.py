"""Keeping what was filled in, and saying what went wrong in the fields' own names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from surga.core.cases.states import Refused
from surga.core.intake.actions.contacts import ContactDraft, log_contact
from surga.core.intake.message import MessageRefused
from surga.core.intake.queries import conversations
from surga.core.intake.queries.callers import caller
from surga.core.intake.queries.contacts import contact_of
from surga.core.intake.receive import KeyReused
from surga.core.people.access import Actor, NotAllowed, may
from surga.doors.desk.centre.calls.form import CallForm, extra_name, unsigned
from surga.doors.look.sentences import sentence

#: The core's names for what the form calls otherwise.
_FIELDS = {"reporter_name": "name", "reporter_phone": "phone", "reporter_email": "email", "code": "about"}


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of the form. ``code``: the case that was opened; ``new`` is False for a repeat."""

    outcome: str
    code: str = ""
    new: bool = True


def save(form: CallForm, actor: Actor) -> Saved | int:
    """Keep it, or the status of a refusal; the sentences stand in the form then."""
    if not form.enough():
        return 422
    draft = _whole(form, actor)
    if draft is None:
        return 422
    new = contact_of(draft.external_id) is None
    try:
        contact = log_contact(draft, actor)
    except MessageRefused as error:
        for name, (code, params) in error.errors.items():
            _wrong(form, name, sentence(code, **params))
    except Refused as error:
        _wrong(form, error.field, sentence(error.code, **error.params))
    except NotAllowed:
        _wrong(form, "", _("Laporan itu tidak dapat Anda buka. Simpan tanpa menautkannya."))
    except KeyReused:
        _wrong(form, "", _("Formulir ini sudah terkirim dengan isi lain. Buka formulir baru."))
        return 409
    else:
        code = contact.case.code if contact.case is not None and draft.opens_case else ""
        return Saved(contact.outcome, code, new)
    return 422


def _whole(form: CallForm, actor: Actor) -> ContactDraft | None:
    """The draft, with what is known of the caller that was chosen, and of the conversation it comes from."""
    draft = form.draft()
    if draft.conversation_id is not None:
        known = may(actor, "converse") and conversations.conversation(draft.conversation_id)
        if not known:
            _wrong(form, "", _("Percakapan itu tidak ditemukan."))
            return None
    chosen = caller(unsigned(form.cleaned_data.get("caller", "")), actor)
    if chosen is None:
        return draft
    return replace(
        draft,
        name=draft.name or chosen.name,
        phone=draft.phone or chosen.phone,
        email=draft.email or chosen.email,
    )


def _wrong(form: CallForm, field: str, said: str) -> None:
    name = _FIELDS.get(field, field)
    if name.startswith("extra_"):
        name = extra_name(form.cleaned_data.get("hotline", ""), name.removeprefix("extra_"))
    hidden = name in form.fields and form.fields[name].widget.is_hidden
    form.add_error(name if name in form.fields and not hidden else None, said)
