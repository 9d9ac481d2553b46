"""The book and the house in the database."""
