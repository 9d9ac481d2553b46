"""The first page: a sentence, what changed, and cards."""
