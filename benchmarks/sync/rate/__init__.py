"""How fast the exchange goes: CPU of this process for each act and each report, and how many calls are under way."""
