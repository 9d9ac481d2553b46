"""What a move works with: the memory, what was heard, what is known; and how its turn is put together."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from surga.core.intake.dialogue import speech
from surga.core.intake.dialogue.memory import LONGEST_STORY, Memory
from surga.core.intake.dialogue.sense import Sense, read
from surga.core.intake.dialogue.turn import Act, Known, Say, Turn
from surga.core.intake.heard import Heard

_LONGEST_PLACE: Final = 300
#: An edit is so much like what it corrects; so many characters of both are compared.
_ALIKE: Final = 0.6
_COMPARED: Final = 500
_SHOWN: Final = 400


@dataclass(frozen=True, slots=True)
class Scene:
    """One message in its place. ``now``: when it was sent."""

    memory: Memory
    heard: Heard
    sense: Sense
    known: Known
    now: datetime

    def with_memory(self, memory: Memory) -> Scene:
        return replace(self, memory=memory)

    def words(self, key: str, **values: object) -> str:
        """A sentence of ours in the citizen's language."""
        known = self.known
        values = {"city": known.city, "prefix": known.prefix, "number": known.emergency, **values}
        return speech.sentence(key, self.memory.language, self.known.texts, **values)

    def say(self, *sentences: str, choices: tuple[str, ...] = ()) -> Say:
        """Sentences as one message, with choices by their ids."""
        text = "\n\n".join(sentence for sentence in sentences if sentence)
        return Say(text, speech.choices(*choices, language=self.memory.language))

    def turn(self, *says: Say, acts: tuple[Act, ...] = (), tail: bool = False, **changes: Any) -> Turn:
        """A turn with these changes of the memory; the choices offered last are remembered."""
        offered = tuple(name for name, _ in says[-1].choices) if says else self.memory.choices
        return Turn(replace(self.memory, choices=offered, **changes), says, acts, tail)

    @property
    def just_filed(self) -> bool:
        """Whether a case was filed here within the hour."""
        return self.memory.filed_lately(self.now)

    @property
    def is_letter(self) -> bool:
        """A mail is written at leisure and answered once: no questions that a chat would ask."""
        return self.heard.channel == "email"


def scene_of(memory: Memory, heard: Heard, known: Known, now: datetime) -> Scene:
    """The scene of a message; who writes another language without doubt is answered in it."""
    sense = read(heard, memory, known.prefix)
    if sense.language and not memory.is_open:
        memory = replace(memory, language=sense.language)
    return Scene(memory, heard, sense, known, now)


def told(memory: Memory, words: str, sense: Sense) -> Memory:
    """The memory with more of the story."""
    if memory.rewriting or not memory.story:
        story = words
    elif memory.story.endswith(words):  # pressed "send" twice
        story = memory.story
    else:
        story = _corrected(memory.story, words) if sense.edited else f"{memory.story}\n{words}"
    kind = memory.kind if memory.story and not memory.rewriting else sense.matter
    return replace(memory, story=story[:LONGEST_STORY], kind=kind, rewriting=False)


def _corrected(story: str, words: str) -> str:
    """The story with new words for those that were corrected; beside them where none are like them."""
    parts = story.split("\n")
    for old in (story, *parts):
        if (
            difflib.SequenceMatcher(None, old[:_COMPARED], words[:_COMPARED], autojunk=False).ratio()
            >= _ALIKE
        ):
            return words if old == story else "\n".join(words if each == old else each for each in parts)
    return f"{story}\n{words}"


def placed(scene: Scene) -> Memory:
    """The memory with the place that was sent, or that the words name."""
    memory, heard, known = scene.memory, scene.heard, scene.known
    if scene.sense.kind == "location" and heard.lat is not None and heard.lon is not None:
        place = heard.place.strip()[:_LONGEST_PLACE] or memory.place
        return replace(
            memory,
            lat=heard.lat,
            lon=heard.lon,
            region=known.region_at,
            place=place,
            outside=not known.region_at,
        )
    if known.region_named:
        return replace(memory, region=known.region_named, outside=False)
    return memory


def with_media(scene: Scene) -> Memory:
    """The memory that knows of the photo, file or voice message that came."""
    memory, heard = scene.memory, scene.heard
    pictures = sum(each.mime.startswith("image/") for each in heard.attachments)
    others = len(heard.attachments) - pictures
    match scene.sense.kind:
        case "photo":
            at, photos = scene.now.isoformat(), memory.photos + max(1, len(heard.attachments))
            return replace(memory, photos=photos, photo_at=at, album=heard.group)
        case "file":
            return replace(memory, files=memory.files + 1)
        case "voice":
            return replace(memory, voices=memory.voices + 1)
    # A mail brings its pictures along with the words.
    return replace(memory, photos=memory.photos + pictures, files=memory.files + others)


def place_of(memory: Memory, known: Known) -> str:
    """Where it is, in words; empty while nobody knows."""
    label = known.region_label if memory.region else ""
    parts = [part for part in (memory.place, label) if part]
    if label.lower() in memory.place.lower():
        parts = parts[:1]
    if not parts and memory.lat is not None and memory.lon is not None:
        parts = [f"{memory.lat:.5f}, {memory.lon:.5f}"]
    return ", ".join(dict.fromkeys(parts))


def summary_of(scene: Scene) -> str:
    """What would be filed, in a few lines."""
    memory, english = scene.memory, scene.memory.language == "en"
    story = memory.story if len(memory.story) <= _SHOWN else memory.story[:_SHOWN].rsplit(" ", 1)[0] + " …"
    lines = [f"📝 {story}"] if story else []
    place = place_of(memory, scene.known)
    if place:
        lines.append(f"📍 {place}")
    counted = (
        (memory.photos, "foto", "photo"), (memory.files, "berkas", "file"), (memory.voices, "pesan suara", "voice"),
    )  # fmt: skip
    media = [f"{n} {en if english else indonesian}" for n, indonesian, en in counted if n]
    if media:
        lines.append(f"📷 {', '.join(media)}")
    flags = (
        (memory.anonymous, "anonim", "anonymous"), (memory.confidential, "rahasia", "confidential"),
    )  # fmt: skip
    set_flags = [en if english else indonesian for is_set, indonesian, en in flags if is_set]
    if set_flags:
        lines.append(f"🔒 {', '.join(set_flags)}")
    return "\n".join(lines)
