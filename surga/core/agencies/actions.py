"""Changing the city's profile: the only place that writes it.

``actor`` is the text that the event log keeps ("officer:12", "system:setup"). Who may do this is
asked by the caller, before: roles live in ``people``, a floor above.
"""
