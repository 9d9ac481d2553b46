"""What comes in: who asks, how often, and a body that can be read."""
