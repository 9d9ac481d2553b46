"""What insight keeps."""

from surga.reactions.insight.models.cells import Cell as Cell
from surga.reactions.insight.models.cells import Flow as Flow
from surga.reactions.insight.models.cells import Spread as Spread
from surga.reactions.insight.models.cells import Standing as Standing
from surga.reactions.insight.models.facts import NOW as NOW
from surga.reactions.insight.models.facts import ContactFact as ContactFact
from surga.reactions.insight.models.facts import Delta as Delta
from surga.reactions.insight.models.facts import Exchange as Exchange
from surga.reactions.insight.models.facts import Fact as Fact
from surga.reactions.insight.models.planning import Outlook as Outlook
from surga.reactions.insight.models.planning import Version as Version
from surga.reactions.insight.models.planning import Writing as Writing
from surga.reactions.insight.models.watching import Alert as Alert
from surga.reactions.insight.models.watching import Digest as Digest
from surga.reactions.insight.models.watching import OfficerLetter as OfficerLetter
from surga.reactions.insight.models.watching import View as View
