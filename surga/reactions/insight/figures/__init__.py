"""What every figure means, once."""

from surga.reactions.insight.figures.catalogue import FIGURES as FIGURES
from surga.reactions.insight.figures.catalogue import ROLLUPS as ROLLUPS
from surga.reactions.insight.figures.catalogue import UNITS as UNITS
from surga.reactions.insight.figures.catalogue import Definition as Definition
from surga.reactions.insight.figures.catalogue import as_markdown as as_markdown
from surga.reactions.insight.figures.catalogue import definition_of as definition_of
from surga.reactions.insight.figures.catalogue import language_of as language_of
