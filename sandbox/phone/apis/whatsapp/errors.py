"""Meta's errors: HTTP status, code, title and the sentence in `error_data.details`.

Source: Meta, WhatsApp Business Platform, Cloud API error codes.
"""

from __future__ import annotations

import secrets
from typing import Final

from sandbox.phone.book.entries import Json

HREF: Final = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"
#: code → (HTTP status, title, details)
KNOWN: Final[dict[int, tuple[int, str, str]]] = {
    0: (401, "AuthException", "We were unable to authenticate the app user."),
    1: (400, "API Unknown", "Possibly invalid request or server error."),
    2: (503, "API Service", "Temporary due to downtime or due to being overloaded."),
    4: (400, "API Too Many Calls", "The app has reached its API call rate limit."),
    10: (403, "API Permission Denied", "Permission is either not granted or has been removed."),
    33: (400, "Parameter value is not valid", "The business phone number has been deleted."),
    100: (400, "Invalid parameter", "The request included one or more unsupported or misspelled parameters."),
    190: (401, "Access token has expired", "Your access token has expired."),
    368: (403, "Temporarily blocked for policies violations", "The account has been restricted."),
    80007: (400, "Rate limit issues", "The WhatsApp Business Account has reached its rate limit."),
    130429: (429, "Rate limit hit", "Cloud API message throughput has been reached."),
    130472: (400, "User's number is part of an experiment", "Message was not sent as part of an experiment."),
    131000: (500, "Something went wrong", "Message failed to send due to an unknown error."),
    131005: (403, "Access denied", "Permission is either not granted or has been removed."),
    131008: (400, "Required parameter is missing", "The request is missing a required parameter."),
    131009: (400, "Parameter value is not valid", "One or more parameter values are invalid."),
    131016: (500, "Service unavailable", "A service is temporarily unavailable."),
    131021: (400, "Recipient cannot be sender", "Sender and recipient phone number is the same."),
    131026: (400, "Message undeliverable", "Unable to deliver message."),
    131047: (
        400,
        "Re-engagement message",
        "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
    ),
    131048: (429, "Spam rate limit hit", "There are restrictions on how many messages can be sent."),
    131051: (400, "Unsupported message type", "Unsupported message type."),
    131056: (400, "Pair rate limit hit", "Too many messages sent from this number to the same number."),
    132000: (400, "Template Param Count Mismatch", "The number of variable parameters did not match."),
    132001: (404, "Template does not exist", "The template does not exist in the language specified."),
    133010: (400, "Phone number not registered", "Phone number not registered on the platform."),
}


class Refused(Exception):
    """A request that is answered with an error. Codes below 600 that Meta does not have are plain HTTP statuses."""

    def __init__(self, code: int, details: str = "", subcode: int = 0) -> None:
        super().__init__(code)
        self.status, self.title, said = KNOWN.get(
            code, (code if code in range(400, 600) else 400, "Error", "")
        )
        self.code, self.details, self.subcode = code, details or said, subcode

    @property
    def plain(self) -> bool:
        """A gateway's page instead of an answer of the API."""
        return self.code not in KNOWN and self.code in range(500, 600)

    def form(self) -> Json:
        """The body of the answer."""
        if self.subcode:
            kind, said = "GraphMethodException", self.details
        else:
            kind, said = "OAuthException", f"(#{self.code}) {self.title}"
        error: Json = {"message": said, "type": kind, "code": self.code}
        if self.subcode:
            error["error_subcode"] = self.subcode
        elif self.code != 190:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details}
        return {"error": {**error, "fbtrace_id": "A" + secrets.token_urlsafe(16)}}

    def mark(self) -> Json:
        """The same in the mark `failed`."""
        return {
            "code": self.code, "title": self.title, "message": self.title,
            "error_data": {"details": self.details}, "href": HREF,
        }  # fmt: skip


def unknown_object(key: str, method: str = "get") -> Refused:
    """What Meta says of an id that is not there, or not ours."""
    details = (
        f"Unsupported {method} request. Object with ID '{key}' does not exist, cannot be loaded due to missing "
        f"permissions, or does not support this operation"
    )
    return Refused(100, details, subcode=33)
