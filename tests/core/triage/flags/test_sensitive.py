"""What is never published for what it says, and what only uses the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.triage.flags.sensitive import CHILDREN, DOMESTIC, ILLNESS, OVERSIGHT, SEXUAL, sensitive


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Anak tetangga saya sering dipukuli ayah tirinya", CHILDREN),
        ("siswa kelas 4 dirundung temannya dan guru diam saja", CHILDREN),
        ("Ada bayi ditelantarkan di depan pasar", CHILDREN),
        ("mohon cek dugaan kekerasan terhadap anak di panti itu", CHILDREN),
        ("bocah itu dipaksa mengemis di lampu merah", CHILDREN),
        ("A child is beaten every night next door", CHILDREN),
        ("Keponakan saya dicabuli guru ngajinya", SEXUAL),
        ("saya dilecehkan sopir angkot", SEXUAL),
        ("ada begal payudara di jalan sepi", SEXUAL),
        ("dia memegang pantat pegawai magang... tolong, pegang pantat saya", SEXUAL),
        ("Suami saya memukul saya setiap malam", DOMESTIC),
        ("KDRT di rumah sebelah", DOMESTIC),
        ("ibu itu dianiaya suaminya", DOMESTIC),
        ("bojoku ngantemi aku", DOMESTIC),
        ("ibu saya menderita kanker dan BPJS mati", ILLNESS),
        ("Bu Suparmi positif HIV", ILLNESS),
        ("tetangga saya percobaan bunuh diri", ILLNESS),
        ("Oknum lurah minta uang 500 ribu untuk tanda tangan", OVERSIGHT),
        ("petugas dishub pungli di terminal", OVERSIGHT),
        ("dugaan korupsi dana kelurahan", OVERSIGHT),
        ("bansos dipotong ketua RT 50 ribu", OVERSIGHT),
        ("kepala sekolah menjual seragam dan memeras wali murid", OVERSIGHT),
        ("petugas KTP nyuwun dhuwit rokok", OVERSIGHT),
        ("petugas  p\u200bungli", OVERSIGHT),
    ],
)
def test_it_says_why(text: str, reason: str) -> None:
    assert reason in sensitive(text)


@pytest.mark.parametrize(
    "text",
    """Anak-anak sekolah lewat jalan rusak
Anak saya jatuh karena jalan berlubang di depan SD
Taman bermain anak rusak, ayunan patah
Pasar anak ayam bau
Posyandu balita tidak ada timbangan
Penyuluhan stop kekerasan anak di kelurahan bagus
Spanduk anti korupsi di kantor kelurahan robek
Zona integritas bebas dari pungli dan tidak ada suap, terima kasih petugas
Hari anti korupsi diperingati di balai kota
Banyak kasus demam berdarah di RT 3, mohon fogging
Puskesmas antre lama untuk pasien jantung
Trotoar tidak ramah difabel
Ibu hamil antre bersama lansia di puskesmas
Tarif parkir 5 ribu tanpa karcis
Petugas kebersihan ramah dan rajin
Petugas PLN memotong kabel
Suami saya kerja di pabrik, mohon info BPJS
Bapak menabrak tiang listrik roboh
Pohon memukul atap rumah saat angin
Lampu jalan mati di depan sekolah
Guru kurang di SDN 2
Uang kembalian parkir tidak diberikan tukang parkir""".splitlines(),
)
def test_the_same_words_of_something_else(text: str) -> None:
    assert sensitive(text) == ()


@given(st.text(max_size=200))
def test_it_takes_any_text(text: str) -> None:
    sensitive(text)
