"""The public register: what everybody may read of a case, masked, and its search."""
