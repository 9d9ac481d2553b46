"""The screen of the situation room: dark, large, by itself."""
