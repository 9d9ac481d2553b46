"""How a question is answered: an article, the next one, or it is passed on to the agency."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from surga.core.intake.dialogue.moves.telling import invite, place_of_story, send, tell
from surga.core.intake.dialogue.scene import Scene, summary_of, told, with_media
from surga.core.intake.dialogue.turn import Answered, File, NotFound, Turn

#: A question of fewer words asks nothing yet ("kapan?").
_QUESTION: Final = 3


def ask_or_tell(scene: Scene) -> Turn:
    """A question: an article if one answers it, else it is passed on. A complaint in the form of a question is told."""
    known, sense = scene.known, scene.sense
    if known.articles:
        return offer(scene, 0, scene.sense.text)
    if known.topic and sense.names_place:
        return tell(replace(scene, sense=replace(sense, matter="complaint")))
    if sense.length < _QUESTION:
        return invite(scene)
    return forward(scene, sense.text)


def offer(scene: Scene, number: int, question: str) -> Turn:
    """Show an article; those after it are remembered."""
    articles = scene.known.articles[number:]
    shown = articles[0]
    doubt = scene.words(f"article_{shown.doubt}") if shown.doubt else ""
    brief = "\n".join(filter(None, (shown.brief, doubt)))
    link = f"{scene.known.address}/informasi/{shown.slug}"
    said = scene.say(
        scene.words("article", title=shown.title, brief=brief, link=link),
        choices=("enough", "other", "person"),
    )
    others = tuple(article.slug for article in articles[1:])
    return scene.turn(
        said, step="offered", story=question, kind="information", shown=shown.slug, others=others
    )


def enough(scene: Scene) -> Turn:
    """The article answered it."""
    over = scene.with_memory(scene.memory.over())
    return over.turn(over.say(over.words("glad")), acts=(Answered(scene.memory.shown),))


def other(scene: Scene) -> Turn:
    """The article did not answer it: the next one, or the question is passed on."""
    memory = scene.memory
    left = [n for n, article in enumerate(scene.known.articles) if article.slug in memory.others]
    if left:
        return offer(scene, left[0], memory.story)
    return forward(scene.with_memory(replace(memory, story="")), memory.story)


def forward(scene: Scene, question: str) -> Turn:
    """Nothing answers it: shall it go to the agency?"""
    memory = told(with_media(scene), question, scene.sense)
    memory = replace(place_of_story(scene.with_memory(memory)), kind="information", shown="", others=())
    asked = scene.with_memory(memory)
    missed = (NotFound(question),)
    if scene.is_letter:
        return replace(send(asked), acts=(*missed, File(memory)))
    said = asked.say(asked.words("forward", summary=summary_of(asked)), choices=("send", "person", "cancel"))
    return asked.turn(said, acts=missed, step="checking")
