"""Shortcomings and strengths, and the agencies, like with like."""
