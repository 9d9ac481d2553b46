"""A conversation on a messaging channel, and its lines."""

from __future__ import annotations

from typing import Any

from django.db import models


class Conversation(models.Model):
    """Everything one sender and the city say to each other on one channel."""

    #: Who answers: the bot; nobody yet (a person was asked for); the officer who holds it.
    BOT, WAITING, HELD = "bot", "waiting", "held"

    channel = models.CharField(max_length=16)
    #: The channel's own id of the person. Not a telephone number, though it may look like one.
    sender = models.CharField(max_length=254)
    #: As the channel tells them; never merged on.
    name = models.CharField(max_length=120, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")
    reporter = models.ForeignKey("people.Reporter", on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=5, default="id")
    mode = models.CharField(max_length=8, default=BOT)
    holder = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    #: Since when a person waits for an officer's word; None when it is our turn no longer.
    waiting_since = models.DateTimeField(null=True)
    snoozed_until = models.DateTimeField(null=True)
    #: The dialogue's memory (dialogue.Memory as plain values).
    memory: Any = models.JSONField(default=dict)
    #: The case spoken of last.
    case = models.ForeignKey("cases.Case", on_delete=models.SET_NULL, null=True, related_name="+")
    #: The touch that goes on now.
    contact = models.ForeignKey("intake.Contact", on_delete=models.SET_NULL, null=True, related_name="+")
    hotline = models.ForeignKey("hotlines.Hotline", on_delete=models.SET_NULL, null=True, related_name="+")
    #: When the sender last wrote: the 24-hour window of WhatsApp runs from here.
    last_in_at = models.DateTimeField(null=True)
    last_out_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    #: Grows with every change: a page that has this version has nothing to fetch.
    version = models.PositiveIntegerField(default=0)
    #: An officer writes an answer just now; the worker shows it to the sender and forgets it.
    typing_at = models.DateTimeField(null=True)
    preview = models.CharField(max_length=160, blank=True, default="")
    unread = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("channel", "sender"), name="conversation_once"),)
        indexes = (
            models.Index(fields=("mode", "-changed_at", "-id"), name="conversation_by_mode"),
            models.Index(fields=("holder", "-changed_at", "-id"), name="conversation_by_holder"),
            models.Index(fields=("-changed_at", "-id"), name="conversation_by_change"),
            models.Index(
                fields=("typing_at",),
                name="conversation_typing",
                condition=models.Q(typing_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class Line(models.Model):
    """One thing that was said, by the sender or to them."""

    IN, OUT = "in", "out"
    #: What becomes of a line of ours. Unsure: handed over, and the answer was lost; never sent again by itself.
    DUE, SENDING, SENT, DELIVERED, READ, FAILED, UNSURE = (
        "due", "sending", "sent", "delivered", "read", "failed", "unsure",
    )  # fmt: skip
    #: What becomes of something attached.
    WANTED, KEPT, EXPIRED, REFUSED = "wanted", "kept", "expired", "refused"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=16)
    way = models.CharField(max_length=3)
    #: reporter, bot, officer, system (case news)
    author = models.CharField(max_length=8)
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10)  # heard.KINDS, and "template" for ours
    text = models.TextField(blank=True, default="")
    #: {"choices": [[id, label]...]}, {"lat", "lon", "place"}, {"template", "language", "params"}, {"choice"}
    data: Any = models.JSONField(default=dict)
    #: The channel's id of the message; ours have one once they were sent.
    external_id = models.CharField(max_length=254, null=True)  # noqa: DJ001
    #: Messages that belong together (an album).
    group = models.CharField(max_length=120, blank=True, default="")
    case = models.ForeignKey("cases.Case", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    media_id = models.CharField(max_length=254, blank=True, default="")
    media_type = models.CharField(max_length=100, blank=True, default="")
    media_state = models.CharField(max_length=8, blank=True, default="")
    #: Storage name of what was fetched (photos without EXIF).
    file = models.CharField(max_length=200, blank=True, default="")

    state = models.CharField(max_length=10, blank=True, default="")
    #: Why it is said ("event:812", "line:55"): nothing is said twice for the same reason.
    key = models.CharField(max_length=80, null=True, unique=True)  # noqa: DJ001
    #: Our reference with the channel, where it gives it back with the delivery marks.
    ref = models.CharField(max_length=40, blank=True, default="", db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    lease = models.CharField(max_length=16, blank=True, default="")
    error = models.CharField(max_length=80, blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("channel", "external_id"), name="line_once"),)
        indexes = (
            models.Index(fields=("conversation", "-id"), name="line_by_conversation"),
            models.Index(
                fields=("channel", "next_at", "id"),
                name="line_due",
                condition=models.Q(state__in=("due", "sending")),
            ),
            models.Index(
                fields=("channel", "next_at", "id"),
                name="line_media",
                condition=models.Q(media_state="wanted"),
            ),
            models.Index(
                fields=("conversation", "id"),
                name="line_queue",
                condition=models.Q(state__in=("due", "sending")),
            ),
            models.Index(
                fields=("-id",), name="line_trouble", condition=models.Q(state__in=("failed", "unsure"))
            ),
            models.Index(
                fields=("at", "officer"), name="line_by_officer", condition=models.Q(author="officer")
            ),
        )

    def __str__(self) -> str:
        return f"line {self.pk}"
