"""Finding the same thing again in a derived city of a hundred thousand or a million reports (``python -m``)."""
