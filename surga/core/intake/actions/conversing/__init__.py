"""Hearing what somebody said: it is kept, the dialogue answers, and its acts are done, all in one transaction."""

from surga.core.intake.actions.conversing.sweeping import sweep_unfinished as sweep_unfinished
from surga.core.intake.actions.conversing.taking import take_in as take_in
