"""The addresses of this room."""

from django.urls import URLPattern, path

from surga.doors.desk.exchange.watching import deeds, views

urlpatterns: list[URLPattern] = [
    path("meja/pertukaran", views.overview, name="exchange"),
    path("meja/pertukaran/kiriman", views.acts, name="exchange_acts"),
    path("meja/pertukaran/kiriman/ulangi-semua", deeds.all_again, name="exchange_all_again"),
    path("meja/pertukaran/kiriman/<int:pk>/<slug:way>", deeds.act, name="exchange_act"),
    path("meja/pertukaran/belum-masuk", views.untaken, name="exchange_untaken"),
    path("meja/pertukaran/belum-masuk/<int:pk>/coba", deeds.take_now, name="exchange_take"),
    path("meja/pertukaran/kembar", views.pairs, name="exchange_pairs"),
    path("meja/pertukaran/kembar/<int:pk>/<slug:way>", deeds.decide, name="exchange_decide"),
    path("meja/pertukaran/perbedaan", views.differing, name="exchange_differing"),
    path("meja/pertukaran/perbedaan/bandingkan", deeds.compare, name="exchange_compare"),
    path("meja/pertukaran/perbedaan/<int:pk>/bereskan", deeds.mend, name="exchange_mend"),
]
