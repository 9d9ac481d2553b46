"""Everything this telephone knows, in memory behind one lock."""
