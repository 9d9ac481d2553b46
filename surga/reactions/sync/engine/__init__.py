"""The engine: plain Python over a book (what is known of the other side) and a house (our cases)."""
