"""What an index is and how it is counted: plain Python, no Django."""
