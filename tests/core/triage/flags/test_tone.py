"""A rude word counts where it is thrown at somebody; ordinary complaints use it too."""

import pytest

from surga.core.triage.flags.tone import ABUSE, SARA, THREAT, tone


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("dasar anjing kalian semua", ABUSE),
        ("wali kota babi", ABUSE),
        ("pejabat kayak tikus", ABUSE),
        ("goblok kabeh petugase", ABUSE),
        ("J4NC0K lampune mati maneh", ABUSE),
        ("jancuuuuk", ABUSE),
        ("g*blok", ABUSE),
        ("b\u200bangsat", ABUSE),
        ("dasar sampah masyarakat", ABUSE),
        ("saya akan bunuh lurah itu", THREAT),
        ("awas kamu kalau lewat sini", THREAT),
        ("akan kami bakar kantor kelurahan", THREAT),
        ("tak bacok kowe", THREAT),
        ("usir orang cina dari sini", SARA),
        ("kafir laknat semua", SARA),
        ("orang madura itu maling semua", SARA),
    ],
)
def test_it_is_flagged(text: str, flag: str) -> None:
    assert flag in tone(text)


@pytest.mark.parametrize(
    "text",
    """Sampah menumpuk di depan pasar
Anjing liar berkeliaran di perumahan
Kandang babi bau sampai ke rumah
Bangkai tikus di selokan
Dinas sampah belum datang
petugas sampah tidak datang
warga sampah menumpuk
Monyet lepas dari kebun binatang
Asu gelandangan akeh nang pasar
Tolong bakar sampahnya jangan di pinggir jalan
Pelaku mengancam akan membunuh saya
Saya takut rumah saya dibakar
Gereja Kristen Jawa minta rambu
Warga Madura dan warga Jawa rukun
Toko milik orang Arab di Jalan Dhoho tutup
Kampung Pecinan banjir
Pohon akan tumbang
mereka sampah rumah tangga dibuang sembarangan""".splitlines(),
)
def test_ordinary_words_are_not(text: str) -> None:
    assert tone(text) == ()
