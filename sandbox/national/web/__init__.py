"""The addresses of this program, and the socket."""
