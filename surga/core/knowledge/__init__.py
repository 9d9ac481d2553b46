"""What citizens ask for: service articles, their search, and what was asked and not found."""
