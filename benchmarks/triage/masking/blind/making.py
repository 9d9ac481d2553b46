"""Makes the texts of a blind set from its file: what nobody may read stands in the templates between « and »."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.triage.masking.blind.spelling import FIRST, SECOND, Spell
from benchmarks.triage.masking.corpus import Made, Planted

SETS: Final = {"first": FIRST, "second": SECOND, "third": FIRST | SECOND}
_MARKED: Final = re.compile("«(.*?)»", re.DOTALL)
_SLOT: Final = re.compile(r"\{(\w+)\}")
_USERS: Final = "senja.utara kopi_tubruk langitbiru rona.jingga daun_gugur ombakselatan".split()
_AROUND: Final = ("{}", "Pak, {}", "{} Mohon ditindak.", "Selamat pagi. {} Terima kasih.")
#: How often each template of a kind is used.
_TURNS: Final = {"phone": 10, "nik": 6, "family": 5, "bpjs": 5}


def texts(name: str, seed: int = 1) -> Iterator[Made]:
    """All texts of the set ``first``, ``second`` or ``third``, the same for the same seed."""
    random = Random(f"{name} {seed}")  # noqa: S311  # the same texts each time, nothing secret
    with Path(__file__).with_name(f"{name}.toml").open("rb") as file:
        told = tomllib.load(file)
    yield from _named(told, random)
    filling = Filling(random, SETS[name])
    for kind, templates in told["things"].items():
        for _turn in range(_TURNS.get(kind, 2)):
            for template in templates:
                yield made(random.choice(_AROUND).format("\0").replace("\0", template), kind, filling)
    yield from (Made(text, ()) for text in told["clean"]["texts"])


def _named(told: dict[str, Any], random: Random) -> Iterator[Made]:
    frames, names = (
        told["frames"],
        [(people, name) for people in told["names"] for name in told["names"][people]],
    )
    for turn, (people, name) in enumerate(names * 3):
        words = re.findall(r"[^\W\d_]{4,}", name)
        values = {
            "n": name, "N": name.upper(), "w": random.choice(words or [name]).lower(),
            "i": ". ".join(word[0] for word in name.split()) + ".",
        }  # fmt: skip
        kind = "whole" if turn % 3 != 2 else ("capitals", "lower", "initials", "lower")[turn // 3 % 4]
        template = random.choice(frames[kind])
        yield made(
            template,
            "name" if kind != "initials" else "initials",
            lambda slot, v=values: ("", v[slot]),
            people,
        )


class Filling:
    """What stands for a slot, with the name of how it is written."""

    def __init__(self, random: Random, spellings: dict[str, Spell]) -> None:
        self.random, self.spellings = random, spellings

    def __call__(self, slot: str) -> tuple[str, str]:
        random = self.random
        if slot in {"phone", "nik", "bpjs"}:
            spelling = random.choice(list(self.spellings))
            return spelling, self.spellings[spelling](getattr(self, slot)(), random)
        number = {
            "p": 4,
            "tail": 10,
            "d4": 4,
            "d6": 6,
            "d7": 7,
            "r10": 10,
            "r11": 11,
            "r13": 13,
            "r15": 15,
            "r16": 16,
        }
        if slot == "pspaced":
            return "", " ".join(self.digits(4))
        if slot == "p":
            return "", str(random.randint(1, 9999))
        if slot in number:
            return "", ("8" if slot == "tail" else "") + self.digits(number[slot] - (slot == "tail"))
        if slot in {"a", "A"}:
            return "", _cased(random.choice(["AG", "L", "N", "AE", "W", "B", "S"]), slot)
        if slot in {"t", "T"}:
            return "", _cased("".join(random.choices("BCEFGHJLNPQRSUVWXYZ", k=2)), slot)
        user = random.choice(_USERS)
        return "", {"user": user, "USER": user.upper(), "letter": random.choice("ABCEX")}[slot]

    def digits(self, count: int) -> str:
        return "".join(self.random.choices("123456789", k=count))

    def phone(self) -> str:
        return "08" + self.random.choice("1235789") + self.digits(self.random.randint(7, 9))

    def nik(self) -> str:
        day = self.random.randint(1, 28) + self.random.choice([0, 40])
        born = f"{day:02}{self.random.randint(1, 12):02}{self.digits(2)}"
        return f"3571{self.random.randint(1, 3):02}{born}00{self.digits(2)}"

    def bpjs(self) -> str:
        return "000" + self.digits(10)


def _cased(text: str, slot: str) -> str:
    return text.lower() if slot.islower() else text


def made(template: str, kind: str, fill: Callable[[str], tuple[str, str]], form: str = "") -> Made:
    """The template as a text, with what stood between its marks as planted."""
    spelled = [form]

    def put(found: re.Match[str]) -> str:
        spelling, text = fill(found[1])
        spelled[0] = spelling or spelled[0]
        return text

    filled = _SLOT.sub(put, template)
    planted = tuple(Planted(kind, spelled[0], each) for each in _MARKED.findall(filled))
    return Made(_MARKED.sub(r"\1", filled), planted)
