"""The addresses of coming and going."""

from django.urls import URLPattern, path

from surga.doors.desk.frame import login

urlpatterns: list[URLPattern] = [
    path("masuk", login.Login.as_view(), name="login"),
    path("keluar", login.leave, name="logout"),
]
