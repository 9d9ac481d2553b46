"""What of the city's figures is more than chance: who lies apart, what rises, and what can be compared at all.

``against``: shortcomings and strengths; ``rising``: topics above what the season lets expect; ``terms``: words that
come up; ``alike``: an agency against what its mix of topics lets expect. Plain Python.
"""
