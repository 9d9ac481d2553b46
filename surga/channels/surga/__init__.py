"""A government that runs Surga: its exchange (``/api/v1/exchange``), as the port promises it."""
