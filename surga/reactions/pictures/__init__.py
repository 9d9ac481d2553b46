"""Every photo that came is looked at, apart from everything else: it takes a second, and nobody waits for it."""
