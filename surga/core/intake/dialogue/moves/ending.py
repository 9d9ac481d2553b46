"""What is said when an act is done, or could not be: only then is it known."""

from __future__ import annotations

from surga.core.intake.dialogue import speech
from surga.core.intake.dialogue.moves.following import link
from surga.core.intake.dialogue.scene import Scene
from surga.core.intake.dialogue.turn import HandOver, Seen, Turn


def filed(scene: Scene, code: str, *, placed: bool, count: int = 0) -> Turn:
    """The case is there. ``placed``: we know where it is. Who wrote a mail has a letter of its own with the code.

    ``count``: how many tell of the matter now, where it goes together with the report that was asked about.
    """
    told = scene.memory
    filed_at = scene.now.isoformat()
    over = scene.with_memory(told.over(filed=code, filed_at=filed_at, photo_at="", album=""))
    has_letter = scene.is_letter and not told.anonymous
    sentences = [] if has_letter else [over.words("filed", code=code, link=link(scene, code))]
    if count:
        many = over.words("count", n=count) if count > 1 else ""
        sentences = [over.words("filed_with", code=code, lead=told.like, link=link(scene, code), count=many)]
    if not placed and told.kind == "complaint":
        sentences.append(over.words("place_later"))
    if told.voices:
        sentences.append(over.words("listen_later"))
    says = (over.say(*sentences),) if sentences else ()
    if told.voices:
        return over.turn(*says, acts=(HandOver("voice"),), along=True)
    return over.turn(*says)


def not_filed(scene: Scene) -> Turn:
    """It could not be filed: what was told is kept, and a person helps."""
    return scene.turn(scene.say(scene.words("trouble")), acts=(HandOver("trouble"),), quiet=True, along=False)


def another_state(scene: Scene, code: str, status: str) -> Turn:
    """The case is not where this could be done: how it stands with it."""
    over = scene.with_memory(scene.memory.over())
    said = speech.status_of(Seen(code, status, mine=True), link(scene, code), scene.memory.language)
    return over.turn(over.say(said))


def case_over(scene: Scene, code: str, *, asked: bool) -> Turn:
    """The case has ended. ``asked``: an officer decides whether it is opened again."""
    over = scene.with_memory(scene.memory.over())
    return over.turn(over.say(over.words("reopen_asked" if asked else "ended", code=code)))
