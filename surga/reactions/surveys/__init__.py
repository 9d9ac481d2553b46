"""Satisfaction: the IKM survey by PermenPANRB 14/2017, apart from the stars of one case."""
