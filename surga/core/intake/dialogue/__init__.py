"""The conversation by which a complaint comes in: plain Python, one table of steps."""
