"""Records of another system, from a file: readers, mapping, inbound."""
