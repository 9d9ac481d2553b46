"""Reports of the same matter go together: what happens to the one that leads happens to the others."""
