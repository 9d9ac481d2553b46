"""The national workflow in plain Python: no input or output, no clock and no chance of its own."""
