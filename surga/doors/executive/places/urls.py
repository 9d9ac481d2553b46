"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.executive.places.map import views as maps
from surga.doors.executive.places.ways import views as ways

urlpatterns: list[URLPattern] = [
    path("sie/peta", maps.map_page, name="sie_map"),
    path("sie/peta/petak/<slug:cell>", maps.cell_page, name="sie_map_cell"),
    path("sie/kanal", ways.channels, name="sie_channels"),
]
