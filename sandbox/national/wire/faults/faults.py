"""The faults as they are now, and the dice."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import asdict, dataclass, field, fields, replace
from threading import Lock
from typing import Any

from sandbox.national.wire.faults.kinds import CALLS, ENDS, KINDS


class NoSuchFault(ValueError):
    """A name or a value that no fault has; the text says which."""


@dataclass(slots=True)
class Rule:
    """One fault. It happens to ``share`` of the calls, or to the ``next`` so many and then no more (-1: no limit).

    ``stored``: an answer that comes instead comes although the call was done.
    """

    kind: str
    call: str = "*"
    share: float = 1.0
    next: int = -1
    stored: bool = False
    #: What the kind needs: seconds, megabytes, an address.
    value: str = ""
    happened: int = 0

    @property
    def number(self) -> float:
        """The value as a number, not below nought."""
        try:
            return max(0.0, float(self.value))
        except ValueError:
            return 0.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What is so for every call."""

    seed: int = 0
    #: The national side's clock runs ahead (or behind) by so many seconds.
    skew_seconds: int = 0
    #: New tracking ids start with a nought.
    leading_zero: bool = False
    #: An agency that passed a report on, or gave it back, gets NOT_FOUND for it at once.
    forget_passed_on: bool = False


@dataclass(slots=True)
class Faults:
    """Rules in their order, settings, and chances that are the same for the same seed."""

    settings: Settings = Settings()
    rules: list[Rule] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311  # chances, no secret
    #: How often each call came.
    calls: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def set(self, wanted: dict[str, Any]) -> None:
        """``rules`` in place of all, ``add`` beside them, and settings by their names. Raises ``NoSuchFault``.

        Nothing is changed when one of them cannot be used.
        """
        named = {each.name for each in fields(Settings)}
        for name in wanted:
            if name not in {*named, "rules", "add"}:
                raise NoSuchFault(
                    f"There is no setting {name!r}; there are rules, add, {', '.join(sorted(named))}."
                )
        changes = {
            name: _fitting(name, value, getattr(self.settings, name))
            for name, value in wanted.items()
            if name in named
        }
        rules = self.rules if "rules" not in wanted else _rules(wanted["rules"])
        more = _rules(wanted.get("add", []))
        with self._lock:
            self.settings = replace(self.settings, **changes)
            self.rules = [*rules, *more]
            if "seed" in changes:
                self.dice = random.Random(changes["seed"])  # noqa: S311  # as above

    def remove(self, number: int) -> None:
        """Take away the rule at this place, if there is one."""
        with self._lock:
            self.rules = [rule for place, rule in enumerate(self.rules) if place != number]

    def reset(self) -> None:
        with self._lock:
            self.settings, self.rules = Settings(), []
            self.calls.clear()
            self.dice = random.Random(0)  # noqa: S311  # as above

    def fallen(self, call: str) -> dict[str, Rule]:
        """What happens to this call, by kind: the first rule of a kind, and one end of the answer at most."""
        fallen: dict[str, Rule] = {}
        with self._lock:
            self.calls[call] += 1
            for rule in self.rules:
                over = rule.kind in ENDS and not ENDS.isdisjoint(fallen)
                if not over and rule.kind not in fallen and self._falls(rule, call):
                    fallen[rule.kind] = rule
        return fallen

    def told(self) -> dict[str, Any]:
        return {**asdict(self.settings), "rules": [asdict(rule) for rule in self.rules]}

    def _falls(self, rule: Rule, call: str) -> bool:
        if rule.call not in {"*", call} or not rule.next:
            return False
        if rule.share < 1 and self.dice.random() >= rule.share:
            return False
        rule.next -= rule.next > 0
        rule.happened += 1
        return True


def _rules(wanted: Any) -> list[Rule]:
    if not isinstance(wanted, list) or not all(isinstance(each, dict) for each in wanted):
        raise NoSuchFault("rules is a list of objects.")
    return [_rule(each) for each in wanted]


def _rule(wanted: dict[str, Any]) -> Rule:
    rule = Rule(str(wanted.get("kind", "")))
    if rule.kind not in KINDS:
        raise NoSuchFault(f"There is no fault {rule.kind!r}; there are {', '.join(KINDS)}.")
    kind = KINDS[rule.kind]
    for name, value in wanted.items():
        if name in {kind.option, "value"}:
            rule.value = str(value)
        elif name not in {"call", "share", "next", "stored", "kind", "happened"}:
            raise NoSuchFault(f"The fault {rule.kind} has no {name!r}.")
        elif name not in {"kind", "happened"}:
            setattr(rule, name, _fitting(name, value, getattr(rule, name)))
    rule.value = rule.value or kind.default
    if rule.call not in {"*", *CALLS}:
        raise NoSuchFault(f"call is *, {', '.join(CALLS)}.")
    if not 0 <= rule.share <= 1:
        raise NoSuchFault("share is between 0 and 1.")
    return rule


def _fitting(name: str, value: Any, like: Any) -> Any:
    takes = {bool: bool, int: int, float: int | float, str: str}[type(like)]
    if not isinstance(value, takes) or (isinstance(value, bool) and not isinstance(like, bool)):
        raise NoSuchFault(f"{name} is {value!r}; it takes something like {like!r}.")
    return type(like)(value)
