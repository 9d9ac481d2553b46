"""The kinds of requests that are measured, and what each may cost."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: No more questions to the database than this, in any of them.
MOST_QUERIES = 10
#: A first page over many cases may cost this much of one over a thousand.
HIGHEST_RATIO = 1.33
_PLACES = ("depan pasar", "samping sekolah", "dekat jembatan", "belakang balai kota", "ujung gang")
_MATTERS = ("Lampu jalan mati", "Jalan berlubang dan dalam", "Sampah menumpuk", "Saluran air tersumbat")


@dataclass(frozen=True, slots=True)
class Facts:
    """What filling tells of a database: how to log in, and whose pages to ask for."""

    password: str
    token: str
    public: list[str]
    waiting: list[str]
    regions: list[str]

    @classmethod
    def read(cls, path: Path) -> Facts:
        return cls(**json.loads(path.read_text()))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of request. ``most_ms``: CPU of the web processes; ``login``: "", "session" or "token"."""

    name: str
    most_ms: float
    path: Callable[[Facts, int], str]
    body: Callable[[Facts, int], dict[str, Any]] | None = None
    login: str = ""
    #: A first page must cost the same however many cases there are.
    first_page: bool = False
    #: How many cases the page lists; told apart from an empty page that was quick.
    rows: int = 0

    @property
    def status(self) -> int:
        return 201 if self.body is not None else 200


def _filed(facts: Facts, number: int) -> dict[str, Any]:
    text = (
        f"{_MATTERS[number % 4]} di {_PLACES[number % 5]} sejak {number % 28 + 1} hari lalu, mohon diperiksa."
    )
    return {
        "text": text,
        "reporter": {"name": f"Warga {number}", "phone": f"+62812{number % 10**8:08}"},
        "region": facts.regions[number % len(facts.regions)],
        "location": {"address": f"Jl. Contoh {number % 90 + 1}"},
    }


def _one_of(codes: list[str], number: int) -> str:
    return codes[number % len(codes)]


KINDS = (
    Kind("register page", 20, lambda f, n: "/daftar", first_page=True, rows=20),
    Kind("register, API, 50 rows", 20, lambda f, n: "/api/v1/register?limit=50", first_page=True, rows=50),
    Kind("register, search", 20, lambda f, n: "/daftar?q=jalan+rusak", first_page=True, rows=20),
    Kind("desk queue of 50", 20, lambda f, n: "/meja/antrean/answered", login="session", first_page=True, rows=50),
    Kind("desk, all cases, 50", 20, lambda f, n: "/meja/antrean/all", login="session", first_page=True, rows=50),
    Kind("case list, API, 50 rows", 20, lambda f, n: "/api/v1/cases?limit=50", login="token", first_page=True,
         rows=50),
    Kind("case page at the desk", 15, lambda f, n: f"/meja/laporan/{_one_of(f.waiting, n)}", login="session"),
    Kind("public case page", 15, lambda f, n: f"/daftar/{_one_of(f.public, n)}"),
    Kind("home page", 15, lambda f, n: "/", first_page=True),
    # Last: nobody hands on here what the new cases leave to be done, and the pages before would count it.
    Kind("create a case (API)", 8, lambda f, n: "/api/v1/cases", body=_filed),
)  # fmt: skip
