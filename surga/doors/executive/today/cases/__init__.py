"""Exactly the cases (or contacts) behind a figure: a page, and a sheet of all of them."""
