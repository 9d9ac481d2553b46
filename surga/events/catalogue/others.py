"""What happens to no case."""

from dataclasses import dataclass, field

from surga.events.event import Event


@dataclass(frozen=True)
class CodesRequested(Event):
    """Somebody asked for the codes of the cases they reported."""

    case_id: None = None
    reporter_id: int = field(kw_only=True)


@dataclass(frozen=True)
class ContactEnded(Event):
    """A call, chat, visit or mail is over. `outcome`: what came of it; `case_code`: the case it opened or spoke of.

    `started`: when it began, in ISO 8601; empty, as are `topic` and `region`, in events of before that was told.
    `article`: slug of what answered it, if anything did; None in events of before that was told.
    """

    case_id: None = None
    contact_id: int = field(kw_only=True)
    touch: str = field(kw_only=True)
    channel: str = field(kw_only=True)
    outcome: str = field(kw_only=True)
    hotline: str | None = field(kw_only=True, default=None)
    case_code: str | None = field(kw_only=True, default=None)
    topic: str = field(kw_only=True, default="")
    region: str = field(kw_only=True, default="")
    started: str = field(kw_only=True, default="")
    article: str | None = field(kw_only=True, default=None)


@dataclass(frozen=True)
class ConversationPassed(Event):
    """A conversation has another `mode` (bot, waiting, held); `officer_id`: who holds it now."""

    case_id: None = None
    conversation_id: int = field(kw_only=True)
    mode: str = field(kw_only=True)
    officer_id: int | None = field(kw_only=True, default=None)


@dataclass(frozen=True)
class BoardUpdated(Event):
    """An agency said how much is free at a place: the row's id on the board of `hotline`."""

    case_id: None = None
    hotline: str = field(kw_only=True)
    row_id: int = field(kw_only=True)


@dataclass(frozen=True)
class ProfileChanged(Event):
    """The city profile changed: `what` (agency, topic, ...) with this `code`."""

    case_id: None = None
    what: str = field(kw_only=True)
    code: str = field(kw_only=True)


@dataclass(frozen=True)
class DeliverySkipped(Event):
    """Somebody decided that `reaction` will never be given the event `event_id`; `reason` in a few words."""

    case_id: None = None
    event_id: int = field(kw_only=True)
    reaction: str = field(kw_only=True)
    reason: str = field(kw_only=True)
