"""What is hidden before the public reads a text, kind by kind. ``surga.core.triage.mask`` is the way in."""
