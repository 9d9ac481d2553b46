"""The satisfaction survey at the desk: running its rounds, typing its sheets in."""
