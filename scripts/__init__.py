"""What builds, checks and tests Surga. `bootstrap` and what it imports run on Python 3.11 with nothing installed."""
