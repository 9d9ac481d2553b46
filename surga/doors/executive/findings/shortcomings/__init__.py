"""Shortcomings and strengths: the matrix, the worst and the best, and what comes up."""
