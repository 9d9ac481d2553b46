"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.desk.centre.calls import beside, listed, paper, screen

urlpatterns: list[URLPattern] = [
    path("meja/baru", screen.screen, name="desk_file"),
    path("meja/baru/penelepon", beside.callers, name="desk_callers"),
    path("meja/baru/bantuan", beside.helps, name="desk_helps"),
    path("meja/baru/<str:code>", paper.told, name="desk_filed"),
    path("meja/baru/<str:code>/tanda-terima", paper.slip, name="desk_slip"),
    path("meja/kontak", listed.contacts, name="desk_contacts"),
    path("meja/kontak/<int:pk>", listed.correct, name="desk_contact"),
]
