"""The words of an address: its periods, its codes, what it says wrongly; and the form in which they are chosen."""
