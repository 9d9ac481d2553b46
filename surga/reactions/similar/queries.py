"""What a report or a case is like: while somebody types, on arrival, at the desk. Hints, never a decision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from surga.core.triage.similar import MAYBE, SAME, Scorer, Traits, candidates, keys_of, traits_of
from surga.reactions.similar import reading
from surga.reactions.similar.grouping import Group as Group
from surga.reactions.similar.grouping import groups as groups
from surga.reactions.similar.models import Suspicion
from surga.reactions.similar.table import Table
from surga.reactions.similar.vocabulary import rarity

#: So many cases are scored: while somebody waits, and at the desk. Of 1,000 searches among real complaints the surest
#: was among the first 16 candidates 997 times. Twice as many are read, as some may not be named.
_QUICK, _THOROUGH = 16, 32


@dataclass(frozen=True, slots=True)
class Like:
    """Another case that may be the same thing. `score`: 0 to 1; from `SAME` on it is, from `MAYBE` on worth showing."""

    case_id: int
    code: str
    score: float


def like_text(
    text: str,
    *,
    region: str = "",
    lat: float | None = None,
    lon: float | None = None,
    address: str = "",
    topic: str = "",
    most: int = 3,
    public_only: bool = True,
    at: datetime | None = None,
) -> list[Like]:
    """The cases most like a report that is being written, the surest first, none below `MAYBE`.

    `region`, `topic`: codes; `lat`, `lon`: degrees; `at`: when it was told, now if nothing is said. `public_only`: none
    but those that everybody may read; without it, still none that is confidential or under oversight. Any text will
    do: empty, huge, in any script.
    """
    reading.refresh()
    report = reading.report(text, region, (lat, lon), address, topic, at or timezone.now())
    return like_traits(traits_of(report), most=most, public_only=public_only)


def like_case(case_id: int, *, most: int = 5) -> list[Like]:
    """The cases most like a case, earlier and later ones, ended ones too; none that is confidential or under oversight.

    Empty for a case that is not there or is itself one of these.
    """
    reading.refresh()
    own = reading.told_in(reading.nameable().filter(pk=case_id)).get(case_id)
    if own is None:
        return []
    return like_traits(reading.traits(own.report), most=most, without=case_id, scored=_THOROUGH)


def noted(case_ids: Collection[int]) -> dict[int, Like]:
    """What was noted when these cases came: by case, the earlier one that it is most like. Two queries, no search."""
    rows = Suspicion.objects.filter(case_id__in=case_ids, like_id__isnull=False)
    notes = rows.values_list("case_id", "like_id", "score")
    likes = {case: (like, score) for case, like, score in notes if like is not None}
    wanted = {like for like, _ in likes.values()}
    codes = dict(reading.nameable().filter(pk__in=wanted).values_list("pk", "code")) if wanted else {}
    return {case: Like(like, codes[like], score) for case, (like, score) in likes.items() if like in codes}


def like_traits(
    traits: Traits,
    *,
    most: int,
    least: float = MAYBE,
    before: int | None = None,
    without: int | None = None,
    public_only: bool = False,
    scored: int = _QUICK,
) -> list[Like]:
    """The same for what is compared of a report, from a score of `least` on, among the cases `before` one and `without`
    another."""
    found = candidates(Table(), keys_of(traits), before=before, most=2 * scored)
    if not found:
        return []
    found = [case for case in found if case != without]
    known = reading.told_in(reading.nameable(public_only=public_only).filter(pk__in=found))
    scorer = Scorer(rarity())
    sought = scorer.weighed(traits)
    likes = []
    for case in [case for case in found if case in known][:scored]:
        score = scorer.score(sought, scorer.weighed(reading.traits(known[case].report)))
        if score >= least:
            likes.append(Like(case, known[case].code, score))
    return sorted(likes, key=lambda like: (-like.score, -like.case_id))[: max(0, most)]


__all__ = ["MAYBE", "SAME", "Group", "Like", "groups", "like_case", "like_text", "like_traits", "noted"]
