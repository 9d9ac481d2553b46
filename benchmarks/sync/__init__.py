"""The two-way exchange, simulated: engine, national side and everything between them, in one process, by a seed.

``surga bench sync --seeds 300`` runs them; a seed that fails prints the line that runs it again.
"""
