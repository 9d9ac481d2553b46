"""Next year: forecasts, candidates for a programme, policy briefs, the register of decisions."""

from surga.reactions.insight.queries.planning.candidates import Candidate as Candidate
from surga.reactions.insight.queries.planning.candidates import candidates as candidates
from surga.reactions.insight.queries.planning.decided import decisions as decisions
from surga.reactions.insight.queries.planning.kept import Edit as Edit
from surga.reactions.insight.queries.planning.kept import KeptDecision as KeptDecision
from surga.reactions.insight.queries.planning.kept import KeptPlan as KeptPlan
from surga.reactions.insight.queries.planning.kept import decision as decision
from surga.reactions.insight.queries.planning.kept import edits as edits
from surga.reactions.insight.queries.planning.kept import plan as plan
from surga.reactions.insight.queries.planning.kept import plans as plans
from surga.reactions.insight.queries.planning.phrasing import acting_on as acting_on
from surga.reactions.insight.queries.planning.phrasing import growth_said as growth_said
from surga.reactions.insight.queries.planning.said import Acting as Acting
from surga.reactions.insight.queries.planning.said import Affected as Affected
from surga.reactions.insight.queries.planning.said import Brief as Brief
from surga.reactions.insight.queries.planning.said import Decision as Decision
from surga.reactions.insight.queries.planning.said import Effect as Effect
from surga.reactions.insight.queries.planning.said import Evidence as Evidence
from surga.reactions.insight.queries.planning.said import Line as Line
from surga.reactions.insight.queries.planning.said import Priority as Priority
from surga.reactions.insight.queries.planning.said import Step as Step
from surga.reactions.insight.queries.planning.seasons import Known as Known
from surga.reactions.insight.queries.planning.seasons import outlook as outlook
from surga.reactions.insight.queries.planning.seasons import outlooks as outlooks
from surga.reactions.insight.queries.planning.writing import brief as brief
from surga.reactions.insight.queries.planning.writing import how_said as how_said
