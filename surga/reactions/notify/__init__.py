"""Who hears what, in which words: letters to reporters by e-mail, each at most once."""
