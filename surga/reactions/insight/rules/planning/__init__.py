"""Next year: what is to be expected, and what waiting costs. Plain Python over plain numbers."""
