"""The telephone as a whole: what is known, what goes wrong, who is called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox.phone.book.book import Book
from sandbox.phone.credentials import Credentials
from sandbox.phone.post.faults import Chance
from sandbox.phone.post.office import PostOffice


@dataclass(slots=True)
class House:
    """``address``: of this program; ``city``: of the system that is called."""

    credentials: Credentials
    address: str
    city: str
    book: Book = field(default_factory=Book)
    chance: Chance = field(default_factory=Chance)
    office: PostOffice = field(init=False)
    #: What became of the first call to the city's webhook: "", "verified", or why not.
    verified: str = ""

    def __post_init__(self) -> None:
        hooks = {"whatsapp": f"{self.city}/hooks/whatsapp", "telegram": f"{self.city}/hooks/telegram"}
        self.office = PostOffice(self.book, self.chance, self.credentials, hooks)

    def reset(self) -> None:
        self.office.clear()
        self.chance.reset()
        self.book.reset()

    def state(self) -> dict[str, Any]:
        waiting = self.office.waiting()
        return {**self.book.told(), "verified": self.verified, "hooks": self.office.hooks, "waiting": waiting}
