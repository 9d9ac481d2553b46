"""Hotlines and their boards: made, kept, closed."""
