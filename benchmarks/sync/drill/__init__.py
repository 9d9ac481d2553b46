"""The exchange with real programs: web, worker and the national stand-in, killed at any instant, over real HTTP.

``surga bench sync --drill`` runs it. The programs are those of a city, unchanged; only their clock runs ahead, for
the waits of the exchange are minutes.
"""
