"""Before a page: how much may come in, how often, and whose case it is."""
