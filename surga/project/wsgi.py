"""The web's way in, for granian: surga.project.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "surga.project.settings")
application = get_wsgi_application()

from surga.project.configuration.turns import web_first  # noqa: E402  # its settings must be read

web_first()
