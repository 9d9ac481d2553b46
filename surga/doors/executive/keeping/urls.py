"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.executive.keeping import views

urlpatterns: list[URLPattern] = [
    path("sie/pantau", views.watching, name="sie_pantau"),
    path("sie/pantau/tampilan", views.keep_view, name="sie_tampilan"),
    path("sie/pantau/kabar", views.keep_alert, name="sie_kabar"),
    path("sie/pantau/ringkasan", views.keep_digest, name="sie_ringkasan"),
]
