"""The page of today, the levels of government, and the situation room."""
