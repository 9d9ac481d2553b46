"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.executive.future import outlook
from surga.doors.executive.future.planner import briefs, choosing, writing
from surga.doors.executive.future.register import views as register

urlpatterns: list[URLPattern] = [
    path("sie/depan", outlook.ahead, name="sie_depan"),
    path("sie/depan/rencana", choosing.candidates, name="sie_rencana"),
    path("sie/depan/rencana/<int:plan>", briefs.brief, name="sie_ringkasan_kebijakan"),
    path("sie/depan/rencana/<int:plan>/ubah", writing.edit, name="sie_rencana_ubah"),
    path("sie/depan/keputusan", register.decisions, name="sie_keputusan"),
    path("sie/depan/keputusan/baru", register.edit, name="sie_keputusan_baru"),
    path("sie/depan/keputusan/<int:decision>", register.edit, name="sie_keputusan_ubah"),
]
