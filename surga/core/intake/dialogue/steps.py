"""The table of steps: what a message means at each of them. The first row that fits decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from surga.core.intake.dialogue.memory import Memory, moment
from surga.core.intake.dialogue.moves import answering, breaking, following, telling
from surga.core.intake.dialogue.scene import Scene, scene_of
from surga.core.intake.dialogue.turn import Known, Turn
from surga.core.intake.heard import Heard

Condition = Callable[[Scene], bool]
Move = Callable[[Scene], Turn]
Row = tuple[Condition, Move]

#: Photos that come so soon after one another are one album, where the channel does not say so.
_ALBUM: Final = timedelta(seconds=20)
_STARS: Final = re.compile(r"[\W\d]*(?:[⭐🌟★]|bintang|stars?)[\W\d]*", re.IGNORECASE)
#: More words than these beside a code are about something.
_BESIDE: Final = 4


def means(*meanings: str) -> Condition:
    return lambda scene: scene.sense.is_any(*meanings)


def bare(*meanings: str) -> Condition:
    """The message says this and nothing else."""
    return lambda scene: scene.sense.is_any(*meanings) and not scene.sense.is_matter


def kind(*kinds: str) -> Condition:
    return lambda scene: scene.sense.kind in kinds


def both(*conditions: Condition) -> Condition:
    return lambda scene: all(condition(scene) for condition in conditions)


def either(*conditions: Condition) -> Condition:
    return lambda scene: any(condition(scene) for condition in conditions)


def always(scene: Scene) -> bool:
    return True


def matter(scene: Scene) -> bool:
    return scene.sense.kind == "text" and scene.sense.is_matter


def has_person(scene: Scene) -> bool:
    return scene.memory.quiet


def nobody_told(scene: Scene) -> bool:
    return not scene.memory.along


def of_no_case(scene: Scene) -> bool:
    """It is no word on a case that is there: on such a one the alarm is raised by the word itself."""
    memory, seen = scene.memory, scene.known.seen
    replies = memory.step == "fresh" and bool(scene.known.asked)
    own = bool(scene.sense.code) and seen is not None and seen.mine
    return not (replies or own or scene.heard.code or memory.step in {"objecting", "appealing"})


def more_of_album(scene: Scene) -> bool:
    """One more photo without words, of an album that was answered."""
    memory = scene.memory
    gathers = memory.is_open or memory.step == "objecting" or breaking.case_of_album(scene)
    if scene.sense.kind != "photo" or scene.sense.text or not gathers:
        return False
    if scene.heard.group and scene.heard.group == memory.album:
        return True
    before = moment(memory.photo_at)
    return before is not None and abs(scene.now - before) <= _ALBUM


def reacts(scene: Scene) -> bool:
    """A sign on a message of ours, unless it says yes or no to what was just asked."""
    asks = scene.memory.step == "checking" and scene.sense.is_any("yes", "no")
    return scene.heard.raw_kind == "reaction" and not asks


def about_settled(scene: Scene) -> bool:
    """A button under the news of a case that was answered, or a mail that answers it."""
    return (scene.sense.about or scene.heard.code or "-") == scene.known.resolved


def about_refused(scene: Scene) -> bool:
    """A button under the news that a case stays closed, while its reporter may ask for the next level."""
    return (scene.sense.about or "-") == scene.known.refused


def about(scene: Scene) -> bool:
    return bool(scene.sense.about)


def was_asked(scene: Scene) -> bool:
    """We have just asked whether it is settled."""
    return resolved(scene) and "done" in scene.memory.choices


def asked(scene: Scene) -> bool:
    return bool(scene.known.asked)


def resolved(scene: Scene) -> bool:
    return bool(scene.known.resolved)


def just_filed(scene: Scene) -> bool:
    return scene.just_filed


def told_nothing(scene: Scene) -> bool:
    return not scene.memory.story


def has_story(scene: Scene) -> bool:
    return bool(scene.memory.story)


def proven(scene: Scene) -> bool:
    """The channel itself says which case a message belongs to."""
    return bool(scene.heard.code)


def more_on_own_case(scene: Scene) -> bool:
    """Words on a case of their own that is named by its code."""
    seen, sense = scene.known.seen, scene.sense
    return bool(sense.code) and sense.beside_code > _BESIDE and seen is not None and seen.mine


def names_code(scene: Scene) -> bool:
    return bool(scene.sense.code) and scene.sense.beside_code <= _BESIDE


def is_short(scene: Scene) -> bool:
    return len(scene.sense.text.split()) <= _BESIDE


def has_stars(scene: Scene) -> bool:
    return scene.sense.stars > 0


def in_stars(scene: Scene) -> bool:
    """Stars as signs or by their name, for a bare number may mean a button."""
    return has_stars(scene) and _STARS.fullmatch(scene.sense.text) is not None


def wordless(scene: Scene) -> bool:
    """Something written without a single letter: a number, a row of signs."""
    return matter(scene) and not any(sign.isalpha() for sign in scene.sense.text)


def card_alone(scene: Scene) -> bool:
    """Somebody's card where a story or a place is waited for; beside a story it may be part of it."""
    waits = told_nothing(scene) or scene.memory.step == "placing"
    return scene.heard.kind == "card" and waits and not asked(scene)


def photo_of_case(scene: Scene) -> bool:
    return scene.sense.kind in {"photo", "file", "location"}


