"""Is it more than chance? Intervals, differences, limits and places, by methods with a name: plain Python.

Whatever has ``value``, ``n``, ``low`` and ``high`` is an ``Estimate``: a row of a figure, a measure's value.
"""

from surga.reactions.insight.rules.statistics.differences import Difference as Difference
from surga.reactions.insight.rules.statistics.differences import difference_of as difference_of
from surga.reactions.insight.rules.statistics.differences import difference_of_means as difference_of_means
from surga.reactions.insight.rules.statistics.differences import (
    difference_of_medians as difference_of_medians,
)
from surga.reactions.insight.rules.statistics.differences import difference_of_shares as difference_of_shares
from surga.reactions.insight.rules.statistics.differences import dispersion_of as dispersion_of
from surga.reactions.insight.rules.statistics.differences import is_more_than_noise as is_more_than_noise
from surga.reactions.insight.rules.statistics.differences import ratio_of_counts as ratio_of_counts
from surga.reactions.insight.rules.statistics.intervals import CONFIDENCE as CONFIDENCE
from surga.reactions.insight.rules.statistics.intervals import Estimate as Estimate
from surga.reactions.insight.rules.statistics.intervals import Interval as Interval
from surga.reactions.insight.rules.statistics.intervals import Sample as Sample
from surga.reactions.insight.rules.statistics.intervals import bootstrap as bootstrap
from surga.reactions.insight.rules.statistics.intervals import count_interval as count_interval
from surga.reactions.insight.rules.statistics.intervals import mean_interval as mean_interval
from surga.reactions.insight.rules.statistics.intervals import quantile_interval as quantile_interval
from surga.reactions.insight.rules.statistics.intervals import quantile_ranks as quantile_ranks
from surga.reactions.insight.rules.statistics.intervals import wilson as wilson
from surga.reactions.insight.rules.statistics.ranking import ENOUGH as ENOUGH
from surga.reactions.insight.rules.statistics.ranking import Rank as Rank
from surga.reactions.insight.rules.statistics.ranking import against as against
from surga.reactions.insight.rules.statistics.ranking import funnel_limits as funnel_limits
from surga.reactions.insight.rules.statistics.ranking import like_with_like as like_with_like
from surga.reactions.insight.rules.statistics.ranking import rankable as rankable
from surga.reactions.insight.rules.statistics.ranking import ranks as ranks
