"""The Django app of the room."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Floor 1: it knows no other room."""

    name = "surga.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
