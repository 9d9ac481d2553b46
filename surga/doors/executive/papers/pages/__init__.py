"""The page of papers, and the addresses at which each is handed out."""
