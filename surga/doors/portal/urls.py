"""The citizens' addresses, in Indonesian as they are spoken. `docs/` and other rooms rely on them."""

from django.urls import path, re_path

from surga.doors.portal.browsing import articles, home
from surga.doors.portal.browsing.hotlines import data as hotline_data
from surga.doors.portal.browsing.hotlines import views as hotlines
from surga.doors.portal.browsing.opendata import views as opendata
from surga.doors.portal.browsing.register import too
from surga.doors.portal.browsing.register import views as register
from surga.doors.portal.following import pictures
from surga.doors.portal.following import views as following
from surga.doors.portal.telling import receipt, review
from surga.doors.portal.telling import views as telling
from surga.doors.portal.telling.listening import views as listening

_DRAFT = "lapor/<uuid:draft_id>"

urlpatterns = [
    path("", home.home, name="beranda"),
    path("lapor", telling.start, name="lapor"),
    path("lapor/dengar", listening.listen, name="dengar"),
    path(f"{_DRAFT}/periksa", review.review),
    # "periksa" too, so that one name leads to any step; the line above answers it.
    re_path(
        r"^lapor/(?P<draft_id>[0-9a-f-]{36})/(?P<name>cerita|tempat|kontak|periksa)$",
        telling.step,
        name="langkah",
    ),
    path(f"{_DRAFT}/foto/<slug:name>.jpg", telling.draft_photo, name="foto_draf"),
    path(f"{_DRAFT}/buang", telling.throw_away, name="buang_draf"),
    path(f"{_DRAFT}/peta.svg", telling.draft_map, name="peta_draf"),
    path("lapor/terima/<str:code>", receipt.receipt, name="terima"),
    path("lapor/terima/<str:code>/kartu.png", receipt.card, name="kartu"),
    path("lacak", following.look_up, name="lacak"),
    path("lacak/lupa", following.lost, name="lacak_lupa"),
    path("lacak/lupa/terkirim", following.lost_sent, name="lacak_lupa_terkirim"),
    path("lacak/<str:code>", following.follow, name="lacak_laporan"),
    path("lacak/<str:code>/lupakan", following.forget, name="lacak_lupakan"),
    re_path(r"^foto/(?P<photo_id>\d{1,19})/(?P<size>kecil|besar)\.jpg$", pictures.picture, name="foto"),
    path("daftar", register.register, name="daftar"),
    path("daftar/<str:code>/saya-juga", too.too, name="saya_juga"),
    path("daftar/<str:code>", register.public_case, name="daftar_laporan"),
    path("informasi", articles.articles, name="informasi"),
    path("informasi/<slug:slug>", articles.article, name="informasi_satu"),
    path("data", opendata.overview, name="data"),
    path("data/kamus", opendata.dictionary, name="data_kamus"),
    path("data/kamus.csv", opendata.dictionary_csv, name="data_kamus_csv"),
    path("data/katalog.jsonld", opendata.dcat, name="data_katalog"),
    re_path(r"^data/(?P<name>[a-z-]{1,40})\.(?P<ending>[a-z]{1,10})$", opendata.download, name="data_berkas"),
    path("hotline", hotlines.every, name="hotline"),
    path("hotline/<slug:slug>", hotlines.one, name="satu_hotline"),
    path("hotline/<slug:slug>/data.csv", hotline_data.as_csv, name="hotline_csv"),
    path("hotline/<slug:slug>/data.json", hotline_data.as_json, name="hotline_json"),
    path("hotline/<slug:slug>/angka.csv", hotline_data.figures_as_csv, name="hotline_angka"),
]
