"""The satisfaction survey for citizens: answering it, and what the units publish of it."""
