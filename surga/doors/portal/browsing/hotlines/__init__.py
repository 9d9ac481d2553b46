"""Hotlines as everybody may read them: how to reach them, what is free, what was asked, and all of it as data."""
