"""Next year: what is to be expected, what comes first, and what was decided."""
