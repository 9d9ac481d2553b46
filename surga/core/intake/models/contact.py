"""A touch: a call, a chat, a visit or a mail, whatever came of it."""

from __future__ import annotations

from django.db import models


class Contact(models.Model):
    """One touch. Most touches are no case: a contact is counted apart from submissions, cases and reporters."""

    touch = models.CharField(max_length=8)  # contacts.TOUCHES
    channel = models.CharField(max_length=16)
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    #: Length in seconds, None while it goes on or nobody measured it.
    seconds = models.PositiveIntegerField(null=True)
    #: What came of it (contacts.OUTCOMES); empty while it goes on.
    outcome = models.CharField(max_length=16, blank=True, default="")
    hotline = models.ForeignKey("hotlines.Hotline", on_delete=models.PROTECT, null=True, related_name="+")
    #: Codes, plain values.
    topic_code = models.CharField(max_length=64, blank=True, default="")
    region_code = models.CharField(max_length=16, blank=True, default="")
    reporter = models.ForeignKey("people.Reporter", on_delete=models.PROTECT, null=True, related_name="+")
    #: E.164; kept for pranks and silent calls too, which have no reporter: the next operator is warned.
    caller_phone = models.CharField(max_length=20, blank=True, default="")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    conversation = models.ForeignKey(
        "intake.Conversation", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    #: What was said, as typed, and what was told.
    text = models.TextField(blank=True, default="")
    answer = models.TextField(blank=True, default="")
    #: What was promised to the caller, and by which day.
    promise = models.CharField(max_length=300, blank=True, default="")
    promised_on = models.DateField(null=True)
    #: Slug of the knowledge article that answered it.
    article_slug = models.CharField(max_length=80, blank=True, default="")
    #: The hotline's extra fields: key → value.
    extra = models.JSONField(default=dict)
    #: The public may read it (masked) on the hotline's page.
    published = models.BooleanField(default=False)
    #: Makes saving repeatable: a form's own id, a row's id in a file.
    external_id = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001

    class Meta:
        indexes = (
            models.Index(fields=("started_at", "id"), name="contact_by_time"),
            models.Index(fields=("hotline", "-started_at", "-id"), name="contact_by_hotline"),
            models.Index(fields=("caller_phone", "-started_at"), name="contact_by_phone"),
            models.Index(fields=("officer", "-started_at"), name="contact_by_officer"),
            models.Index(fields=("conversation", "-started_at"), name="contact_by_conversation"),
        )

    def __str__(self) -> str:
        return f"contact {self.pk}"
