"""Every address of the system, one door after the other."""

from django.urls import include, path

urlpatterns = [
    path("", include("surga.doors.portal.urls")),
    path("", include("surga.doors.desk.urls")),
    path("", include("surga.doors.api.urls")),
    path("", include("surga.doors.look.pages.urls")),
]

handler400 = "surga.doors.look.pages.mistakes.bad_request"
