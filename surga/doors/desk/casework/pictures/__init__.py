"""Photos that an officer has to decide about: covered beside uncovered, one after the other."""
