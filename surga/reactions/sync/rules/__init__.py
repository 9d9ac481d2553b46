"""What is told, what is heard, and who decides: plain Python."""
