"""Compile translations: `python -m scripts.translations FILE.po ...` writes each .mo beside its .po."""

import sys
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po


def compile_catalogue(source: Path) -> list[str]:
    """Write the .mo beside a .po and return no faults, or write nothing and return the faults as sentences."""
    try:
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parts[-3], abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        return [f"{source}: {error}"]
    faults = [
        f"{source}:{message.lineno}: {fault}" for message, errors in catalogue.check() for fault in errors
    ]
    if not faults:
        write_whole(source.with_suffix(".mo"), catalogue)
    return faults


def write_whole(target: Path, catalogue: object) -> None:
    """Replace the file in one step: a web process may be reading it."""
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".tmp", delete=False) as draft:
        write_mo(draft, catalogue)
    written = Path(draft.name)
    written.chmod(0o644)
    written.replace(target)


def main(arguments: list[str]) -> int:
    faults = [fault for name in arguments for fault in compile_catalogue(Path(name))]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
