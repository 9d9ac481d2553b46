"""The addresses of this program."""
