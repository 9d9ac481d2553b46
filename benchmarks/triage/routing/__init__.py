"""How well the routing learned from a city's real cases does on months it has not seen.

``python -m benchmarks.triage.routing --data FILE`` (JSONL, as `surga train` reads it). The data are not ours.
"""
