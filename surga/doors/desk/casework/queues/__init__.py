"""The queues: what waits for an officer, the most urgent first, and what is done to many at once."""
