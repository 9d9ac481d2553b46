"""The satisfaction index IKM and the stars of cases, apart."""
