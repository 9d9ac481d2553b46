"""How the second opinion on danger is learned: from texts of our own, the same each time."""