ALWAYS: Final[tuple[Row, ...]] = (
    (has_person, breaking.silent),
    (both(means("emergency"), nobody_told, of_no_case), breaking.emergency),
    (more_of_album, breaking.silent),
    (reacts, breaking.reaction),
    (both(about_settled, means("done")), following.confirm),
    (both(about_settled, means("notyet")), following.not_yet),
    (both(about_refused, means("raise")), following.why_up),
    (about, following.status),
    (proven, following.add_to_named),
    (means("person"), breaking.person),
    (means("cancel"), breaking.cancel),
    (more_on_own_case, following.add_to_named),
    (names_code, following.status),
    (means("status"), following.status),
    (kind("voice"), breaking.voice),
    (either(kind("strange"), card_alone), breaking.unreadable),
)
STEPS: Final[dict[str, tuple[Row, ...]]] = {
    "fresh": (
        (both(resolved, means("done", "settled")), following.confirm),
        (both(resolved, means("notyet", "unsettled")), following.not_yet),
        (both(resolved, in_stars), following.confirm_with_stars),
        (both(was_asked, means("yes")), following.confirm),
        (both(was_asked, means("no")), following.not_yet),
        (both(asked, means("new")), telling.invite),
        (both(asked, kind("photo", "file", "location")), following.reply),
        (both(asked, matter), following.reply),
        (both(asked, means("yes", "no", "skip", "done", "notyet", "add", "other", "change")), following.reply),
        (both(just_filed, photo_of_case), following.add_to_filed),
        (means("thanks"), following.welcome),
        (both(just_filed, means("yes", "enough", "done")), following.welcome),
        (means("new", "wish"), telling.invite),
        (wordless, telling.greet),
        (both(just_filed, means("question")), answering.ask_or_tell),
        (both(just_filed, matter), telling.sort_out),
        (kind("photo", "file"), telling.keep_media),
        (kind("location"), telling.keep_place),
        (means("question"), answering.ask_or_tell),
        (matter, telling.tell),
        (always, telling.greet),
    ),
    "telling": (
        (both(has_story, bare("anonymous", "confidential")), telling.secret),
        (kind("photo", "file"), telling.keep_media),
        (kind("location"), telling.keep_place),
        (both(told_nothing, wordless), telling.ask_again),
        (both(told_nothing, means("question")), answering.ask_or_tell),
        (both(told_nothing, matter), telling.tell),
        (matter, telling.tell),
        (both(has_story, means("no", "skip")), telling.go_on),
        (both(has_story, means("yes", "enough", "done")), telling.check),
        (always, telling.ask_again),
    ),
    "placing": (
        (bare("anonymous", "confidential"), telling.secret),
        (kind("photo", "file"), telling.keep_media),
        (kind("location"), telling.keep_place),
        (means("yes", "no", "skip"), telling.go_on),
        (matter, telling.place_in_words),
        (always, telling.ask_again),
    ),
    "checking": (
        (kind("photo", "file"), telling.keep_media),
        (kind("location"), telling.keep_place),
        (means("yes", "done", "enough"), telling.send),
        (means("change"), telling.rewrite),
        (bare("anonymous", "confidential"), telling.secret),
        (means("no", "notyet", "other"), telling.what_to_change),
        (matter, telling.add_words),
        (always, telling.ask_again),
    ),
    "alike": (
        (kind("photo", "file"), telling.keep_media),
        (kind("location"), telling.keep_place),
        (bare("anonymous", "confidential"), telling.secret),
        (means("yes", "done", "enough", "add"), telling.join),
        (means("no", "new", "other", "notyet", "skip"), telling.not_the_same),
        (matter, telling.not_the_same),
        (always, telling.ask_again),
    ),
    "sorting": (
        (kind("photo", "file"), telling.sort_out),
        (means("add", "yes"), telling.belongs),
        (means("new", "no", "other"), telling.go_on),
        (kind("location"), telling.keep_place),
        (matter, telling.tell),
        (always, telling.ask_again),
    ),
    "offered": (
        (means("enough", "thanks", "yes", "done"), answering.enough),
        (means("other", "no", "notyet"), answering.other),
        (both(means("question"), lambda scene: bool(scene.known.articles)), answering.ask_or_tell),
        (kind("photo", "file"), telling.keep_media),
        (kind("location"), telling.keep_place),
        (matter, telling.tell),
        (always, telling.ask_again),
    ),
    "objecting": (
        (kind("photo", "file"), following.keep_proof),
        (both(kind("text"), lambda scene: scene.sense.is_matter or scene.sense.is_any("notyet")), following.objection),
        (always, telling.ask_again),
    ),
    "appealing": (
        (both(kind("text"), matter), following.appeal),
        (always, telling.ask_again),
    ),
    "rating": (
        (both(has_stars, is_short), following.rate),
        (either(wordless, means("praise")), telling.ask_again),
    ),
}  # fmt: skip


def hear(memory: Memory, heard: Heard, known: Known, now: datetime) -> Turn:
    """What ``heard`` leads to. Changes nothing; raises nothing for whatever anybody writes."""
    scene = scene_of(memory, heard, known, now)
    for fits, move in (*ALWAYS, *STEPS[memory.step]):
        if fits(scene):
            return breaking.warned(scene, move(scene))
    # No stars were given, and something else was said: the stars may come another time.
    return hear(memory.over(), heard, known, now)
