"""What may be said at any time: a danger, "I want a person", "never mind"; and what cannot be read."""

from __future__ import annotations

from dataclasses import replace

from surga.core.intake.dialogue import speech
from surga.core.intake.dialogue.moves.telling import ask_again, go_on, place_of_story
from surga.core.intake.dialogue.scene import Scene, told, with_media
from surga.core.intake.dialogue.turn import AddToCase, Cancelled, HandOver, Say, Turn


def silent(scene: Scene) -> Turn:
    """A person has it, or the album was answered: kept, and nothing is said."""
    if scene.memory.quiet:
        return Turn(scene.memory)
    code = case_of_album(scene)
    if not code:
        return Turn(with_media(scene))
    memory = replace(scene.memory, photo_at=scene.now.isoformat(), album=scene.heard.group)
    return Turn(memory, acts=(AddToCase(code),), tail=True)


def case_of_album(scene: Scene) -> str:
    """The case that photos go to while nothing is being told; empty when there is none."""
    if scene.memory.step != "fresh":
        return ""
    return scene.known.asked or (scene.memory.filed if scene.just_filed else "")


def emergency(scene: Scene) -> Turn:
    """Somebody has to come: a person is told at once, and we go on. The number is said before anything else."""
    memory = told(with_media(scene), scene.sense.text, scene.sense)
    memory = replace(place_of_story(scene.with_memory(memory)), kind="complaint", step="telling", along=True)
    after = go_on(scene.with_memory(memory))
    # Filing ends the touch: whoever is to help has to know before.
    return replace(after, acts=(HandOver("emergency"), *after.acts))


def warned(scene: Scene, turn: Turn) -> Turn:
    """The turn with the number to call before all that it says, once for each kind of danger."""
    kind = scene.sense.danger.kind if scene.sense.danger is not None else "emergency"
    words = warning(scene)
    if not words or scene.memory.quiet or kind in scene.memory.warned:
        return turn
    memory = turn.memory
    if memory.is_open:
        memory = replace(memory, warned=(*memory.warned, kind))
    return replace(turn, memory=memory, says=(Say(words, warns=True), *turn.says))


def warning(scene: Scene) -> str:
    """Whom to call, and what we heard; empty where nothing sounds dangerous."""
    sense = scene.sense
    if sense.danger is not None:
        about = speech.about_danger(sense.danger.kind, scene.memory.language)
        # Only what they wrote just so is quoted.
        said = sense.danger.said if sense.danger.said in " ".join(sense.text.lower().split()) else ""
        return scene.words("danger", about=f"{about}: “{said}”" if said else about)
    if sense.is_any("emergency"):
        return scene.words("emergency")
    return scene.words("may_be_danger") if sense.is_any("danger") else ""


def person(scene: Scene) -> Turn:
    asks = scene.with_memory(replace(scene.memory, quiet=True, along=False))
    return _told(asks, scene.words("person"), "asked", closed=True)


def voice(scene: Scene) -> Turn:
    """Words that only a person can hear; whoever writes meanwhile is heard by us. Beside a story they go with it."""
    kept = scene.with_memory(with_media(scene))
    if scene.memory.is_open and scene.memory.story:
        return ask_again(kept, kept.words("voice_kept"))
    with_it = kept.with_memory(replace(kept.memory, step="telling", along=True))
    return _told(with_it, kept.words("voice"), "voice", closed=True)


def cancel(scene: Scene) -> Turn:
    over = scene.with_memory(scene.memory.over())
    return over.turn(over.say(over.words("cancelled")), acts=(Cancelled(),))


def unreadable(scene: Scene) -> Turn:
    """A sticker, a card, a kind that nobody told us of."""
    kind = scene.heard.kind
    return ask_again(scene, scene.words(kind if kind in ("sticker", "card") else "strange"))


def reaction(scene: Scene) -> Turn:
    """A sign put on a message of ours; one that was taken away again asks for nothing."""
    if not scene.sense.text:
        return Turn(scene.memory, tail=True)
    return scene.turn(scene.say(scene.words("thanks")), tail=True)


def _told(scene: Scene, words: str, reason: str, closed: bool = False) -> Turn:
    """A person is told, and will answer; ``closed``: when, if nobody is there now."""
    known = scene.known
    when = ""
    if closed and not known.open and known.opens is not None:
        when = scene.words("closed_now", opens=f"{known.opens:%H.%M}")
    return scene.turn(scene.say(words, when), acts=(HandOver(reason),))
