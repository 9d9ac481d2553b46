"""``python -m surga`` is the command ``surga``."""

from surga.project.commands import main

main()
