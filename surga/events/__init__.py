"""What happened: every event, written once, and who is still owed it."""
