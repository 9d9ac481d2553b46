"""What else is asked before a report is shown: is it the same as an earlier one, and what it lacks. One at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from surga.core.intake.dialogue import speech
from surga.core.intake.dialogue.memory import Memory
from surga.core.intake.dialogue.scene import Scene
from surga.core.intake.dialogue.turn import Turn
from surga.core.triage.flags.complete import missing

#: So many questions beyond what happened and where; nobody is to be worn out.
_MOST: Final = 2
#: What is asked for each code; the place itself is asked for before.
_ASKED: Final = {
    "what": "tell_more", "spot": "ask_spot", "which": "ask_which", "who": "ask_who", "when": "ask_when",
}  # fmt: skip


def next_question(scene: Scene, *before: str) -> Turn | None:
    """The question that comes now; None where enough is known. In danger nobody is asked more than where."""
    memory = scene.memory
    if memory.kind != "complaint" or memory.warned or scene.sense.danger is not None:
        return None
    if not memory.like and (turn := is_it_the_same(scene, *before)) is not None:
        return turn
    if len(memory.asked) + memory.asked_more >= _MOST:
        return None
    lacks = next((code for code in _lacks(scene) if code in _ASKED and code not in memory.asked), "")
    return _ask(scene, lacks, *before) if lacks else None


def is_it_the_same(scene: Scene, *before: str) -> Turn | None:
    """Ask whether an earlier report is of the same matter; None where there is none, or theirs is secret."""
    like, memory = scene.known.like, scene.memory
    if like is None or memory.confidential:
        return None
    about = speech.about_like(like, memory.language)
    said = scene.say(
        *before, scene.words("same", title=like.title, about=about), choices=("same", "different")
    )
    return scene.turn(said, step="alike", like=like.code)


def asked_last(memory: Memory) -> str:
    """The sentence of what was asked last, while an answer to it is waited for; empty when nothing was."""
    return _ASKED[memory.asked[-1]] if memory.asked and memory.asked[-1] in _ASKED else ""


def _lacks(scene: Scene) -> tuple[str, ...]:
    memory, label = scene.memory, scene.known.region_label
    point = (memory.lat, memory.lon) if memory.lat is not None and memory.lon is not None else None
    # The name of the kelurahan alone is no finer than the kelurahan.
    place = (
        ""
        if memory.region and label.lower() in memory.place.lower() and _is_name(memory.place)
        else memory.place
    )
    return missing(
        memory.story,
        region=memory.region,
        address=place,
        point=point,
        photos=memory.photos,
        topic=scene.known.topic,
    )


def _is_name(place: str) -> bool:
    return len(place.split()) <= len(("kelurahan", "name", "name"))


def _ask(scene: Scene, code: str, *before: str) -> Turn:
    asked = replace(scene.memory, asked=(*scene.memory.asked, code))
    said = scene.say(*before, scene.words(_ASKED[code]), choices=("skip", "person"))
    return scene.with_memory(asked).turn(said, step="placing" if code == "spot" else "telling")
