"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.desk.centre.inbox import acts, views

urlpatterns: list[URLPattern] = [
    path("meja/percakapan", views.index, name="inbox"),
    path("meja/percakapan/baru", views.fresh_list, name="inbox_fresh"),
    path("meja/percakapan/berkas/<int:pk>/<slug:size>", views.attachment, name="inbox_attachment"),
    path("meja/percakapan/<int:pk>", views.talk, name="inbox_talk"),
    path("meja/percakapan/<int:pk>/baru", views.fresh_talk, name="inbox_talk_fresh"),
    path("meja/percakapan/<int:pk>/<slug:name>", acts.act, name="inbox_act"),
]
