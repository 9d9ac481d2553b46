"""The map, the channels and what is asked for."""
