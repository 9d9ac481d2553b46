"""The addresses of the call centre, one room after the other."""

from django.urls import URLPattern

from surga.doors.desk.centre.calls.urls import urlpatterns as calls
from surga.doors.desk.centre.hotlines.urls import urlpatterns as hotlines
from surga.doors.desk.centre.inbox.urls import urlpatterns as inbox
from surga.doors.desk.centre.knowledge.urls import urlpatterns as knowledge
from surga.doors.desk.centre.rounds.urls import urlpatterns as rounds
from surga.doors.desk.centre.supervision.urls import urlpatterns as supervision

urlpatterns: list[URLPattern] = [*calls, *inbox, *supervision, *hotlines, *knowledge, *rounds]
