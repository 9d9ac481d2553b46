"""One case as it lies there, and as an officer may read it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable

from surga.core.cases.codes import tidy_code
from surga.core.cases.models import Case
from surga.core.people.access import Actor, CaseFacts, hides_reporter
from surga.core.triage.mask import mask_or_nothing


def case_by_code(code: str) -> Case | None:
    """The case with this code, however it was typed, with its reporter."""
    tidy = tidy_code(code)
    return Case.objects.select_related("reporter").filter(code=tidy).first() if tidy else None


def case_by_id(pk: int) -> Case | None:
    return Case.objects.select_related("reporter").filter(pk=pk).first()


def codes_of(ids: Iterable[int]) -> dict[int, str]:
    """The codes of cases by their ids."""
    return dict(Case.objects.filter(pk__in=list(ids)).values_list("pk", "code"))


def facts_of(case: Case) -> CaseFacts:
    """The case as the access table sees it."""
    return CaseFacts(case.agency_id or "", case.oversight, case.confidential, case.anonymous, case.accused)


def veil(actor: Actor, case: Case) -> Callable[[str], str]:
    """How the words of the case are shown to this officer: as they are, or masked with the reporter's name.

    Who asks for secrecy and signs with their name all the same keeps it: agencies read "[nama]".
    """
    if not hides_reporter(actor, facts_of(case)):
        return str
    names = (case.reporter.name,) if case.reporter is not None else ()
    return lambda text: mask_or_nothing(text, names)


def as_seen_by(actor: Actor, case: Case) -> Case:
    """The case with its words as this officer may read them: a copy to show, never to save."""
    seen = veil(actor, case)
    if seen is str:
        return case
    shown = copy.copy(case)
    shown.title, shown.text, shown.address = seen(case.title), seen(case.text), seen(case.address)
    return shown


def cases_of_reporters(reporter_ids: list[int]) -> list[Case]:
    """Every case of these reporters, newest first."""
    return list(Case.objects.filter(reporter__in=reporter_ids).order_by("-received_at")[:50])


def has_cases() -> bool:
    return Case.objects.exists()
