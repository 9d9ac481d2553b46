"""Everybody who does something during the drill: citizens and officers here, and whoever acts on the national side.

Everything that is said is said in words that nobody else says, so that it can be counted afterwards. What was answered
with success is *acknowledged*; what got no answer may have been done, or not.
"""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import urllib3
from urllib3.exceptions import HTTPError

from benchmarks.sync.drill.programs import US, Programs

OTHER, PROVINCE = "3506", "35"
_LETTERS: Final = "bcdfghjkmnpqrstvwxz"
#: Status here → what an officer may do next, the likeliest first.
_MOVES: Final = {
    "received": ("verify",), "verified": ("forward",), "forwarded": ("start", "answer"),
    "in_progress": ("answer", "resolve", "ask"), "answered": ("resolve",),
}  # fmt: skip
#: Seconds between two things that a person does.
_BREATH: Final = 0.25


@dataclass
class Said:
    """What was acknowledged, by its own word: a case's code, or a report's id. ``tried``: everything."""

    filed: dict[str, str] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)
    reported: dict[str, str] = field(default_factory=dict)
    replied: dict[str, str] = field(default_factory=dict)
    secret: set[str] = field(default_factory=set)
    tried: int = 0


class People:
    """Three here and one there, each in a thread of its own, until ``stop``."""

    def __init__(self, programs: Programs, token: str, dice: random.Random) -> None:
        self.said = Said()
        self._programs, self._token = programs, token
        self._words = itertools.count(1)
        self._over = threading.Event()
        self._asked = urllib3.PoolManager(retries=False, timeout=20)
        acts = (self._act_here, self._act_here, self._act_here, self._act_there)
        self._threads = [
            threading.Thread(target=self._live, args=(act, dice.random()), daemon=True) for act in acts
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _live(self, act: Callable[[random.Random], None], seed: float) -> None:
        dice = random.Random(seed)  # noqa: S311  # chances, no secret
        while not self._over.is_set():
            try:
                self.said.tried += 1
                act(dice)
            except (HTTPError, ValueError):
                pass  # killed just now; nobody said that it was done
            self._over.wait(dice.random() * 2 * _BREATH)

    def word(self) -> str:
        """A word of letters alone, for a number could be a secret one and be masked."""
        number, letters = next(self._words), ""
        for _ in range(5):
            number, rest = divmod(number, len(_LETTERS))
            letters += _LETTERS[rest]
        return f"tanda{letters}"

    # --- here ---

    def _act_here(self, dice: random.Random) -> None:
        if dice.random() < 0.3 or not self.said.filed:
            self._file()
            return
        found = self._ask("GET", f"cases?queue=all&limit=50&status={dice.choice(list(_MOVES))}")
        cases = found.get("items", [])
        if cases:
            case = dice.choice(cases)
            self._move(case["code"], dice.choice(_MOVES[case["status"]]), dice)

    def _file(self) -> None:
        word = self.word()
        form = {"text": f"Jalan rusak di depan pasar {word}", "topic": "jalan-rusak"}
        while not self._over.is_set():
            # As a citizen's telephone does: the same again, until somebody says that it is there.
            try:
                told = self._ask("POST", "cases", form, {"Idempotency-Key": word}, officer=False)
            except HTTPError:
                time.sleep(0.2)  # noqa: TID251  # it is being started again
                continue
            if told:
                self.said.filed[word] = told["code"]
            return

    def _move(self, code: str, move: str, dice: random.Random) -> None:
        word, form = self.word(), dict[str, Any]()
        if move == "verify":
            secret = dice.random() < 0.1
            form = {"topic": "jalan-rusak", "agency": "dpupr", "oversight": secret}
            if secret:
                # Whether or not an answer comes: it may have been done.
                self.said.secret.add(code)
        elif move != "forward":
            form = {"text": f"Kabar dari dinas {word}"}
        told = self._ask("POST", f"cases/{code}/{move}", form)
        if told and move in {"answer", "resolve"}:
            self.said.answered[word] = code

    def _ask(
        self, method: str, path: str, form: dict[str, Any] | None = None, headers: dict[str, str] | None = None,
        *, officer: bool = True,
    ) -> dict[str, Any]:  # fmt: skip
        """The answer, nothing when it was refused. Raises ``HTTPError`` when there was none."""
        given = {**({"Authorization": f"Bearer {self._token}"} if officer else {}), **(headers or {})}
        url = f"{self._programs.ours}/api/v1/{path}"
        answer = self._asked.request(method, url, json=form, headers=given)
        told: dict[str, Any] = answer.json() if answer.status in {200, 201} else {}
        return told

    # --- there ---

    def _act_there(self, dice: random.Random) -> None:
        word = self.word()
        reports = list(self.said.reported.values())
        if dice.random() < 0.35 or not reports:
            form = {"move": "file", "note": f"Lampu jalan mati {word}", "agency": US, "name": "Warga Contoh"}
            told = self._programs.tell("act", form)
            if not told["refused"]:
                self.said.reported[word] = told["tracking_id"]
            return None
        known = [each["tracking_id"] for each in self._programs.state()["reports"] if not each["secret"]]
        key = dice.choice(reports if dice.random() < 0.5 else known)
        move = dice.choice(("reply", "reply", "reply", "edit", "verify", "follow_up", "dispose", "dispose"))
        to = dice.choice((US, US, US, OTHER, PROVINCE))
        form = {"move": move, "trackingid": key, "note": f"Kata dari sana {word}", "agency": to}
        if move == "edit":
            return self._edit(key, word)
        if not self._programs.tell("act", form)["refused"] and move == "reply":
            self.said.replied[word] = key
        return None

    def _edit(self, key: str, word: str) -> None:
        """The reporter finds other words; a marker of ours at the end is not the reporter's to touch."""
        report = next(each for each in self._programs.state()["reports"] if each["tracking_id"] == key)
        self._programs.tell(
            "act", {"move": "edit", "trackingid": key, "note": f"Diubah {word}. {report['text']}"}
        )
