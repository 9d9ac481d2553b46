"""From a text to its topic (``finding``), from topic, region and authority table to an agency (``table``), and from
there one step up (``ladder``). Plain Python, no Django."""

from surga.core.agencies.routing.finding import TopicFinder, words_of
from surga.core.agencies.routing.ladder import Matter, Rung, above, height, rung_of
from surga.core.agencies.routing.table import DEFAULT_RULE, Route, RuleError, route

__all__ = [
    "DEFAULT_RULE",
    "Matter",
    "Route",
    "RuleError",
    "Rung",
    "TopicFinder",
    "above",
    "height",
    "route",
    "rung_of",
    "words_of",
]
