"""Our side in memory: a database, the engine's book, and a city."""
