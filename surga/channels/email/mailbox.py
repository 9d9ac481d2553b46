"""Reading the city's mailbox by IMAP: each mail is kept as it came, then flagged as seen.

Killed between the two, the next look keeps it again under the same id, which changes nothing. A mail that cannot be
fetched is skipped and looked at again next time; the others are taken meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from imaplib import IMAP4
from typing import Final, Protocol

import structlog
from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError

log = structlog.get_logger("surga.channels.email")

#: What a mail with five photos weighs, with room. Of a larger one only the head is read, and its sender is told.
LARGEST: Final = 32 * 1024 * 1024
TIMEOUT: Final = 30.0
#: How often one look calls the server again after it hung up.
_CALLS: Final = 4
#: The head of a mail whose body was not fetched carries this line, written by us.
CUT_SHORT: Final = b"X-Surga-Cut: too-large\r\n"


class Setup(Protocol):
    """How the mailbox is reached."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def user(self) -> str: ...
    @property
    def password(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def tls(self) -> bool: ...


def collect(setup: Setup, keep: Callable[[str, bytes, str], None], limit: int = 50) -> int:
    """Keep up to ``limit`` unseen mails; how many. ``keep(channel, body, external_id)`` returns once it is durable.

    Raises ``OSError`` or ``ImapToolsError`` when the mailbox cannot be reached or refuses the login.
    """
    done, bad = 0, set[str]()
    for _ in range(_CALLS):
        with _opened(setup) as box:
            kept, hung_up = _round(box, setup.folder, keep, bad, limit - done)
        done += kept
        if not hung_up:
            break
    return done


def _round(
    box: BaseMailBox, folder: str, keep: Callable[[str, bytes, str], None], bad: set[str], limit: int
) -> tuple[int, bool]:
    """Read until the end of the list, or until the server hangs up over a mail, which is then one of the ``bad``."""
    done, validity = 0, _validity(box, folder)
    for uid in [each for each in box.uids("UNSEEN") if each not in bad][:limit]:
        try:
            body = _fetched(box, uid)
        except (ImapToolsError, IMAP4.error, ValueError) as error:
            bad.add(uid)
            log.warning("mail_set_aside", error=type(error).__name__)
            if isinstance(error, IMAP4.abort):
                return done, True
            continue
        if body is not None:
            keep("email", body, f"{validity}:{uid}")
            done += 1
        box.flag(uid, MailMessageFlags.SEEN, True)
    return done, False


@contextmanager
def _opened(setup: Setup) -> Iterator[BaseMailBox]:
    kind = MailBox if setup.tls else MailBoxUnencrypted
    box: BaseMailBox = kind(setup.host, setup.port, timeout=TIMEOUT)
    try:
        box.login(setup.user, setup.password, setup.folder)
    except BaseException:
        box.client.shutdown()
        raise
    try:
        yield box
    finally:
        try:
            box.logout()
        except (IMAP4.error, ImapToolsError, OSError):
            box.client.shutdown()


def _validity(box: BaseMailBox, folder: str) -> str:
    """The age of the folder's numbers: when a server numbers its mails anew, the old numbers mean nothing."""
    return str(box.folder.status(folder, ["UIDVALIDITY"])["UIDVALIDITY"])


def _fetched(box: BaseMailBox, uid: str) -> bytes | None:
    """The mail byte for byte, its head alone when it is too large, None when it is gone."""
    size = _size(box, uid)
    part = "(BODY.PEEK[])" if size <= LARGEST else "(BODY.PEEK[HEADER])"
    answer = box.client.uid("fetch", uid, part)[1]
    bodies = [item[1] for item in answer if isinstance(item, tuple) and isinstance(item[1], bytes)]
    if not bodies:
        return None
    return bodies[0] if size <= LARGEST else CUT_SHORT + bodies[0]


def _size(box: BaseMailBox, uid: str) -> int:
    answer = box.client.uid("fetch", uid, "(RFC822.SIZE)")[1]
    said = b" ".join(item for item in answer if isinstance(item, bytes))
    _, _, rest = said.partition(b"RFC822.SIZE ")
    digits = rest.split(b")")[0].split()
    return int(digits[0]) if digits else 0
