"""What comes up: topics above what the season lets expect, and words, with the texts they stand in."""

from surga.reactions.insight.queries.emerging.topics import RisingTopics as RisingTopics
from surga.reactions.insight.queries.emerging.topics import rising_topics as rising_topics
from surga.reactions.insight.queries.emerging.words import RisingTerms as RisingTerms
from surga.reactions.insight.queries.emerging.words import Told as Told
from surga.reactions.insight.queries.emerging.words import newest_of as newest_of
from surga.reactions.insight.queries.emerging.words import rising_words as rising_words
from surga.reactions.insight.queries.emerging.words import texts_of as texts_of
