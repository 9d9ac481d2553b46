"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.desk.centre.rounds import paper, views

urlpatterns: list[URLPattern] = [
    path("meja/survei", views.every, name="desk_rounds"),
    path("meja/survei/baru", views.new, name="desk_round_new"),
    path("meja/survei/<int:pk>", views.one, name="desk_round"),
    path("meja/survei/<int:pk>/kertas", paper.enter, name="desk_round_paper"),
    path("meja/survei/<int:pk>/kertas/berkas", paper.upload, name="desk_round_file"),
    path("meja/survei/<int:pk>/kertas/<int:answer>/batal", paper.take_back, name="desk_round_undo"),
    path("meja/survei/<int:pk>/<slug:step>", views.step, name="desk_round_step"),
]
