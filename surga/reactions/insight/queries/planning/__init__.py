"""Next year: candidates for a programme, policy briefs, the register of decisions."""

from surga.reactions.insight.queries.planning.decided import decisions as decisions
from surga.reactions.insight.queries.planning.said import Acting as Acting
from surga.reactions.insight.queries.planning.said import Affected as Affected
from surga.reactions.insight.queries.planning.said import Brief as Brief
from surga.reactions.insight.queries.planning.said import Decision as Decision
from surga.reactions.insight.queries.planning.said import Effect as Effect
from surga.reactions.insight.queries.planning.said import Evidence as Evidence
from surga.reactions.insight.queries.planning.said import Line as Line
from surga.reactions.insight.queries.planning.said import Priority as Priority
from surga.reactions.insight.queries.planning.said import Step as Step
from surga.reactions.insight.queries.planning.writing import brief as brief
