"""What came in, once each: the inbox."""

from __future__ import annotations

from django.db import models


class Submission(models.Model):
    """One message taken in. (channel, external id) is unique: the same message twice is one submission."""

    channel = models.CharField(max_length=16)
    #: The sender's own id of the message: a WhatsApp id, an Idempotency-Key, a row's id in a file.
    external_id = models.CharField(max_length=200, null=True)  # noqa: DJ001  # NULLs do not collide, "" would
    #: Digest of the message, to tell a repeat from another message under the same id.
    digest = models.CharField(max_length=64)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    #: The conversation it came from: news of the case returns there.
    conversation = models.ForeignKey(
        "intake.Conversation", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    received_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("channel", "external_id"), name="submission_once"),)

    def __str__(self) -> str:
        return f"submission {self.pk}"
