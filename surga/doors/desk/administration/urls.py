"""The addresses of the administration."""

from django.urls import path

from surga.doors.desk.administration import officers, parked, views

_AT = "meja/kelola"
urlpatterns = [
    path(_AT, views.index, name="desk_administration"),
    path(f"{_AT}/petugas", officers.officers, name="desk_officers"),
    path(f"{_AT}/petugas/baru", officers.officer, name="desk_officer_new"),
    path(f"{_AT}/petugas/<str:username>", officers.officer, name="desk_officer"),
    path(f"{_AT}/petugas/<str:username>/kata-sandi", officers.password, name="desk_officer_password"),
    path(f"{_AT}/petugas/<str:username>/token", officers.issue, name="desk_token_new"),
    path(f"{_AT}/petugas/<str:username>/token/<int:pk>/cabut", officers.revoke, name="desk_token_revoke"),
    path(f"{_AT}/antrian", parked.parked, name="desk_parked"),
    path(f"{_AT}/antrian/<int:pk>/<slug:way>", parked.mend, name="desk_mend"),
    path(f"{_AT}/antrian/<slug:kind>/<int:pk>/ulangi", parked.again, name="desk_again"),
    path(f"{_AT}/<slug:slug>", views.sheet, name="desk_sheet"),
    path(f"{_AT}/<slug:slug>/baru", views.row, name="desk_row_new"),
    path(f"{_AT}/<slug:slug>/<str:code>", views.row, name="desk_row"),
]
