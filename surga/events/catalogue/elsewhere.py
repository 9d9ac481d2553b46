"""What happens to a case on another government's side. `system`: whose, as links name it ("sp4n", "surga:province")."""

from dataclasses import dataclass

from surga.events.event import CaseEvent


@dataclass(frozen=True)
class CaseLinked(CaseEvent):
    """The case and a report there are one matter. `direction`: it was told there ("out") or here ("in")."""

    system: str
    report_id: str
    direction: str


@dataclass(frozen=True)
class OutsideStepTaken(CaseEvent):
    """Something was done there. `step`, `role`: what and by whom, in the port's words; `standing`: where it is now."""

    system: str
    step: str
    role: str
    standing: str
    entry_id: int | None


@dataclass(frozen=True)
class OutsideNoted(CaseEvent):
    """Something there is for an officer to look at. `what`: edited, gone, back, odd, double, … (`sync`)."""

    system: str
    what: str
    entry_id: int | None
