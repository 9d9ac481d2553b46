"""Names of persons in a text: by a list of names, by the word before them, by their form. ``finding`` is the way "
"in."""
