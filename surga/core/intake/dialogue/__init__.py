"""The conversation by which a case comes in: plain Python, one table of steps (``steps.hear``)."""
