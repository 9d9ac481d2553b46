"""The words of dangers: what somebody was heard to write about, as part of a sentence, and whom to call now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from surga.core.agencies import queries as agencies
from surga.core.triage.danger import danger_in
from surga.core.triage.danger.signs import sign_in
from surga.doors.look.words.word import find, table

_FEW = 4

DANGERS = table(
    [
        ("fire", _("Kebakaran"), _("api, asap, atau gas yang bocor"), "brick"),
        ("flood", _("Banjir"), _("air yang naik atau arus yang deras"), "brick"),
        ("wires", _("Listrik"), _("kabel atau aliran listrik yang berbahaya"), "brick"),
        ("violence", _("Kekerasan"), _("kekerasan atau ancaman"), "brick"),
        ("child", _("Anak"), _("seorang anak yang perlu segera ditolong"), "brick"),
        ("illness", _("Gawat medis"), _("orang yang perlu pertolongan medis"), "brick"),
        ("accident", _("Kecelakaan"), _("kecelakaan atau sesuatu yang roboh"), "brick"),
    ]
)


@dataclass(frozen=True, slots=True)
class Alarm:
    """``number``: whom to call; ``about``: the danger as part of a sentence; ``said``: their own words, or empty.

    ``filed``: the report is here already.
    """

    number: str
    about: str
    said: str = ""
    filed: bool = False

    @property
    def tell(self) -> str:
        """What the citizen is told first, in one sentence."""
        return gettext("Ini terdengar berbahaya. Hubungi %(number)s sekarang.") % {"number": self.number}


def alarm_in(text: str) -> Alarm | None:
    """What to tell somebody who is writing this; None where it tells of no danger."""
    # A word or a number alone tells of nothing yet, unless it is a danger's own word.
    said = " ".join(text.lower().split())
    danger = danger_in(text) if len(said.split()) >= _FEW or sign_in(said) else None
    if danger is None:
        return None
    # Only what they wrote just so is quoted.
    return _alarm(danger.kind, danger.said if danger.said in said else "")


def alarm_of(kind: str) -> Alarm | None:
    """What to tell the reporter of a case with this kind of danger; None for an empty one."""
    return _alarm(kind, filed=True) if kind else None


def _alarm(kind: str, said: str = "", *, filed: bool = False) -> Alarm:
    number = agencies.city(fresh=False).emergency
    return Alarm(number, str(find(DANGERS, kind).meaning), said, filed)
