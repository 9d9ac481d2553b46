"""``python -m surga`` is the command ``surga``."""

from surga.project.commands import main

if __name__ == "__main__":  # a helper process loads this file, too
    main()
