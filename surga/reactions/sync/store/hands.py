"""Whose hands an act is in: a process of this machine that is dead holds nothing any more.

A lease is ``hhhhpppppppptttttrrr``: machine, process, when the process began, and a number for the try. Of a process on
another machine nothing is known but that its lease ends.
"""

from __future__ import annotations

import os
import secrets
import socket
from hashlib import blake2s
from typing import Final

_HOST: Final = blake2s(socket.gethostname().encode(), digest_size=2).hexdigest()
_TRIES: Final = 16**3


class Hands:
    """The leases of this process. A process that was forked has others than its parent."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._pid, self._token = os.getpid(), secrets.token_hex(3)[:5]

    def lease(self) -> str:
        """A name for this try."""
        if os.getpid() != self._pid:
            self._begin()
        return f"{_HOST}{self._pid:08x}{self._token}{secrets.randbelow(_TRIES):03x}"

    def is_dead(self, lease: str) -> bool:
        """Whether the process that has this lease is certainly no more; False when that cannot be known."""
        if len(lease) != 20 or lease[:4] != _HOST:
            return False
        try:
            pid = int(lease[4:12], 16)
        except ValueError:
            return False
        if pid == os.getpid():
            # An earlier process had our number.
            return lease[12:17] != self._token
        return pid > 0 and not _lives(pid)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is somebody else's
    return True


HANDS: Final = Hands()
