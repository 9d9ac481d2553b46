"""What a person writes in a plan or a decision, as plain values that go into JSON and come back the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

LONGEST_LINE: Final = 160
LONGEST_TEXT: Final = 4_000
#: More priorities than this are none.
MOST: Final = 20
#: Whole rupiah; a city's budget has 13 digits.
LARGEST_BUDGET: Final = 10**15
#: Days before and after a decision over which its effect may be looked at.
WINDOWS: Final = (30, 60, 90, 180)


@dataclass(frozen=True, slots=True)
class PriorityText:
    """A priority: about a topic, perhaps in one region; the rest is a person's words. ``budget``: rupiah or None."""

    topic: str
    region: str = ""
    title: str = ""
    what: str = ""
    who: str = ""
    when: str = ""
    budget: int | None = None
    indicator: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan for ``year`` from cases received from ``from_`` to ``to``; the priorities in the order of their rank."""

    title: str
    year: int
    from_: date
    to: date
    foreword: str = ""
    priorities: tuple[PriorityText, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionText:
    """A decision: ``by`` is a role, never a person; ``cases``: ids of the cases it came from."""

    title: str
    decided_on: date
    reason: str
    by: str
    topic: str = ""
    agency: str = ""
    region: str = ""
    days: int = 90
    cases: tuple[int, ...] = ()


def plan_to(text: PlanText) -> dict[str, Any]:
    """For JSON."""
    told = asdict(text)
    return {
        **told, "from_": text.from_.isoformat(), "to": text.to.isoformat(), "priorities": list(told["priorities"]),
    }  # fmt: skip


def plan_from(told: Mapping[str, Any]) -> PlanText:
    """Out of JSON."""
    return PlanText(
        title=told["title"], year=told["year"], from_=date.fromisoformat(told["from_"]),
        to=date.fromisoformat(told["to"]), foreword=told["foreword"],
        priorities=tuple(PriorityText(**each) for each in told["priorities"]),
    )  # fmt: skip


def decision_to(text: DecisionText) -> dict[str, Any]:
    """For JSON."""
    return {**asdict(text), "decided_on": text.decided_on.isoformat(), "cases": list(text.cases)}


def decision_from(told: Mapping[str, Any]) -> DecisionText:
    """Out of JSON."""
    return DecisionText(
        **{**told, "decided_on": date.fromisoformat(told["decided_on"]), "cases": tuple(told["cases"])}
    )


def plan_faults(text: PlanText) -> dict[str, str]:
    """Field → what is wrong with it, by a code; nothing when it can be kept. A draft may be unfinished."""
    faults: dict[str, str] = {}
    if not text.title.strip():
        faults["title"] = "missing"
    if not 2000 <= text.year <= 2200:
        faults["year"] = "year"
    if text.from_ > text.to:
        faults["to"] = "order"
    if len(text.priorities) > MOST:
        faults["priorities"] = "too_many"
    for rank, each in enumerate(text.priorities):
        if each.budget is not None and not 0 <= each.budget <= LARGEST_BUDGET:
            faults[f"budget-{rank}"] = "budget"
    return faults


def decision_faults(text: DecisionText, today: date) -> dict[str, str]:
    """Likewise; a decision is written when it was made."""
    needed = {"title": text.title, "reason": text.reason, "by": text.by}
    faults = {field: "missing" for field, said in needed.items() if not said.strip()}
    if text.decided_on > today:
        faults["decided_on"] = "future"
    if text.days not in WINDOWS:
        faults["days"] = "window"
    if not (text.topic or text.agency or text.region):
        faults["topic"] = "about"
    return faults


def budget_of(said: str) -> int | None:
    """Rupiah as people write them: "1.500.000", "Rp 1500000", "Rp1.500.000,00"; None for nothing.

    Raises ValueError for what is no whole number of rupiah: of "1,5 juta" nobody knows what a sum would make.
    """
    tidy = said.strip().lower().removeprefix("rp").strip(" .")
    if not tidy:
        return None
    whole, comma, cents = tidy.partition(",")
    if comma and set(cents) - {"0", "-"}:
        raise ValueError(said)
    groups = whole.split(".")
    if not all(group.isascii() and group.isdigit() for group in groups):
        raise ValueError(said)
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        raise ValueError(said)
    return int("".join(groups))
