"""What a contact is and what can come of it: plain Python. Contacts are not submissions, nor cases, nor reporters."""

from __future__ import annotations

from typing import Final

#: How it was: a call, a chat, a visit, a mail.
TOUCHES: Final = ("call", "chat", "visit", "mail")
#: What came of it. The first three concern the city's services; the last four nobody's.
OUTCOMES: Final = (
    "complaint", "aspiration", "information", "emergency", "follow_up", "prank", "silent", "wrong_number", "abusive",
)  # fmt: skip
#: Outcomes that bring no matter: one key each at the desk, never in the figures of complaints.
IDLE: Final = frozenset({"prank", "silent", "wrong_number", "abusive"})
#: Outcomes that warn the next operator of the number.
MARKED: Final = frozenset({"prank", "abusive"})
_TOUCH_OF: Final = {
    "whatsapp": "chat", "telegram": "chat", "phone": "call", "visit": "visit", "email": "mail", "letter": "mail",
    "sms": "chat", "sp4n": "mail", "web": "chat", "api": "chat", "other": "visit",
}  # fmt: skip


def touch_of(channel: str) -> str:
    """The kind of touch a channel brings."""
    return _TOUCH_OF.get(channel, "visit")
