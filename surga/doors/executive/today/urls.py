"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.executive.today import views

urlpatterns: list[URLPattern] = [path("sie", views.today, name="sie_today")]
