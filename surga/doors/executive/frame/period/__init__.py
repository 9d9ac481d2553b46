"""The periods that have a name, and the form in which a period and filters are chosen."""
