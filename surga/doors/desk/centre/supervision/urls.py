"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.desk.centre.supervision import views

urlpatterns: list[URLPattern] = [
    path("meja/pusat", views.overview, name="supervision"),
    path("meja/pusat/baru", views.fresh, name="supervision_fresh"),
]
