"""``python -m benchmarks.masking``: what the masks hide and what they leave, over texts made for it with planted "
"data."""
