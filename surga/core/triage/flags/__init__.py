"""What somebody must know of a text before it goes on: topics never published, its tone, its language.

Each flags and none rejects: what follows from a flag is the city's rule and an officer's decision.
"""
