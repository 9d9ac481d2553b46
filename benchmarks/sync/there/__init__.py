"""The other side and the way to it: the stand-in's model and its store, the port's gateway twice, and every fault."""
