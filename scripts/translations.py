"""Compile translations: `python -m scripts.translations FILE.po ...` writes each .mo beside its .po."""

import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

PLACEHOLDER = re.compile(r"%\(\w+\)")


def compile_catalogue(source: Path) -> list[str]:
    """Write the .mo beside a .po and return no faults, or write nothing and return the faults as sentences."""
    try:
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parts[-3], abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        return [f"{source}: {error}"]
    faults = [f"{source}:{message.lineno}: {fault}" for message in catalogue for fault in faults_of(message)]
    if not faults:
        write_whole(source.with_suffix(".mo"), catalogue)
    return faults


def faults_of(message: Message) -> list[str]:
    """Name what would break a screen: a placeholder that the code does not fill, or one that got lost."""
    source = {name for text in texts(message.id) for name in PLACEHOLDER.findall(text)}
    faults = [str(fault) for fault in message.check()]
    for text in filter(None, texts(message.string)):
        found = set(PLACEHOLDER.findall(text))
        if found - source or (not message.pluralizable and found != source):
            faults.append(f"the placeholders of {text!r} are not those of {message.id!r}")
    return faults


def texts(value: str | Sequence[str] | None) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value or ()


def write_whole(target: Path, catalogue: Catalog) -> None:
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
