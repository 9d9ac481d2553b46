"""Somebody who talks with the dialogue, and a desk that does what it decides."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from surga.core.intake.dialogue.memory import Memory, from_dict, to_dict
from surga.core.intake.dialogue.moves import ending
from surga.core.intake.dialogue.scene import scene_of
from surga.core.intake.dialogue.steps import hear
from surga.core.intake.dialogue.turn import Act, File, HandOver, Known, Turn
from surga.core.intake.heard import Heard

CODE = "KDR-2611-7Q4KX"
MORNING = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
KNOWN = Known(city="Kota Kediri", address="https://contoh.id", prefix="KDR")


@dataclass
class Talk:
    """A conversation under way. ``pause``: between one message and the next."""

    known: Known = KNOWN
    channel: str = "whatsapp"
    pause: timedelta = timedelta(minutes=1)
    memory: Memory = field(default_factory=Memory)
    now: datetime = MORNING
    acts: list[Act] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    def write(self, text: str = "", **more: Any) -> str:
        """One message; everything that is said to it, joined."""
        known = more.pop("known", self.known)
        self.now += self.pause
        heard = Heard(self.channel, "62812", f"id-{self.now}", self.now, text=text, **more)
        turn = hear(self.memory, heard, known, self.now)
        turn = self._done(turn, heard, known)
        self.turns.append(turn)
        self.acts += turn.acts
        self.memory = from_dict(to_dict(turn.memory))
        assert self.memory == turn.memory
        return "\n".join(say.text for say in turn.says)

    def _done(self, turn: Turn, heard: Heard, known: Known) -> Turn:
        story = next((act.story for act in turn.acts if isinstance(act, File)), None)
        if story is None:
            return turn
        scene = scene_of(story, heard, known, self.now)
        after = ending.filed(scene, CODE, placed=story.has_place or story.asked_place)
        return replace(after, says=(*turn.says, *after.says), acts=(*turn.acts, *after.acts))

    @property
    def filed(self) -> Memory | None:
        """What was filed last."""
        return next((act.story for act in reversed(self.acts) if isinstance(act, File)), None)

    @property
    def handed_over(self) -> str:
        return next((act.reason for act in self.acts if isinstance(act, HandOver)), "")

    @property
    def choices(self) -> list[str]:
        """Ids of the choices offered last."""
        return [name for say in self.turns[-1].says for name, _ in say.choices]


def told(*texts: str, **more: Any) -> Talk:
    """A talk in which these were written."""
    talk = Talk(**more)
    for text in texts:
        talk.write(text)
    return talk
