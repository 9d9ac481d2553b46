"""Which stand-ins there are, on which ports, and how each is greeted."""

from __future__ import annotations

from dataclasses import dataclass

from surga.project.commands.standins import nation, telephone

_HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class StandIn:
    """A program to be started from the checkout's root. ``what``: for whom its port is; ``greeting``: its line."""

    what: str
    port: int
    program: tuple[str, ...]
    greeting: str


def lend(port: int) -> list[StandIn]:
    """Set the environment up for the stand-ins beside the web on ``port``: those that there are to be."""
    lent = []
    address = f"http://{_HOST}:{port + 1}"
    if telephone.lend(address):
        program = telephone.program(_HOST, port + 1, f"http://{_HOST}:{port}")
        greeting = f"  telephone   {address}/   (try WhatsApp and Telegram)"
        lent.append(StandIn("the telephone beside PORT", port + 1, tuple(program), greeting))
    address = f"http://{_HOST}:{port + 2}"
    if nation.lend(address):
        program = nation.program(_HOST, port + 2)
        greeting = (
            f"  SP4N        {address}/   (a stand-in for SP4N-LAPOR!: what is verified here appears there)"
        )
        lent.append(StandIn("the stand-in for SP4N-LAPOR! beside PORT", port + 2, tuple(program), greeting))
    return lent
