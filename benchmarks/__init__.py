"""Measurements that are no tests: how fast the system is, and a year of a real city through it.

``python -m benchmarks`` measures requests (``surga bench``); ``python -m benchmarks.real`` runs
the records of a city through import and figures. Both write only where they are told to.
"""
