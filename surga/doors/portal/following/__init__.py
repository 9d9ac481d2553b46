"""Following: where a case stands, what happened, and what its reporter may say or do."""
