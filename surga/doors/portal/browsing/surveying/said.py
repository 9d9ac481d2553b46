"""Why an answer cannot be taken, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surga.doors.look.sentences import sentence

_SAID: Final[Mapping[str, Promise]] = {
    "scores_empty": _("Jawab paling sedikit satu pertanyaan."),
    "invitation_unknown": _(
        "Tautan survei itu tidak kami kenal. Periksa lagi, atau buka dari pesan aslinya."
    ),
    "invitation_used": _("Survei dari tautan ini sudah diisi. Satu undangan berlaku untuk satu jawaban."),
    "round_unknown": _("Kode survei itu tidak ada. Periksa lagi hurufnya."),
    "round_not_open": _("Survei ini sedang tidak menerima jawaban."),
    "invited_only": _("Survei ini hanya untuk yang menerima undangan."),
}


def sentence_of(code: str) -> str:
    """The sentence of a survey's code, else the one that every door says."""
    return str(_SAID[code]) if code in _SAID else sentence(code)
