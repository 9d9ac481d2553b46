"""The words of who and where: channels, roles, levels of government."""

from django.utils.translation import gettext_lazy as _

from surga.doors.look.words.word import table

CHANNELS = table(
    [
        ("web", _("Situs web")),
        ("whatsapp", "WhatsApp"),
        ("telegram", "Telegram"),
        ("email", _("Surel")),
        ("phone", _("Telepon")),
        ("sms", "SMS"),
        ("counter", _("Loket")),
        ("walk_in", _("Datang langsung")),
        ("letter", _("Surat")),
        ("social", _("Media sosial")),
        ("media", _("Media massa")),
        ("sp4n", "SP4N-LAPOR!"),
        ("api", _("Aplikasi lain")),
        ("open311", "Open311"),
        ("import", _("Impor data")),
        ("spreadsheet", _("Lembar kerja")),
        ("hotline", _("Hotline")),
        ("visit", _("Datang langsung")),
        ("other", _("Kanal lain")),
    ]
)

ROLES = table(
    [
        ("operator", _("Operator"), _("Mencatat laporan dan menjawab warga.")),
        ("verifier", _("Verifikator"), _("Memeriksa laporan dan meneruskannya ke instansi.")),
        ("liaison", _("Pejabat penghubung"), _("Menindaklanjuti laporan untuk instansinya.")),
        (
            "coordinator",
            _("Koordinator"),
            _("Memutuskan bila wewenang diperdebatkan dan menjaga batas waktu."),
        ),
        ("inspectorate", _("Inspektorat"), _("Menangani laporan berkadar pengawasan.")),
        ("executive", _("Pimpinan"), _("Melihat gambaran seluruh kota.")),
        ("administrator", _("Administrator"), _("Mengatur petugas, instansi, topik, dan batas waktu.")),
        (
            "partner",
            _("Pemerintah lain"),
            _("Program pemerintah lain: bertukar laporan lewat API, tanpa meja."),
        ),
        ("reporter", _("Pelapor")),
        ("officer", _("Petugas")),
        ("system", _("Sistem")),
    ]
)

LEVELS = table(
    [
        ("kelurahan", _("Kelurahan")),
        ("kecamatan", _("Kecamatan")),
        ("opd", _("Instansi kota")),
        ("city", _("Kota")),
        ("province", _("Provinsi")),
        ("centre", _("Pemerintah pusat")),
        ("neighbour", _("Daerah tetangga")),
    ]
)
