"""Figures, and what stands behind them."""

from surga.reactions.insight.queries.figure import BY as BY
from surga.reactions.insight.queries.figure import EVERYTHING as EVERYTHING
from surga.reactions.insight.queries.figure import Figure as Figure
from surga.reactions.insight.queries.figure import FigureRow as FigureRow
from surga.reactions.insight.queries.figure import FigureUnknown as FigureUnknown
from surga.reactions.insight.queries.figure import HomeFigures as HomeFigures
from surga.reactions.insight.queries.figure import Where as Where
from surga.reactions.insight.queries.figure import counts_by_status as counts_by_status
from surga.reactions.insight.queries.figure import figure as figure
from surga.reactions.insight.queries.figure import home_figures as home_figures
from surga.reactions.insight.queries.figure import is_public as is_public
from surga.reactions.insight.queries.figure import waiting_unrouted as waiting_unrouted
