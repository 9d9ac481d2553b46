"""Beyond the city and up the ladder: what other governments do with a case, and when it goes higher."""
