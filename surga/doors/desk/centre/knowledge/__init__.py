"""Service articles, and what was asked and not found."""
