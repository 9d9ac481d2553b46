"""The officers' desk: queues, the case, what is done to it, and the administration of the city."""
