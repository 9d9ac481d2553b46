"""``python -m benchmarks.real``: a city's real records, carried through the whole system."""
