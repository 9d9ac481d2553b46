"""Where cases come from, and what people ask for."""

from surga.reactions.insight.queries.places.asked import MOST as MOST_REPORTED
from surga.reactions.insight.queries.places.asked import (
    Reporters,
    Sought,
    articles_found,
    reporters_by_channel,
    sought,
    together,
)
from surga.reactions.insight.queries.places.points import Hexagon, HotSpots, cases_in, hot_spots
from surga.reactions.insight.queries.places.regions import Months, Place, Places, by_month, placed

__all__ = [
    "MOST_REPORTED",
    "Hexagon",
    "HotSpots",
    "Months",
    "Place",
    "Places",
    "Reporters",
    "Sought",
    "articles_found",
    "by_month",
    "cases_in",
    "hot_spots",
    "placed",
    "reporters_by_channel",
    "sought",
    "together",
]
