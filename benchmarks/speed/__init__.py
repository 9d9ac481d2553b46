"""What a request costs: fill a database, serve it, ask, count, tell.

``filling`` and ``counting`` run with Django in a process of their own, because settings are read
once; ``serving`` and ``asking`` look at the running system from outside, as its users do.
"""
