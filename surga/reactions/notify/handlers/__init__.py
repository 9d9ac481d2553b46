"""Who is told of what: reporters and agencies of cases, officers of the executive's figures."""

from __future__ import annotations

from collections.abc import Callable

from surga.events import catalogue
from surga.events.catalogue import Event
from surga.events.subscriptions import Recorded
from surga.reactions.notify.handlers import cases
from surga.reactions.notify.handlers.officers import on_letter_due
from surga.reactions.notify.handlers.surveys import on_survey_invited

HANDLERS: dict[type[Event], Callable[[Recorded], None]] = {
    **cases.HANDLERS,
    catalogue.LetterDue: on_letter_due,
    catalogue.SurveyInvited: on_survey_invited,
}
