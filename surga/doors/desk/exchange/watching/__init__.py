"""What waits, what failed and why, what differs; and what an officer does about it."""
