"""Indonesian is what the code says; English must be there for every word of it."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = (
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
    "gettext_noop",
)
ROOMS = sorted(path.parent for path in (ROOT / "surga").rglob("locale") if path.is_dir())


def said_in(room: Path) -> set[str]:
    """Every sentence that the code and the templates of a room hold ready for translation."""
    said: set[str] = set()
    for path in room.rglob("*.py"):
        said |= _extracted(path.read_bytes())
    for path in (*room.rglob("templates/**/*.html"), *room.rglob("templates/**/*.txt")):
        said |= _extracted(templatize(path.read_text(), origin=str(path)).encode())
    return said


def _extracted(source: bytes) -> set[str]:
    found: set[str] = set()
    for _line, keyword, message, _comments in extract_python(
        io.BytesIO(source), KEYWORDS, [], {"encoding": "utf-8"}
    ):
        parts = [message] if isinstance(message, str) else [part for part in message or () if part]
        if keyword is not None and "pgettext" in keyword:
            # As gettext itself keeps a word of a context.
            parts = [f"{parts[0]}\x04{part}" for part in parts[1:]]
        found |= {part for part in parts[:2] if part}
    return found


def translated(room: Path) -> dict[str, str]:
    catalogue: dict[str, str] = {}
    for path in room.glob("locale/en/LC_MESSAGES/*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    ids = [message.id] if isinstance(message.id, str) else list(message.id)
                    words = [message.string] if isinstance(message.string, str) else list(message.string)
                    assert "fuzzy" not in message.flags, f"{path}: {message.id!r} is only a guess"
                    within = f"{message.context}\x04" if message.context else ""
                    catalogue |= {
                        f"{within}{one}": words[min(n, len(words) - 1)] for n, one in enumerate(ids)
                    }
    return catalogue


ALL = {one: words for room in ROOMS for one, words in translated(room).items()}


def test_there_are_rooms_with_words() -> None:
    assert len(ROOMS) >= 4


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.relative_to(ROOT).as_posix())
def test_every_sentence_has_its_english(room: Path) -> None:
    missing = {one for one in said_in(room) if not ALL.get(one)}
    assert missing == set()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.relative_to(ROOT).as_posix())
def test_no_english_is_left_of_a_sentence_nobody_says(room: Path) -> None:
    assert set(translated(room)) - said_in(room) == set()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.relative_to(ROOT).as_posix())
def test_places_to_fill_in_are_the_same_in_both(room: Path) -> None:
    places = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
    for one, words in translated(room).items():
        assert set(places.findall(words)) <= set(places.findall(one)) | {"%(count)s"}, one


def test_rooms_without_a_catalogue_say_nothing() -> None:
    rooms = {path.parent for path in (ROOT / "surga").rglob("*/__init__.py")}
    for room in rooms:
        inside = any(room == known or known in room.parents for known in ROOMS)
        holds = any(known != room and room in known.parents for known in ROOMS)
        if not inside and not holds:
            assert {one for one in said_in(room) if one not in ALL} == set(), room
