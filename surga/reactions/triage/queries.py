"""How triage stands: how often it was right of late, and whether it still keeps what it promises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any, Final

from django.conf import settings
from django.db.models import Avg, Count, F, Q, Sum
from django.utils import timezone

from surga.core.agencies.city import City
from surga.reactions.triage.models import Verdict

#: Fewer cases show nothing.
FEWEST: Final = 30
#: So seldom would as few be right by chance, were the promise kept.
_CHANCE: Final = 0.01
_WORST: Final = 5
_FEWEST_OF_AN_AGENCY: Final = 5
TRAININGS: Final = "trainings.jsonl"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class OfAgency:
    """What was said to be this agency's, and how often it was."""

    agency: str
    right: Share


@dataclass(frozen=True, slots=True)
class Standing:
    """The judgements since ``since``. Only of those that a person has settled it is known whether they were right.

    ``promised``: the mean confidence of the model's settled judgements; ``kept``: how many of these were right.
    ``drifted``: far fewer than promised, so few that chance alone would hardly do it.
    """

    since: datetime
    judged: int
    right: Share
    among: Share
    automatic: int
    automatic_right: Share
    by_model: int
    kept: Share
    promised: float | None
    drifted: bool
    worst: tuple[OfAgency, ...] = ()


@dataclass(frozen=True, slots=True)
class Training:
    """One run of ``surga train``, as it was noted. ``changed``: the new model took the old one's place."""

    at: datetime
    version: str
    cases: int
    right: float
    threshold: float
    automatic: float
    precision: float
    changed: bool
    first: str = ""
    last: str = ""
    #: Cases that neither had seen, and the shares that the old and the new one had right; 0 where nothing was compared.
    held: int = 0
    old: float = 0.0
    new: float = 0.0
    last_month: int = 0
    moves: tuple[tuple[str, str, int], ...] = field(default_factory=tuple)

    @property
    def moved(self) -> int:
        return sum(count for _, _, count in self.moves)


def standing(days: int = 30, *, now: datetime | None = None) -> Standing:
    """The last ``days`` days, in two queries."""
    since = (now or timezone.now()) - timedelta(days=days)
    verdicts = Verdict.objects.filter(at__gte=since)
    settled, by_model = Q(right__isnull=False), Q(right__isnull=False, by="model")
    found = verdicts.aggregate(
        n_judged=Count("pk"),
        n_settled=Count("pk", filter=settled),
        n_right=Count("pk", filter=Q(right=True)),
        n_compared=Count("pk", filter=Q(among__isnull=False)),
        n_among=Count("pk", filter=Q(among=True)),
        n_automatic=Count("pk", filter=Q(automatic=True)),
        n_automatic_settled=Count("pk", filter=settled & Q(automatic=True)),
        n_automatic_right=Count("pk", filter=Q(right=True, automatic=True)),
        n_by_model=Count("pk", filter=Q(by="model")),
        n_promises=Count("pk", filter=by_model),
        n_kept=Count("pk", filter=Q(right=True, by="model")),
        n_promised=Avg("confidence", filter=by_model),
        n_spread=Sum(F("confidence") * (1 - F("confidence")), filter=by_model),
    )
    kept = Share(found["n_kept"], found["n_promises"])
    return Standing(
        since=since,
        judged=found["n_judged"],
        right=Share(found["n_right"], found["n_settled"]),
        among=Share(found["n_among"], found["n_compared"]),
        automatic=found["n_automatic"],
        automatic_right=Share(found["n_automatic_right"], found["n_automatic_settled"]),
        by_model=found["n_by_model"],
        kept=kept,
        promised=found["n_promised"],
        drifted=_drifted(kept, found["n_promised"], found["n_spread"]),
        worst=tuple(_worst(verdicts.filter(settled).exclude(agency=""))),
    )


def _drifted(kept: Share, promised: float | None, spread: float | None) -> bool:
    """Would so few be right by chance in one of a hundred months, if each were right as often as was promised?"""
    if promised is None or kept.whole < FEWEST:
        return False
    expected = promised * kept.whole
    deviation = sqrt(max(float(spread or 0.0), 0.25))
    return kept.part < expected and NormalDist(expected, deviation).cdf(kept.part + 0.5) < _CHANCE


def _worst(verdicts: Any) -> Iterator[OfAgency]:
    """The agencies whose cases are most often somebody else's."""
    rows = verdicts.values_list("agency").annotate(whole=Count("pk"), part=Count("pk", filter=Q(right=True)))
    found = [OfAgency(agency, Share(part, whole)) for agency, whole, part in rows]
    wrong = [
        one for one in found if one.right.whole >= _FEWEST_OF_AN_AGENCY and one.right.part < one.right.whole
    ]
    yield from sorted(wrong, key=lambda one: (one.right.share or 0.0, -one.right.whole))[:_WORST]


def automatic_wanted(city: City) -> bool:
    """``[triage] automatic`` of the city's profile; a city that says nothing lets go what is sure enough."""
    wanted = city.settings.get("triage")
    return not isinstance(wanted, dict) or wanted.get("automatic") is not False


def trainings(most: int = 10) -> list[Training]:
    """The last runs of ``surga train`` of this city, the newest first. A line that cannot be read is left out."""
    try:
        lines = (Path(settings.TRIAGE_MODEL).parent / TRAININGS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    found = (_training(line) for line in reversed(lines[-most:]))
    return [one for one in found if one is not None]


def _training(line: str) -> Training | None:
    try:
        said = json.loads(line)
        said["at"] = datetime.fromisoformat(said["at"])
        said["moves"] = tuple((str(was), str(now), int(count)) for was, now, count in said.get("moves", ()))
        return Training(**said)
    except (ValueError, TypeError, KeyError):
        return None


def kept_versions() -> list[str]:
    """The versions that stay beside the model in use, the newest first."""
    path = Path(settings.TRIAGE_MODEL)
    beside = [one for one in path.parent.glob(f"{path.stem}.*{path.suffix}") if one != path]
    newest = sorted(beside, key=lambda one: one.stat().st_mtime, reverse=True)
    return [one.name.removeprefix(f"{path.stem}.").removesuffix(path.suffix) for one in newest]


def has_learned() -> bool:
    return Path(settings.TRIAGE_MODEL).is_file()
