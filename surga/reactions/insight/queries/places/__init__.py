"""Where cases come from, and what people ask for."""

from surga.reactions.insight.queries.places.asked import Reporters as Reporters
from surga.reactions.insight.queries.places.asked import Sought as Sought
from surga.reactions.insight.queries.places.asked import articles_found as articles_found
from surga.reactions.insight.queries.places.asked import reporters_by_channel as reporters_by_channel
from surga.reactions.insight.queries.places.asked import sought as sought
from surga.reactions.insight.queries.places.asked import together as together
from surga.reactions.insight.queries.places.points import Hexagon as Hexagon
from surga.reactions.insight.queries.places.points import HotSpots as HotSpots
from surga.reactions.insight.queries.places.points import cases_in as cases_in
from surga.reactions.insight.queries.places.points import hot_spots as hot_spots
from surga.reactions.insight.queries.places.regions import Months as Months
from surga.reactions.insight.queries.places.regions import Place as Place
from surga.reactions.insight.queries.places.regions import Places as Places
from surga.reactions.insight.queries.places.regions import by_month as by_month
from surga.reactions.insight.queries.places.regions import by_region as by_region
from surga.reactions.insight.queries.places.regions import placed as placed
