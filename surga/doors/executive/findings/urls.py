"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.executive.findings.agencies import views as agencies
from surga.doors.executive.findings.shortcomings import views as shortcomings

urlpatterns: list[URLPattern] = [
    path("sie/temuan", shortcomings.shortcomings, name="sie_findings"),
    path("sie/temuan/naik", shortcomings.rising, name="sie_rising"),
    path("sie/instansi", agencies.agencies, name="sie_agencies"),
    path("sie/instansi/<str:code>", agencies.agency, name="sie_agency"),
]
