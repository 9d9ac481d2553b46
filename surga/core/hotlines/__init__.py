"""A call centre for a time or a cause: what it asks, and the board of what is free where."""
