"""The words of contacts: how it was, and what came of it."""

from django.utils.translation import gettext_lazy as _

from surga.doors.look.words.word import table

TOUCHES = table(
    [
        ("call", _("Telepon")),
        ("chat", _("Percakapan")),
        ("visit", _("Datang langsung")),
        ("mail", _("Surat atau surel")),
    ]
)

OUTCOMES = table(
    [
        ("complaint", _("Pengaduan"), _("Menjadi laporan."), "river"),
        ("aspiration", _("Aspirasi"), _("Menjadi usul atau saran."), "river"),
        ("information", _("Informasi"), _("Pertanyaan yang dijawab atau dicatat."), "sky"),
        ("emergency", _("Darurat diteruskan"), _("Disambungkan ke petugas darurat."), "brick"),
        ("follow_up", _("Tindak lanjut"), _("Tentang laporan yang sudah ada."), "leaf"),
        ("prank", _("Iseng"), _("Tidak membawa urusan apa pun."), "muted"),
        ("silent", _("Hening"), _("Tidak ada suara di seberang."), "muted"),
        ("wrong_number", _("Salah sambung"), _("Bukan untuk pemerintah kota."), "muted"),
        ("abusive", _("Kasar"), _("Berisi makian atau ancaman."), "sun"),
    ]
)
