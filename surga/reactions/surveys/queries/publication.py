"""What a unit publishes of a round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from surga.core.agencies.queries import city
from surga.reactions.surveys.models import Round
from surga.reactions.surveys.queries.indices import index_of
from surga.reactions.surveys.queries.rounds import known, needed_for, response_of, round_by_id
from surga.reactions.surveys.queries.told import SMALLEST, Group, Publication, RoundInfo
from surga.reactions.surveys.rules.elements import ABOUT, WAYS, Said
from surga.reactions.surveys.rules.score import Index, compared

#: More comments than these make nobody wiser; the latest are shown.
MOST_COMMENTS = 200


def publication(info: RoundInfo, as_of: datetime | None = None) -> Publication:
    """All of it, from the answers known by ``as_of`` (None: now); whether it is published is ``info.published_at``."""
    moment = as_of or timezone.now()
    index = index_of(info, moment)
    before = round_before(info)
    earlier = None if before is None else index_of(before, moment, mode=info.weight_mode)
    return Publication(
        round=info,
        as_of=moment,
        city=city(fresh=False).name,
        index=index,
        response=response_of(info, moment),
        needed=needed_for(info),
        people=tuple(_group(info, moment, code, name, choices) for code, (name, choices) in ABOUT.items()),
        ways=_group(info, moment, "way", Said("Cara menjawab", "Way of answering"), WAYS),
        before=before,
        before_index=earlier,
        change=None if earlier is None else compared(earlier, index),
        comments=words_of(info, moment, index),
        follow_up=info.follow_up,
    )


def round_before(info: RoundInfo) -> RoundInfo | None:
    """The unit's latest round that ended before this one began, if it is closed and asked the same questions."""
    rows = Round.objects.filter(
        unit=info.unit, to_on__lt=info.from_on, state=Round.CLOSED, questions=info.questions
    )
    found = rows.order_by("-to_on", "-from_on").values_list("pk", flat=True).first()
    return None if found is None else round_by_id(found)


def words_of(info: RoundInfo, as_of: datetime, index: Index, limit: int = MOST_COMMENTS) -> tuple[str, ...]:
    """What people wrote, masked, those first who scored the weakest elements lowest; none of fewer than five people."""
    if index.n < SMALLEST:
        return ()
    weak = [each.code for each in index.weakest]
    rows = known(info.id, as_of).exclude(comment_masked="").order_by(*weak, "-id")
    return tuple(rows.values_list("comment_masked", flat=True)[:limit])


def words_on(info: RoundInfo, code: str, as_of: datetime | None = None, limit: int = 5) -> tuple[str, ...]:
    """What those wrote, masked, who scored this element 1 or 2, the latest first; none of fewer than five people."""
    rows = known(info.id, as_of)
    if rows.count() < SMALLEST:
        return ()
    rows = rows.filter(**{f"{code}__lte": 2}).exclude(comment_masked="").order_by("-id")
    return tuple(rows.values_list("comment_masked", flat=True)[:limit])


def _group(info: RoundInfo, as_of: datetime, code: str, name: Said, choices: dict[str, Said]) -> Group:
    counted = dict(known(info.id, as_of).values_list(code).annotate(n=Count("id")).order_by())
    shown = suppressed([counted.get(choice, 0) for choice in choices] + [counted.get("", 0)])
    rows = tuple(zip(choices.values(), shown[:-1], strict=True))
    return Group(code, name, rows, shown[-1])


def suppressed(counts: Sequence[int], smallest: int = SMALLEST) -> list[int | None]:
    """Counts with those of 1 to 4 hidden; when one alone, or too few people in all, are hidden, the next smallest too.

    The total stands beside it: a single gap could be worked out.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < smallest}
    others = sorted((count, place) for place, count in enumerate(counts) if count >= smallest)
    while hidden and others and (len(hidden) < 2 or sum(counts[place] for place in hidden) < smallest):
        hidden.add(others.pop(0)[1])
    return [None if place in hidden else count for place, count in enumerate(counts)]
