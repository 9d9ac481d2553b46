"""Officers, their API tokens, and reporters."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from surga.core.people import access


class Officer(AbstractUser):
    """Somebody who works on cases; the account one logs in with."""

    role = models.CharField(
        max_length=16, choices=[(role, role) for role in (*access.ROLES, access.PARTNER)], default="liaison"
    )
    #: Agency code, a plain value: an officer may outlive an agency.
    agency_code = models.CharField(max_length=64, blank=True, default="")
    #: Named for oversight cases besides the inspectorate.
    sees_oversight = models.BooleanField(default=False)

    class Meta(AbstractUser.Meta):
        pass

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class ApiToken(models.Model):
    """A personal token; only its digest is kept."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80, default="", blank=True)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name or 'token'} ({self.pk})"


class Reporter(models.Model):
    """Somebody who filed: as they named themselves, never merged on a guess."""

    name = models.CharField(max_length=120, blank=True, default="")
    #: E.164, e.g. +6281234567890.
    phone = models.CharField(max_length=20, blank=True, default="", db_index=True)
    email = models.CharField(max_length=254, blank=True, default="", db_index=True)
    language = models.CharField(max_length=5, default="id")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        # Never the name: this string reaches logs and debuggers.
        return f"reporter {self.pk}"
