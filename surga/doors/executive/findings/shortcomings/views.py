"""The pages of shortcomings and strengths, and of what comes up."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from surga.doors.executive.findings.asking import JUDGED, Ask, definition
from surga.doors.executive.findings.shortcomings.emerging import emerging, topic, topics_of
from surga.doors.executive.findings.shortcomings.matrix import SWITCH, matrix
from surga.doors.executive.findings.shortcomings.verdicts import Verdicts, judged, told
from surga.doors.executive.findings.telling.words import topic_name
from surga.doors.executive.frame.page import show
from surga.doors.executive.frame.period.mistakes import chosen
from surga.doors.executive.frame.scope import scope_of
from surga.doors.look.pages.officer import Visit, at_desk

_TOPICS_IN_SHORT = 3


@at_desk("see_sie")
def shortcomings(request: Visit) -> HttpResponse:
    """What is wrong, what works, by evidence; and the matrix of topics and agencies."""
    scope, ask = scope_of(request, request.actor), Ask()
    word = chosen(request, "ukuran", SWITCH, _("ukuran"), _("jumlah laporan"))
    everything = bool(chosen(request, "semua", ("1",), _("pilihan"), _("yang paling banyak")))
    verdicts = told(scope, judged(ask, scope))
    risen, within = topics_of(scope)
    table = matrix(ask, scope, word, everything=everything)
    switch = [
        {"href": f"?{scope.address(ukuran=each)}#matriks", "label": _(label), "on": each == table.word}
        for each, (_figure, label) in SWITCH.items()
    ]
    context = {
        "finding": _finding(verdicts, [topic_name(each.topic) for each in risen.rises[:1]]),
        "verdicts": verdicts,
        "definitions": [definition(name) for name in JUDGED],
        "risen": [topic(each, within, []) for each in risen.rises[:_TOPICS_IN_SHORT]],
        "rising": f"/sie/temuan/naik?{scope.address()}",
        "matrix": table,
        "switch": switch,
        "everything": everything,
        "all": f"?{scope.address(ukuran=table.word, semua='' if everything else '1')}#matriks",
    }
    return show(request, "sie/findings/shortcomings.html", scope, "findings", context)


@at_desk("see_sie")
def rising(request: Visit) -> HttpResponse:
    """Topics and words that come up, with the texts."""
    scope = scope_of(request, request.actor)
    found = emerging(scope, request.actor)
    context = {
        "emerging": found,
        "back": f"/sie/temuan?{scope.address()}",
        "definition": definition("emerging"),
    }
    return show(request, "sie/findings/rising.html", scope, "findings", context)


def _finding(verdicts: Verdicts, risen: list[str]) -> str:
    """The page in a sentence or two that a person would say."""
    said = _judgement(verdicts)
    return f"{said} {_('Sedang naik: %(topic)s.') % {'topic': risen[0]}}" if risen else said


def _judgement(verdicts: Verdicts) -> str:
    worst = next(iter(verdicts.worst), None)
    best = next(iter(verdicts.best), None)
    if worst and best:
        return _("Paling perlu dibenahi: %(worst)s. Paling baik: %(best)s.") % {
            "worst": f"{worst.topic} ({worst.agency})",
            "best": f"{best.topic} ({best.agency})",
        }
    if worst:
        return _("Paling perlu dibenahi: %(worst)s.") % {"worst": f"{worst.topic} ({worst.agency})"}
    if best:
        return _("Paling baik: %(best)s.") % {"best": f"{best.topic} ({best.agency})"}
    if not verdicts.compared:
        return _("Terlalu sedikit laporan untuk dinilai.")
    return _("Tidak ada yang berbeda dari kota lebih dari kebetulan.")
