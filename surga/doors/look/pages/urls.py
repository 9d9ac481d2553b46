"""The addresses of the look: the language switch, and the style guide while debugging."""

from django.urls import path
from django.views.i18n import set_language

from surga.doors.look.pages.styleguide import styleguide

urlpatterns = [
    path("bahasa", set_language, name="set_language"),
    path("gaya", styleguide, name="styleguide"),
    path("gaya/<slug:page>", styleguide, name="styleguide_page"),
]
