"""Changing what comes in: arrivals, conversations, contacts."""
