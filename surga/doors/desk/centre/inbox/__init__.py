"""The shared inbox of conversations."""
