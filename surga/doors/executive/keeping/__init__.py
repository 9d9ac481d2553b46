"""Saved views, alerts and the weekly digest."""
