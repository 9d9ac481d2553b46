"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.desk.centre.hotlines import board, views

urlpatterns: list[URLPattern] = [
    path("meja/hotline", views.every, name="desk_hotlines"),
    path("meja/hotline/baru", views.one, name="desk_hotline_new"),
    path("meja/hotline/<slug:slug>", views.one, name="desk_hotline"),
    path("meja/hotline/<slug:slug>/papan", board.board, name="desk_board"),
    path("meja/hotline/<slug:slug>/tutup", views.close, name="desk_hotline_close"),
]
