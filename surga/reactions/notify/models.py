"""The letters: what is to be sent to whom, and what became of it."""

from __future__ import annotations

from django.db import models


class Notice(models.Model):
    """One letter to one address about one event. Written with the handling of the event, sent later.

    `recipient` is a digest of the address: it keeps the letter the only one of its kind when the address, the subject
    and the body have been emptied (see `actions.purge`).
    """

    DUE, SENT, PARKED, EMPTIED = "due", "sent", "parked", "emptied"

    event_id = models.BigIntegerField()
    #: None for a letter about no single case.
    case_id = models.BigIntegerField(null=True)
    template = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    to = models.CharField(max_length=254, blank=True)
    recipient = models.CharField(max_length=32)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    message_id = models.CharField(max_length=200)
    #: What all letters of one case refer to, so that a mail program keeps them together; shaped like a Message-ID.
    thread = models.CharField(max_length=200, blank=True, default="")

    state = models.CharField(max_length=8, default=DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Not before then. Whoever takes it up puts this off, so that nobody else takes it while the try goes on.
    next_at = models.DateTimeField()
    #: Names the try that has it in hand: only that one may say how it ended.
    lease = models.CharField(max_length=32, blank=True, default="")
    #: Why the last try failed: the error's class alone, for its message may name the address.
    error = models.CharField(max_length=60, blank=True, default="")
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_id", "recipient"], name="notice_once")]
        indexes = [
            models.Index(fields=["next_at", "id"], name="notice_due", condition=models.Q(state="due")),
            models.Index(fields=["state", "written_at"], name="notice_by_age"),
            models.Index(fields=["case_id", "id"], name="notice_of_case"),
            models.Index(fields=["recipient", "template", "written_at"], name="notice_to_recipient"),
        ]

    def __str__(self) -> str:
        # Never the address: this string reaches logs and debuggers.
        return f"notice {self.pk}"
