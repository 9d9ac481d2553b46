"""Meta's Graph API, as far as messages go."""
