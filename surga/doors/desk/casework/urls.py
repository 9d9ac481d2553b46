"""The addresses of queues, of cases, and of what is done to them."""

from django.urls import URLPattern, path

from surga.doors.desk.casework.handling import views
from surga.doors.desk.casework.queues import bulk, pages
from surga.doors.desk.casework.together import many
from surga.doors.desk.casework.together import views as together
from surga.doors.desk.casework.triage import alarm, standing

urlpatterns: list[URLPattern] = [
    path("meja", pages.home, name="desk"),
    path("meja/antrean/<slug:name>", pages.queue, name="desk_queue"),
    path("meja/bahaya", alarm.dangers, name="desk_dangers"),
    path("meja/penyaringan", standing.standing, name="desk_triage"),
    path("meja/massal", bulk.bulk, name="desk_bulk"),
    path("meja/laporan/<str:code>", views.case, name="desk_case"),
    path("meja/gabungan", many.groups, name="desk_groups"),
    path("meja/gabungan/mulai", many.gather, name="desk_gather"),
    path("meja/laporan/<str:code>/serupa", together.similar, name="desk_similar"),
    path("meja/laporan/<str:code>/gabung", together.join, name="desk_join"),
    path("meja/laporan/<str:code>/pisah", together.split, name="desk_split"),
    path("meja/laporan/<str:code>/<str:name>", views.act, name="desk_act"),
    path("meja/laporan/<str:code>/luar/<slug:way>", views.outside, name="desk_outside"),
    path("meja/foto/<int:pk>/<slug:size>", views.photo, name="desk_photo"),
]
