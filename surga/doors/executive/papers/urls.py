"""The addresses of this room."""

from django.urls import URLPattern, path, re_path

from surga.doors.executive.papers.pages import views

urlpatterns: list[URLPattern] = [
    path("sie/kertas", views.papers, name="sie_kertas"),
    path("sie/kertas/p4.pdf", views.p4_pdf, name="sie_p4"),
    path("sie/kertas/p4.xlsx", views.p4_xlsx, name="sie_p4_xlsx"),
    path("sie/kertas/pekan.pdf", views.digest_pdf, name="sie_pekan"),
    path("sie/kertas/instansi", views.choose_agency, name="sie_pilih_instansi"),
    path("sie/kertas/instansi/<slug:code>.pdf", views.agency_pdf, name="sie_kertas_instansi"),
    path("sie/kertas/instansi/<slug:code>.xlsx", views.agency_xlsx, name="sie_kertas_instansi_xlsx"),
    path("sie/kertas/rencana/<int:plan>.pdf", views.brief_pdf, name="sie_kertas_rencana"),
    path("sie/kertas/rencana/<int:plan>.xlsx", views.brief_xlsx, name="sie_kertas_rencana_xlsx"),
    re_path(r"^ikm/(?P<unit>[\w-]{1,64})/(?P<period>[\w-]{1,40})\.pdf$", views.ikm_pdf, name="ikm_pdf"),
]
