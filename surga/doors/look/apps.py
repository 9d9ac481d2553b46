"""The look: templates, styles, icons and words shared by every door. It has no models and reads none."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Registers the templates, the static files and the `look` template tags."""

    name = "surga.doors.look"
    label = "look"
