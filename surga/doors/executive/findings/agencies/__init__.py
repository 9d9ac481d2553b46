"""Agencies, like with like, and the page that an agency opens itself."""
