"""One case on the desk: everything about it on one screen, and whatever may be done to it."""
