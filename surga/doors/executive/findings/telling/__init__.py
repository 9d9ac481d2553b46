"""How these pages say what they found: in words, and in tables."""
