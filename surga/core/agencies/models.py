"""The city's profile as it is now: loaded from the city's folder, then edited at the desk.

``edited_at`` marks a row that an administrator changed: loading the folder again leaves it alone.
Codes, not foreign keys, join these tables: a rule may point to an agency that is gone, and routing
then alerts instead of the database refusing to say so.
"""

from __future__ import annotations

from django.db import models

from surga.core.agencies import city


def _choices(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class Agency(models.Model):
    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=_choices(city.AGENCY_KINDS))
    level = models.CharField(max_length=20, choices=_choices(city.LEVELS))
    parent_code = models.CharField(max_length=60, blank=True)
    region_code = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    confirmed = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    active = models.BooleanField(default=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    words = models.JSONField(default=list)
    lapor_category = models.CharField(max_length=200, blank=True)
    service_class = models.CharField(max_length=20, choices=_choices(city.SERVICE_CLASSES))
    protected = models.BooleanField(default=False)
    oversight = models.BooleanField(default=False)
    agency_code = models.CharField(max_length=60)
    active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name


class AuthorityRule(models.Model):
    code = models.CharField(max_length=60, primary_key=True)
    order = models.PositiveIntegerField()
    topics = models.JSONField(default=list)
    region_code = models.CharField(max_length=20, blank=True)
    words = models.JSONField(default=list)
    level = models.CharField(max_length=20, choices=_choices(city.LEVELS))
    agency_code = models.CharField(max_length=60)
    body = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    confirmed = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.code


class DeadlineRule(models.Model):
    """Never edited in place: promises were made under it. A change is a new row with its own date."""

    version = models.CharField(max_length=60)
    clock = models.CharField(max_length=20, choices=_choices(city.CLOCKS))
    service_class = models.CharField(max_length=20)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=20)
    starts = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    confirmed = models.BooleanField(default=False)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("valid_from", "clock", "service_class")
        constraints = (
            models.UniqueConstraint(
                fields=("version", "clock", "service_class"), name="deadline_once_in_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version}: {self.clock} {self.service_class}"


class DayOff(models.Model):
    """``kind``: public, joint_leave (cuti bersama), local; or working, a holiday that is worked."""

    date = models.DateField(primary_key=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("date",)

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class CalendarVersion(models.Model):
    """The calendar as it was from ``since`` on, until the next one; the first one since ever.

    Joint leave is often declared late. What was known on a day is reckoned by the calendar that was known that day.
    """

    since = models.DateTimeField()
    calendar = models.TextField()

    class Meta:
        ordering = ("since", "id")

    def __str__(self) -> str:
        return f"since {self.since}"


class Text(models.Model):
    key = models.CharField(max_length=60)
    language = models.CharField(max_length=5, choices=_choices(city.LANGUAGES))
    text = models.TextField(blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("key", "language")
        constraints = (models.UniqueConstraint(fields=("key", "language"), name="text_once_in_a_language"),)

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class ProfileState(models.Model):
    """One row: the city's own facts, and a version that grows with every change of the profile."""

    version = models.BigIntegerField()
    code = models.CharField(max_length=40)
    settings = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
