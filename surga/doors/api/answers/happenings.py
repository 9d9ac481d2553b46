"""What may stand in a timeline: the events of a case, under the names that the API gives them for ever."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from surga.events import catalogue


def type_of(event: str) -> str:
    """An event's name as the API says it: ``CaseOpened`` is ``case_opened``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", event).lower()


#: The API's name → the event's own.
TYPES: Mapping[str, str] = MappingProxyType(
    {type_of(kind.__name__): kind.__name__ for kind in catalogue.CaseEvent.__subclasses__()}
)
