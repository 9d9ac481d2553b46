"""How a case is told: what happened, where, and "send it"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from surga.core.intake.dialogue.memory import Memory
from surga.core.intake.dialogue.moves import asking
from surga.core.intake.dialogue.scene import (
    Scene,
    place_of,
    placed,
    summary_of,
    told,
    with_media,
)
from surga.core.intake.dialogue.turn import AddToCase, File, Turn

#: A story of so many words can be worked with.
_ENOUGH = 5
#: Words of a place; what is longer tells of the matter as well.
_PLACE = 12
_LONGEST_PLACE = 300
#: Steps in which a photo does not answer what we asked.
_WAITS = ("placing", "alike")
_AT = re.compile(r"^(?:di|ing|nang|ten|ndek)\s+", re.IGNORECASE)


def greet(scene: Scene) -> Turn:
    """Words that tell nothing yet: say what can be done here, and what waits for an answer."""
    known = scene.known
    if known.asked:
        return scene.turn(scene.say(scene.words("asked", code=known.asked)))
    if known.resolved:
        return scene.turn(
            scene.say(scene.words("solved", code=known.resolved), choices=("done", "notyet", "person"))
        )
    choices = ("status", "person") if known.seen is not None else ("person",)
    return scene.turn(scene.say(scene.words("greeting"), choices=choices), step="fresh")


def invite(scene: Scene) -> Turn:
    """They want to report or ask: go ahead."""
    return scene.turn(scene.say(scene.words("tell")), step="telling")


def tell(scene: Scene) -> Turn:
    """Words of the matter, with or without pictures."""
    memory = _hidden(told(with_media(scene), scene.sense.text, scene.sense), scene)
    return go_on(scene.with_memory(place_of_story(scene.with_memory(memory))))


def go_on(scene: Scene, *before: str) -> Turn:
    """Ask for what is missing, one thing and once; then show what would be filed."""
    memory = scene.memory
    if not memory.story:
        return _ask_for_story(scene, *before)
    if scene.is_letter:
        return send(scene)
    short = len(memory.story.split()) < _ENOUGH and not memory.asked_more
    if not memory.has_place and memory.kind == "complaint" and not memory.asked_place:
        said = scene.say(
            *before, scene.words("where_and_more" if short else "where"), choices=("skip", "person")
        )
        return scene.turn(said, step="placing", asked_place=True, asked_more=memory.asked_more or short)
    if short:
        return scene.turn(scene.say(*before, scene.words("tell_more")), step="telling", asked_more=True)
    return asking.next_question(scene, *before) or check(scene, *before)


def check(scene: Scene, *before: str) -> Turn:
    """Show what would be filed, and ask."""
    known = scene.known
    outside = scene.words("outside") if scene.memory.outside and scene.sense.kind == "location" else ""
    hint = "" if scene.memory.step == "checking" else scene.words("secrecy")
    summary = summary_of(scene)
    if known.topic_label and scene.memory.kind == "complaint":
        summary = f"{summary}\n🏷 {known.topic_label}"
    said = scene.say(
        *before,
        outside,
        scene.words("check", summary=summary),
        hint,
        choices=("send", "change", "cancel"),
    )
    return scene.turn(said, step="checking")


def send(scene: Scene) -> Turn:
    """File it. What is said follows when it is done."""
    return scene.turn(acts=(File(scene.memory),))


def keep_media(scene: Scene) -> Turn:
    """A photo or a file, with or without a caption."""
    if scene.sense.is_matter:
        return tell(scene)
    kept = scene.with_memory(with_media(scene))
    noted = scene.words("file_kept" if scene.sense.kind == "file" else "photo_kept")
    if not kept.memory.story and scene.sense.kind == "photo":
        return kept.turn(kept.say(kept.words("tell_of_photo")), step="telling")
    return ask_again(kept, noted) if kept.memory.step in _WAITS else go_on(kept, noted)


def keep_place(scene: Scene) -> Turn:
    """A location."""
    if scene.heard.lat is None:
        return ask_again(scene, scene.words("strange"))
    memory = placed(scene)
    if scene.sense.text:
        memory = told(memory, scene.sense.text, scene.sense)
    kept = scene.with_memory(memory)
    if memory.step == "alike":
        return ask_again(kept)
    if kept.memory.story:
        return go_on(kept)
    outside = kept.words("outside") if kept.memory.outside else ""
    place = place_of(kept.memory, scene.known)
    return kept.turn(kept.say(outside, kept.words("tell_of_place", place=place)), step="telling")


def place_in_words(scene: Scene) -> Turn:
    """The answer to "where?"; longer words tell of the matter as well."""
    memory, text = scene.memory, scene.sense.text
    place = _AT.sub("", " ".join(text.split()))[:_LONGEST_PLACE]
    # A second answer is finer than the first: both say where.
    finer = (
        memory.place
        if place.lower() in memory.place.lower()
        else ", ".join(filter(None, (memory.place, place)))
    )
    memory = replace(placed(scene), place=finer[:_LONGEST_PLACE])
    if scene.sense.length > _PLACE or memory.asked_more:
        memory = told(memory, text, scene.sense)
    return go_on(scene.with_memory(memory))


def join(scene: Scene) -> Turn:
    """It is the same matter: filed at once, together with the earlier report."""
    return send(scene.with_memory(replace(scene.memory, joins=True)))


def not_the_same(scene: Scene) -> Turn:
    """It is another matter; whatever they say with it belongs to the story."""
    if scene.sense.is_matter:
        return tell(scene)
    return go_on(scene)


def rewrite(scene: Scene) -> Turn:
    """Tell it once more."""
    return scene.turn(scene.say(scene.words("tell_anew")), step="telling", rewriting=True)


def what_to_change(scene: Scene) -> Turn:
    return scene.turn(scene.say(scene.words("what_to_change"), choices=("send", "change", "cancel")))


def secret(scene: Scene) -> Turn:
    """Anonymous or confidential, or both."""
    hidden = scene.with_memory(_hidden(scene.memory, scene))
    noted = scene.words("anonymous" if scene.sense.is_any("anonymous") else "confidential")
    return ask_again(hidden, noted)


def _hidden(memory: Memory, scene: Scene) -> Memory:
    """The memory with the secrecy that is asked for, in a word or within a story."""
    sense = scene.sense
    return replace(
        memory,
        anonymous=memory.anonymous or sense.is_any("anonymous"),
        confidential=memory.confidential or sense.is_any("confidential"),
    )


def add_words(scene: Scene) -> Turn:
    """More words before it is sent."""
    memory = _hidden(told(with_media(scene), scene.sense.text, scene.sense), scene)
    return check(scene.with_memory(place_of_story(scene.with_memory(memory))))


def belongs(scene: Scene) -> Turn:
    """What came after a case was filed belongs to it."""
    code = scene.memory.filed
    over = scene.with_memory(scene.memory.over())
    return over.turn(over.say(over.words("added", code=code)), acts=(AddToCase(code, scene.memory.story),))


def sort_out(scene: Scene) -> Turn:
    """New words so soon after a case was filed: ask, never guess."""
    memory = _hidden(told(with_media(scene), scene.sense.text, scene.sense), scene)
    sorting = scene.with_memory(place_of_story(scene.with_memory(memory)))
    said = sorting.say(sorting.words("sort", code=memory.filed), choices=("add", "new"))
    return sorting.turn(said, step="sorting")


#: What we wait for on a case that is filed already.
_ASKED_OF_CASES: Final = {"objecting": "what_is_left", "rating": "confirmed", "appealing": "why_up"}


def ask_again(scene: Scene, *before: str) -> Turn:
    """Say once more what we wait for."""
    step, memory = scene.memory.step, scene.memory
    if step == "placing":
        key = "ask_spot" if "spot" in memory.asked else "where"
        return scene.turn(scene.say(*before, scene.words(key), choices=("skip", "person")))
    if step == "checking":
        return check(scene, *before)
    if step == "telling":
        return _ask_for_story(scene, *before)
    if step == "alike":
        return asking.is_it_the_same(scene, *before) or go_on(scene, *before)
    if step == "sorting":
        return scene.turn(scene.say(*before, scene.words("sort", code=memory.filed), choices=("add", "new")))
    if step == "offered":
        return scene.turn(scene.say(*before, scene.words("tell"), choices=("enough", "other", "person")))
    if step in _ASKED_OF_CASES:
        return scene.turn(scene.say(*before, scene.words(_ASKED_OF_CASES[step], code=memory.case)))
    return scene.turn(scene.say(*before, scene.words("greeting"), choices=("person",)))


def _ask_for_story(scene: Scene, *before: str) -> Turn:
    memory = scene.memory
    if memory.rewriting:
        key = "tell_anew"
    elif memory.story:
        key = asking.asked_last(memory) or "tell_more"
    else:
        key = "tell"
    return scene.turn(scene.say(*before, scene.words(key)), step="telling")


def place_of_story(scene: Scene) -> Memory:
    """The memory with the place that a story names on its own."""
    memory = placed(scene)
    if memory.has_place or not scene.sense.names_place:
        return memory
    # The story itself says where: nobody is asked again, and nothing is guessed from it.
    return replace(memory, asked_place=True)
