"""Every address of the system, one door after the other."""

from django.urls import include, path

from surga.channels.telegram import webhook as telegram
from surga.channels.whatsapp import webhook as whatsapp

urlpatterns = [
    path("hooks/whatsapp", whatsapp.hook, name="hook_whatsapp"),
    path("hooks/telegram", telegram.hook, name="hook_telegram"),
    path("", include("surga.doors.portal.urls")),
    path("", include("surga.doors.portal.browsing.surveying.urls")),
    path("", include("surga.doors.desk.frame.urls")),
    path("", include("surga.doors.desk.casework.pictures.urls")),
    path("", include("surga.doors.desk.casework.urls")),
    path("", include("surga.doors.desk.administration.urls")),
    path("", include("surga.doors.desk.centre.urls")),
    path("", include("surga.doors.desk.exchange.urls")),
    path("", include("surga.doors.executive.frame.urls")),
    path("", include("surga.doors.executive.today.urls")),
    path("", include("surga.doors.executive.findings.urls")),
    path("", include("surga.doors.executive.places.urls")),
    path("", include("surga.doors.executive.satisfaction.urls")),
    path("", include("surga.doors.executive.future.urls")),
    path("", include("surga.doors.executive.papers.urls")),
    path("", include("surga.doors.executive.keeping.urls")),
    path("", include("surga.doors.api.urls")),
    path("", include("surga.doors.look.pages.urls")),
]

handler400 = "surga.doors.look.pages.mistakes.bad_request"
