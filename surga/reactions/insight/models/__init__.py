"""What insight keeps."""

from surga.reactions.insight.models.watching import Alert as Alert
from surga.reactions.insight.models.watching import Digest as Digest
from surga.reactions.insight.models.watching import OfficerLetter as OfficerLetter
from surga.reactions.insight.models.watching import View as View
