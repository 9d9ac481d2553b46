"""What is said of cases that are filed: their state, an answer, "it is settled", stars, and what comes late."""

from __future__ import annotations

from dataclasses import replace

from surga.core.intake.dialogue import speech
from surga.core.intake.dialogue.moves.telling import ask_again
from surga.core.intake.dialogue.scene import Scene, with_media
from surga.core.intake.dialogue.turn import AddToCase, Confirm, Object, Raise, Rate, Say, Told, Turn


def status(scene: Scene) -> Turn:
    """How it stands with the case that was named, or with the last one; what is being told is not forgotten."""
    seen = scene.known.seen
    if seen is None:
        key = "code_unknown" if scene.sense.code else "which_code"
        return _and_on(scene, scene.say(scene.words(key, code=scene.sense.code), choices=("person",)))
    said = speech.status_of(seen, "{link}", scene.memory.language).replace("{link}", link(scene, seen.code))
    choices: tuple[str, ...] = ()
    if seen.code == scene.known.resolved:
        choices = ("done", "notyet", "person")
    return replace(_and_on(scene, scene.say(said, choices=choices)), acts=(Told(seen.code),))


def link(scene: Scene, code: str) -> str:
    """Where everybody may follow the case."""
    return f"{scene.known.address}/lacak/{code}"


def add_to_named(scene: Scene) -> Turn:
    """More words on a case of their own, named by its code."""
    return _added(scene, scene.heard.code or scene.sense.code, "added")


def add_to_filed(scene: Scene) -> Turn:
    """A photo, a file or a place that comes soon after the case was filed."""
    return _added(scene, scene.memory.filed, "added", tail=True)


def reply(scene: Scene) -> Turn:
    """The answer to what an officer asked."""
    return _added(scene, scene.known.asked, "replied", ("new",))


def confirm(scene: Scene) -> Turn:
    """It is dealt with; how well? What is being told meanwhile goes on."""
    code = scene.known.resolved
    if scene.memory.is_open:
        return replace(_and_on(scene, scene.say(scene.words("settled", code=code))), acts=(Confirm(code),))
    said = scene.say(scene.words("confirmed", code=code))
    return scene.turn(said, acts=(Confirm(code),), step="rating", case=code)


def confirm_with_stars(scene: Scene) -> Turn:
    """They rate what was done before anybody asked: so it is dealt with."""
    code = scene.known.resolved
    over = scene.with_memory(scene.memory.over())
    return over.turn(over.say(over.words("rated")), acts=(Confirm(code), Rate(code, scene.sense.stars)))


def not_yet(scene: Scene) -> Turn:
    """It is not; why? Whoever says it at once is not asked."""
    code = scene.known.resolved
    if scene.memory.is_open:
        said = scene.say(scene.words("objected", code=code))
        return replace(_and_on(scene, said), acts=(Object(code, scene.sense.text),))
    if scene.sense.length > 3 and not scene.sense.about:
        return objection(scene.with_memory(scene.memory.over(case=code)))
    return scene.turn(scene.say(scene.words("what_is_left")), step="objecting", case=code)


def keep_proof(scene: Scene) -> Turn:
    """A picture of what is not settled; with words it says enough."""
    if scene.sense.is_matter:
        return objection(scene)
    kept = scene.with_memory(with_media(scene))
    return ask_again(kept, kept.words("file_kept" if scene.sense.kind == "file" else "photo_kept"))


def objection(scene: Scene) -> Turn:
    """What is not dealt with yet."""
    code = scene.memory.case
    over = scene.with_memory(scene.memory.over())
    return over.turn(over.say(over.words("objected", code=code)), acts=(Object(code, scene.sense.text),))


def why_up(scene: Scene) -> Turn:
    """They do not agree that it stays closed; why? What is being told meanwhile goes on."""
    code = scene.known.refused
    if scene.memory.is_open:
        return status(scene)
    return scene.turn(scene.say(scene.words("why_up", code=code)), step="appealing", case=code)


def appeal(scene: Scene) -> Turn:
    """Why the next level should look at it."""
    code = scene.memory.case
    over = scene.with_memory(scene.memory.over())
    return over.turn(over.say(over.words("up", code=code)), acts=(Raise(code, scene.sense.text),))


def rate(scene: Scene) -> Turn:
    """Stars, and the words that come with them."""
    code, stars = scene.memory.case, scene.sense.stars
    words = scene.sense.text if scene.sense.length > 1 else ""
    over = scene.with_memory(scene.memory.over())
    return over.turn(over.say(over.words("rated")), acts=(Rate(code, stars, words),))


def welcome(scene: Scene) -> Turn:
    """They say thank you."""
    over = scene.with_memory(scene.memory.over())
    return over.turn(over.say(over.words("thanks")), tail=True)


def _added(scene: Scene, code: str, key: str, choices: tuple[str, ...] = (), tail: bool = False) -> Turn:
    kept = scene.with_memory(with_media(scene))
    text = scene.sense.text
    if scene.sense.kind == "location" and scene.heard.lat is not None:
        label = scene.known.region_label or scene.heard.place
        point = f"{scene.heard.lat:.6f}, {scene.heard.lon:.6f}"
        text = "\n".join(part for part in (text, f"📍 {point} {label}".strip()) if part)
    over = kept.with_memory(kept.memory.over())
    said = over.say(over.words(key, code=code), choices=choices)
    return over.turn(said, acts=(AddToCase(code, text),), tail=tail)


def _and_on(scene: Scene, said: Say) -> Turn:
    """Say it, and remind of what is being told."""
    if not scene.memory.is_open:
        return scene.turn(said)
    again = ask_again(scene)
    return replace(again, says=(said, *again.says))
