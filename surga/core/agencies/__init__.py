"""Agencies, topics, who is competent for what, and how long it may take."""
