"""What is known of a case, how an event changes that, and what it gives to the sums."""
