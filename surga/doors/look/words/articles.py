"""What articles are about."""

from django.utils.translation import gettext_lazy as _

from surga.doors.look.words.word import table

THEMES = table(
    [
        ("emergency", _("Keadaan darurat")),
        ("papers", _("Kartu, akta, dan surat")),
        ("aid", _("Bantuan sosial")),
        ("health", _("Kesehatan")),
        ("school", _("Sekolah dan perpustakaan")),
        ("business", _("Usaha, izin, dan kerja")),
        ("taxes", _("Pajak")),
        ("surroundings", _("Jalan, air, dan sampah")),
        ("state", _("Polisi, imigrasi, pertanahan")),
        ("other", _("Lainnya")),
    ]
)
