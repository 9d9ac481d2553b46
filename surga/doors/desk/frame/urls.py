"""The addresses of this door."""

from django.urls import URLPattern, path

from surga.doors.desk.administration.urls import urlpatterns as administration
from surga.doors.desk.casework.handling import views
from surga.doors.desk.casework.queues import bulk, pages
from surga.doors.desk.centre.urls import urlpatterns as centre
from surga.doors.desk.exchange.urls import urlpatterns as exchange
from surga.doors.desk.frame import login

urlpatterns: list[URLPattern] = [
    path("masuk", login.Login.as_view(), name="login"),
    path("keluar", login.leave, name="logout"),
    path("meja", pages.home, name="desk"),
    path("meja/antrean/<slug:name>", pages.queue, name="desk_queue"),
    path("meja/massal", bulk.bulk, name="desk_bulk"),
    path("meja/laporan/<str:code>", views.case, name="desk_case"),
    path("meja/laporan/<str:code>/<str:name>", views.act, name="desk_act"),
    path("meja/laporan/<str:code>/luar/<slug:way>", views.outside, name="desk_outside"),
    path("meja/foto/<int:pk>/<slug:size>", views.photo, name="desk_photo"),
    *administration,
    *centre,
    *exchange,
]
