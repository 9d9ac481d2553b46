"""Codes of filters: which there are, and what those mean that a city has no more."""

from __future__ import annotations

from typing import Final

from surga.core.agencies.city import LEVELS
from surga.core.agencies.queries import city
from surga.core.intake.message import CHANNELS, KINDS
from surga.core.regions import queries as regions
from surga.reactions.insight import queries as insight
from surga.reactions.insight.queries import Where

_LONGEST: Final = 64
_FIXED: Final = {"channel": CHANNELS, "level": LEVELS, "kind": KINDS}


def is_known(field: str, code: str, figure: str = "cases") -> bool:
    """Whether a code of a field of ``Where`` means anything.

    It does if the city's profile has it, also of an agency that is closed or a topic that is not offered any more; and
    if any case (or contact: ``figure``) was ever counted with it.
    """
    if field in _FIXED and code in _FIXED[field]:
        return True
    if field == "region":
        listed = regions.region(code, fresh=False) is not None
    else:
        here = city(fresh=False)
        listed = code in {"agency": here.agencies, "topic": here.topics}.get(field, {})
    return listed or _is_counted(field, code, figure)


def _is_counted(field: str, code: str, figure: str) -> bool:
    if len(code) > _LONGEST or not code.isprintable():
        return False
    return bool(insight.figure(figure, by="all", where=Where(**{field: code})).n)
