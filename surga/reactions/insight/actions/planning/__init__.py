"""Keeping what is planned and decided, and working out what is to be expected."""

from surga.reactions.insight.actions.planning.forecasting import forecast_if_due as forecast_if_due
from surga.reactions.insight.actions.planning.forecasting import refresh_forecasts as refresh_forecasts
from surga.reactions.insight.actions.planning.writing import CannotKeep as CannotKeep
from surga.reactions.insight.actions.planning.writing import Stale as Stale
from surga.reactions.insight.actions.planning.writing import save_decision as save_decision
from surga.reactions.insight.actions.planning.writing import save_plan as save_plan
from surga.reactions.insight.actions.planning.writing import set_plan_ready as set_plan_ready
