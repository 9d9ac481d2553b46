"""The call centre of the demonstration: its hotlines, its line, its conversations."""
