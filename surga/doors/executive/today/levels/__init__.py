"""Levels of government: where matters are solved, how long they lie there, and the exchange with other governments."""
