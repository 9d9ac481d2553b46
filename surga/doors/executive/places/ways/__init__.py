"""Through which channels people come, what they ask for, and what they asked and did not find."""
