"""What the engine stands on: a book of what is known of the other side, and our own house.

Each is there twice: in the database (``store``), and in memory for the simulation, held equal by the same tests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from surga.channels.port.gateway import NewReport, Picture, Report, Step
from surga.reactions.sync.things import Act, Known, Link, Ours, Side, Trouble, Twin


class Book(Protocol):
    """Links, acts, steps, cursors. Each call is one transaction, or part of the one around it."""

    def atomic(self) -> AbstractContextManager[object]:
        """All inside or nothing, the house's changes with it."""

    # --- acts ---
    def add_acts(self, acts: Sequence[Act]) -> int:
        """Keep those that are new: once for an event, a kind and a target; how many were."""

    def claim(self, system: str, now: datetime, lease: str) -> Act | None:
        """The act that has been due the longest and is the first of its case, now ``TRYING``; one worker gets it."""

    def act(self, act_id: int) -> Act | None: ...

    def act_by_ref(self, system: str, ref: str) -> Act | None: ...

    def submit_of(self, system: str, case_id: int) -> Act | None:
        """The act that tells the case itself."""

    def save_act(self, act: Act, lease: str) -> bool:
        """Keep what became of it, if it is still in the hands of this lease ("" for nobody's); whether it was."""

    def reap(self, system: str, now: datetime, is_dead: Callable[[str], bool] = ...) -> int:
        """Acts whose lease is over, or in dead hands, are due again, with doubt; how many."""

    def hurry(self, system: str, now: datetime) -> int:
        """Whatever was put off, acts and troubles, is due now; how much."""

    def revive(self, system: str, case_id: int, reason: str, now: datetime) -> int:
        """Acts of the case that were parked for this reason are due again; how many."""

    def pending(self, system: str, case_id: int) -> bool:
        """Whether something is on its way there: due or in hand."""

    def is_telling(self, system: str, case_id: int) -> bool:
        """Whether a standing is on its way there, or waits for an officer to let it go."""

    def is_owed(self, case_id: int) -> bool:
        """Whether something that happened to the case was not heard yet."""

    # --- links ---
    def link_of_report(self, system: str, report_id: str) -> Link | None: ...

    def links_of_case(self, system: str, case_id: int) -> list[Link]:
        """The case's own first, then its twins."""

    def add_link(self, link: Link) -> Link | None:
        """Keep it; None when the report, or the case (but for twins), has a link already."""

    def save_link(self, link: Link) -> None: ...

    def watched(self, system: str, watch: str, before: datetime, limit: int) -> list[Link]:
        """Links of one kind (``things.WATCHES``) that were not looked at since, the longest ago first."""

    # --- steps, cursors, troubles ---
    def known(self, system: str, report_id: str) -> set[str]:
        """The ids of the steps that both sides have."""

    def add_known(self, step: Known) -> bool:
        """Keep it once: by its id, and by its ref; whether it is new."""

    def keep_raw(self, system: str, report: Report, now: datetime) -> None:
        """Keep the answer as it came, once."""

    def cursor(self, system: str) -> datetime | None:
        """Up to where everything was taken in, by their clock."""

    def claim_cursor(
        self, system: str, now: datetime, lease: str, is_dead: Callable[[str], bool] = ...
    ) -> bool:
        """Be the only one who pulls, until the lease is over, its hands are dead, or the cursor is put down."""

    def move_cursor(self, system: str, at: datetime | None, lease: str, reason: str = "") -> None:
        """Put it down, at a later place unless None; ``reason``: why not everything was read, "" when it was."""

    def add_trouble(
        self, system: str, report_id: str, reason: str, next_at: datetime, now: datetime
    ) -> None: ...

    def troubles(self, system: str, now: datetime, limit: int) -> list[Trouble]:
        """Those whose time has come."""

    def nameless(self, system: str) -> list[Trouble]:
        """Those of rows without an id."""

    def is_troubled(self, system: str, report_id: str) -> bool: ...

    def end_trouble(self, system: str, report_id: str) -> None: ...

    def add_twin(self, twin: Twin) -> None: ...


class House(Protocol):
    """Our cases. Everything written is by the actor of the side, in the transaction around it."""

    def ours(self, case_id: int, side: Side, *, lock: bool = False) -> Ours | None: ...

    def ours_by_code(self, code: str, side: Side) -> Ours | None: ...

    def new_report(self, ours: Ours) -> NewReport:
        """The case as it is told: its text with our marker, the reporter only where they agreed."""

    def said(self, act: Act) -> tuple[str, tuple[Picture, ...]]:
        """The words and pictures of an act."""

    def take_in(self, report: Report, pictures: Sequence[bytes], side: Side) -> Ours:
        """Make a case of a report, once."""

    def linked(self, ours: Ours, side: Side, report_id: str, direction: str) -> int:
        """The case has an id there from now on. The id of the event."""

    def step_taken(self, ours: Ours, side: Side, step: Step, standing: str) -> None:
        """Tell on the timeline what happened there."""

    def noted(self, ours: Ours, side: Side, what: str, text: str = "") -> int:
        """Tell officers what they should look at: "edited", "gone", "back", "elsewhere", "odd", "double",
        "picture", "retold".

        The id of the event.
        """

    def reply(self, ours: Ours, side: Side, step: Step) -> None:
        """The reporter said something there."""

    def answer(self, ours: Ours, side: Side, step: Step) -> None:
        """Who has the matter there answered it."""

    def take_back(self, ours: Ours, side: Side, reason: str) -> None:
        """What went up to the side is the city's again, unless it has gone on to another level since."""

    def close(self, ours: Ours, side: Side) -> None:
        """It was ended there, and the rule lets it end here."""

    def alike(self, ours: Ours, report: Report, side: Side) -> list[tuple[int, int]]:
        """Cases that seem to be the same matter, told here: (id, score of 100), the likeliest first."""
