"""How far somebody is through the nine questions, and where a reply leads. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass, replace

from surga.reactions.surveys.rules.elements import CODES, ELEMENTS, Element
from surga.reactions.surveys.rules.replies import Reply
from surga.reactions.surveys.rules.score import Scores

_NOTHING: Scores = (None,) * len(CODES)


@dataclass(frozen=True, slots=True)
class Standing:
    """``turn``: how many questions were replied to; ``scores``: nine, None where left out or still to come."""

    turn: int = 0
    scores: Scores = _NOTHING

    @property
    def element(self) -> Element | None:
        """What is asked now; None: the comment."""
        return ELEMENTS[self.turn] if self.turn < len(ELEMENTS) else None


@dataclass(frozen=True, slots=True)
class Step:
    """Where a reply leads: to a standing, and a word about it (a key of ``sentences``, "" for none).

    ``done``: the answer is complete, with this ``comment``.
    """

    standing: Standing
    said: str = ""
    done: bool = False
    comment: str = ""


def after(standing: Standing, reply: Reply) -> Step:
    """Where ``reply`` leads. Raises nothing; a reply of another kind ("stop", "away") is not for here."""
    match reply.kind:
        case "score" | "skip":
            return _scored(standing, reply)
        case "back":
            return Step(
                replace(standing, turn=max(0, standing.turn - 1)), "back" if standing.turn else "first"
            )
        case "comment" if standing.element is None:
            return Step(standing, done=True, comment=reply.text)
        case "long":
            return Step(standing, "long")
    return Step(standing, "wrong" if standing.element is not None else "wrong_comment")


def _scored(standing: Standing, reply: Reply) -> Step:
    place = CODES.index(reply.element) if reply.element else standing.turn
    if place > standing.turn or place >= len(CODES):
        return Step(standing, "wrong" if standing.element is not None else "wrong_comment")
    score = reply.score if reply.kind == "score" else None
    scores = (*standing.scores[:place], score, *standing.scores[place + 1 :])
    if place < standing.turn:  # pressed under an earlier question: they think better of it
        given = Standing(standing.turn, scores)
        return Step(standing, "one") if _is_empty(given) else Step(given, "changed")
    if standing.turn == len(CODES) - 1 and all(each is None for each in scores):
        return Step(standing, "one")
    return Step(Standing(standing.turn + 1, scores))


def _is_empty(standing: Standing) -> bool:
    """Nothing but left out, with no question to come that could still be answered."""
    return standing.turn == len(CODES) and all(each is None for each in standing.scores)
