"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.executive.today.cases import views as cases
from surga.doors.executive.today.levels import views as levels
from surga.doors.executive.today.now import views as now
from surga.doors.executive.today.wall import views as wall

urlpatterns: list[URLPattern] = [
    path("sie", now.today, name="sie_today"),
    path("sie/tingkat", levels.levels, name="sie_levels"),
    path("sie/ruang", wall.wall, name="sie_wall"),
    path("sie/laporan", cases.behind, name="sie_behind"),
    path("sie/laporan.csv", cases.download, name="sie_behind_csv"),
]
