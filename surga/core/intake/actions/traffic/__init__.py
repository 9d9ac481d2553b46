"""What passes between us and the channels: arrivals in, lines out, marks of them back, files fetched."""
