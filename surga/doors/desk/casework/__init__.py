"""Working on cases: the queues, the case page, and what is done there."""
