"""SIE, the executive information system: what is wrong, what works, what to do next year."""
