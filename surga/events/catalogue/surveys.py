"""What people say of the service: invited to a survey, and answered it."""

from dataclasses import dataclass, field

from surga.events.event import Event


@dataclass(frozen=True)
class SurveyAnswered(Event):
    """Somebody answered the satisfaction survey of a round. ``way``: web, qr, whatsapp or paper."""

    case_id: None = None
    round_id: int = field(kw_only=True)
    unit: str = field(kw_only=True)
    answer_id: int = field(kw_only=True)
    way: str = field(kw_only=True)


@dataclass(frozen=True)
class SurveyInvited(Event):
    """Somebody who was served is asked to answer the survey of a round; ``invitation_id`` says whom and by what way."""

    case_id: None = None
    round_id: int = field(kw_only=True)
    invitation_id: int = field(kw_only=True)


@dataclass(frozen=True)
class LetterDue(Event):
    """An officer is owed a letter of the executive's figures: ``what``: digest or alert, with the row's number."""

    case_id: None = None
    what: str = field(kw_only=True)
    letter_id: int = field(kw_only=True)
    officer_id: int = field(kw_only=True)
