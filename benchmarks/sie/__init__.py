"""``python -m benchmarks.sie``: SIE's pages over millions of cases, beside plain SQL on the same cases."""
