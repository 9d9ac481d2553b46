"""What frames every page of the desk: who is at it, the way in, the queues' names, a queue's row, fields."""
