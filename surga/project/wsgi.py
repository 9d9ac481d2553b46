"""The web's way in, for granian: surga.project.wsgi:application."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "surga.project.settings")
application = get_wsgi_application()

from surga.project.configuration.turns import web_first  # noqa: E402  # its settings must be read

web_first()

# All that is loaded stays: let the collector not walk through it again while somebody waits for a page.
get_resolver().url_patterns  # noqa: B018  # it loads the doors
gc.collect()
gc.freeze()
