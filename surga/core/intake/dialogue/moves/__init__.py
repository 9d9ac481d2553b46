"""What a step of the dialogue does: one function for each move."""
