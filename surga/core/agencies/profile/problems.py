"""What is wrong with a city's folder, collected so that one look shows all of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """``line`` counts from 1, the header of a table included; 0 means the file as a whole."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


class ProfileError(Exception):
    """The folder cannot be used as it is; nothing was loaded. ``problems`` has at least one."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda each: (each.file, each.line))
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def file(self) -> str:
        return self.problems[0].file

    @property
    def line(self) -> int:
        return self.problems[0].line

    @property
    def message(self) -> str:
        return self.problems[0].message


class Problems:
    """The faults found so far."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, file: str, line: int, message: str) -> None:
        problem = Problem(file, line, message)
        if problem not in self.found:
            self.found.append(problem)

    def stop_if_any(self) -> None:
        if self.found:
            raise ProfileError(self.found)
