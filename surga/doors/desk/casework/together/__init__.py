"""Reports of the same matter at the desk: which are alike, joining them, letting one go, and joining many at once."""
