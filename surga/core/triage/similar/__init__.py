"""The same thing reported again: near-duplicates by text, place and time. Plain Python and numpy."""

from surga.core.triage.similar.finding import Finder, Match, in_order, pairs, rare_words
from surga.core.triage.similar.index import Index, MemoryIndex, candidates
from surga.core.triage.similar.keys import keys, keys_of
from surga.core.triage.similar.places import Place
from surga.core.triage.similar.reports import Report, Traits, report_of, traits_of
from surga.core.triage.similar.scoring import MAYBE, SAME, Scorer
from surga.core.triage.similar.words import Rarity

__all__ = [
    "MAYBE",
    "SAME",
    "Finder",
    "Index",
    "Match",
    "MemoryIndex",
    "Place",
    "Rarity",
    "Report",
    "Scorer",
    "Traits",
    "candidates",
    "in_order",
    "keys",
    "keys_of",
    "pairs",
    "rare_words",
    "report_of",
    "traits_of",
]
