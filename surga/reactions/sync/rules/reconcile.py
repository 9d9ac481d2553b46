"""A report as the other side tells it now, beside what we know of it: what is new about it, and what that is.

Plain Python, and nothing of it depends on what came first: steps are told apart by their ids, a text by its hash, a
standing by the one before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from surga.channels.port.gateway import Report, Step
from surga.reactions.sync.things import ELSEWHERE, GONE, LINKED, Link, Side


@dataclass(frozen=True, slots=True)
class News:
    """What is new about a report: steps of ours that they took, steps of theirs, and what else changed.

    ``state``: where it is now; ``moved``: that is new. ``edited``: its text is another. ``standing`` before and now
    are told apart by whoever has the link. ``odd``: what nobody understood yet.
    """

    ours: tuple[Step, ...] = ()
    theirs: tuple[Step, ...] = ()
    state: str = LINKED
    moved: str = ""
    edited: bool = False
    odd: tuple[str, ...] = ()


def here(report: Report, side: Side) -> bool:
    """Whether the report is with the city: given to it, or told by it and not yet given to anybody."""
    return report.standing != "not_ours" and (not side.body or report.body_id in {"", side.body})


def news_of(link: Link, report: Report, known: Collection[str], side: Side) -> News:
    """What this telling of the report adds to the link. ``known``: ids of steps, and marks of oddities, told before."""
    fresh = {step.id: step for step in report.steps or () if step.id not in known}
    in_order = sorted(fresh.values(), key=lambda step: (step.at, step.id))
    mine = tuple(step for step in in_order if is_ours(step.ref, link.code))
    theirs = tuple(step for step in in_order if not is_ours(step.ref, link.code))
    state = LINKED if here(report, side) else ELSEWHERE
    return News(
        mine,
        theirs,
        state,
        _moved(link, report, state),
        bool(link.text_hash) and link.text_hash != hash_of(report.text),
        tuple(odd for odd in report.odd if odd_mark(odd) not in known),
    )


def is_ours(ref: str, code: str) -> bool:
    """Whether a step's reference is one that we gave it: others may give theirs."""
    return ref.startswith(f"{code}.")


def last_words(report: Report) -> str:
    """The last thing that was said to us when the report was passed on there, "" for nothing."""
    passed = [step for step in report.steps or () if step.kind == "disposition" and not step.ref]
    return max(passed, key=lambda step: (step.at, step.id)).text if passed else ""


def hash_of(text: str) -> str:
    """Tells one text from another. Blanks at the ends and between words do not count."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def odd_mark(odd: str) -> str:
    """Under what an oddity is remembered, so that it is told once."""
    return f"odd:{hash_of(odd)[:16]}"


def digest_of(report: Report) -> str:
    """Tells whether a list still says the same of a report, however it words it."""
    steps = "" if report.steps is None else ",".join(sorted(step.id for step in report.steps))
    said = (
        report.id,
        report.standing,
        report.body_id,
        report.updated_at.isoformat(),
        hash_of(report.text),
        steps,
    )
    return hashlib.sha256("|".join(said).encode()).hexdigest()[:32]


def _moved(link: Link, report: Report, state: str) -> str:
    """ "back", "elsewhere", or "" while it is where it was."""
    if link.state == state:
        return ""
    if state == LINKED:
        return "back"
    # From unseen to elsewhere is no move that anybody made.
    return "elsewhere" if link.state != GONE else ""
