"""The addresses of the survey: short, for they stand on posters."""

from django.urls import path

from surga.doors.portal.browsing.surveying import answering, publishing

urlpatterns = [
    path("survei", answering.start, name="survei"),
    path("survei/selesai", answering.done, name="survei_selesai"),
    path("survei/u/<str:code>", answering.walk_in, name="survei_umum"),
    path("survei/u/<str:code>/poster", publishing.poster, name="survei_poster"),
    path("survei/<str:token>", answering.invited, name="survei_undangan"),
    path("ikm", publishing.every, name="ikm"),
    path("ikm/<slug:unit>/<slug:period>", publishing.one, name="ikm_satu"),
]
