"""Keeping our cases and another government's reports the same: each once on either side, whatever gets lost between."""
