"""Browsing: the first page, and the public register."""
