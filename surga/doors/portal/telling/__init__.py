"""Telling: three short steps, a look at what the public will see, and the receipt."""
