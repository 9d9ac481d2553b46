"""Every event by name: what can happen in Surga, as plain values.

An event says what happened in the past tense. It carries ids, codes, numbers and yes/no: never a name, a text or
anything else that tells who a person is, for events are kept for ever. Whoever needs the text reads it where it lives.

A new event is a new class here, or in the part beside to which it belongs, and then named here. A field added to an old
event needs a default, for the old rows do not have it; a field is never renamed or removed.
"""

from dataclasses import dataclass

from surga.events.catalogue.elsewhere import CaseLinked as CaseLinked
from surga.events.catalogue.elsewhere import OutsideNoted as OutsideNoted
from surga.events.catalogue.elsewhere import OutsideStepTaken as OutsideStepTaken
from surga.events.catalogue.others import BoardUpdated as BoardUpdated
from surga.events.catalogue.others import CodesRequested as CodesRequested
from surga.events.catalogue.others import ContactEnded as ContactEnded
from surga.events.catalogue.others import ConversationPassed as ConversationPassed
from surga.events.catalogue.others import DeliverySkipped as DeliverySkipped
from surga.events.catalogue.others import ProfileChanged as ProfileChanged
from surga.events.catalogue.sorting import CaseJoined as CaseJoined
from surga.events.catalogue.sorting import CaseSplit as CaseSplit
from surga.events.catalogue.sorting import CaseTriaged as CaseTriaged
from surga.events.catalogue.sorting import DangerSeen as DangerSeen
from surga.events.catalogue.sorting import OriginalSeen as OriginalSeen
from surga.events.catalogue.sorting import PhotoJudged as PhotoJudged
from surga.events.catalogue.surveys import LetterDue as LetterDue
from surga.events.catalogue.surveys import SurveyAnswered as SurveyAnswered
from surga.events.catalogue.surveys import SurveyInvited as SurveyInvited
from surga.events.event import CaseEvent as CaseEvent
from surga.events.event import Event as Event
from surga.events.event import UnreadableEvent as UnreadableEvent
from surga.events.event import from_data as from_data
from surga.events.event import name_of as name_of
from surga.events.event import to_data as to_data

# --- a case comes in ---


@dataclass(frozen=True)
class CaseOpened(CaseEvent):
    """A case was opened. `agency`: where it would go, None while nobody knows; `rule_version`: the city profile's.

    `level_now`: which level of government it begins at; empty in events of before that was told.
    """

    code: str
    kind: str
    channel: str
    anonymous: bool
    confidential: bool
    region: str | None
    topic: str | None
    agency: str | None
    rule_version: str
    level_now: str = ""
    oversight: bool = False
    protected: bool = False


@dataclass(frozen=True)
class RoutingFailed(CaseEvent):
    """No rule said who is competent; an officer has to decide."""

    reason: str


@dataclass(frozen=True)
class CaseVerified(CaseEvent):
    """A verifier read the case and found it fit to be followed up. `level_now`: where it lies from then on."""

    topic: str | None
    agency: str | None
    service_class: str
    oversight: bool
    published: bool
    level_now: str = ""
    protected: bool = False


@dataclass(frozen=True)
class ReporterAsked(CaseEvent):
    """The reporter was asked for something that is missing; the case waits for the reply."""

    entry_id: int


@dataclass(frozen=True)
class ReporterReplied(CaseEvent):
    """The reporter replied to a question. `resumes`: the case was waiting for it and goes on."""

    entry_id: int
    resumes: bool


@dataclass(frozen=True)
class DetailsAdded(CaseEvent):
    """The reporter added something without being asked."""

    entry_id: int


# --- an agency works on it ---


@dataclass(frozen=True)
class CaseForwarded(CaseEvent):
    """The case was handed to `agency`. `decided`: a coordinator ended a dispute, it cannot be returned again.

    `raised`: the code of the reason why it went up the ladder; empty when it was handed on otherwise. `level_now`:
    where it lies from then on.
    """

    agency: str
    from_agency: str | None
    entry_id: int | None
    decided: bool
    raised: str = ""
    level_now: str = ""


@dataclass(frozen=True)
class WorkStarted(CaseEvent):
    """The agency took it up: the first follow-up."""

    agency: str | None
    entry_id: int | None


@dataclass(frozen=True)
class CaseReturned(CaseEvent):
    """The agency says it is not competent. `bounces` counts how often that has happened to this case."""

    agency: str | None
    entry_id: int
    bounces: int


@dataclass(frozen=True)
class CaseAnswered(CaseEvent):
    """The agency answered in words; the work itself may go on."""

    agency: str | None
    entry_id: int


@dataclass(frozen=True)
class CaseResolved(CaseEvent):
    """The agency says it is done. `photos` counts the pictures that prove it."""

    agency: str | None
    entry_id: int
    photos: int


# --- how it ends, and how it does not ---


@dataclass(frozen=True)
class CaseConfirmed(CaseEvent):
    """The reporter says it is solved: the case is closed."""


@dataclass(frozen=True)
class CaseObjected(CaseEvent):
    """The reporter says it is not solved: the case goes back to work."""

    entry_id: int


@dataclass(frozen=True)
class CaseClosedBySilence(CaseEvent):
    """The reporter said nothing for as long as the rules wait: the case is closed."""


@dataclass(frozen=True)
class ReopenRequested(CaseEvent):
    """The reporter asks for a closed case to be opened again."""

    entry_id: int


@dataclass(frozen=True)
class CaseReopened(CaseEvent):
    """The closed case was opened again and now has `status`. `raised`: it goes up, the next event says where.

    `agency_now`: who has it, empty for nobody, None in events of before that was told; `proposed_now`: who should.
    """

    entry_id: int | None
    status: str
    raised: str = ""
    agency_now: str | None = None
    proposed_now: str = ""


@dataclass(frozen=True)
class ReopenRefused(CaseEvent):
    """The closed case stays closed."""

    entry_id: int


@dataclass(frozen=True)
class CaseEscalated(CaseEvent):
    """The case went up to another `level` of government, or to a `body` outside the city.

    `raised`: the code of the reason, when it followed the ladder; `from_agency`: whoever in the city had it;
    `agency_now`: whose it stays in the city, empty for nobody's, None in events of before that was told.
    """

    level: str
    body: str
    entry_id: int | None
    raised: str = ""
    from_agency: str | None = None
    agency_now: str | None = None


@dataclass(frozen=True)
class CaseArchived(CaseEvent):
    """The case was put away without follow-up, for the `reason` with this code."""

    reason: str
    entry_id: int | None


# --- beside the way ---


@dataclass(frozen=True)
class NoteAdded(CaseEvent):
    """An officer left a note for colleagues."""

    entry_id: int


@dataclass(frozen=True)
class CaseRated(CaseEvent):
    """The reporter gave 1 to 5 stars."""

    stars: int
    entry_id: int | None


@dataclass(frozen=True)
class IdentityRevealed(CaseEvent):
    """An officer looked at who the reporter is, and gave a reason."""

    entry_id: int


@dataclass(frozen=True)
class PhotoShown(CaseEvent):
    """A photo was made public, or hidden again."""

    photo_id: int
    public: bool


@dataclass(frozen=True)
class ClockOverdue(CaseEvent):
    """A deadline passed. `due_at` is that instant in ISO 8601."""

    clock: str
    due_at: str
