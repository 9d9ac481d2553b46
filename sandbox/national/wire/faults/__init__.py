"""What may go wrong on purpose: by chance or for the next so many calls, for each call apart."""
