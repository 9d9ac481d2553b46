"""``python -m benchmarks.triage.masking``: what the masks hide and what they leave, over texts with planted data."""
