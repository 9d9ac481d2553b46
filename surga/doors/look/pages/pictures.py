"""Every kind of chart with example data, for the style guide (`/gaya/gambar`)."""

from __future__ import annotations

from surga.doors.look.charts import Chart, Point, Series, bars, columns, dots, heat, line, parts, spark

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_COUNTS = (212, 198, 240, 231, None, 268, 402, 377, 290, 251, 240, 233)
_NOTE = "n 3.142 laporan, keadaan 19 Juni 2026"


def _months(*values: float | None) -> list[Point]:
    return [Point(name, value, href="#") for name, value in zip(_MONTHS, values, strict=True)]


def examples() -> list[Chart]:
    """Titles say the finding, as on a real page; the numbers are made up."""
    return [*_in_rows(), *_in_time(), *_as_lines(), *_of_a_whole()]


def _in_rows() -> list[Chart]:
    answered = [
        Point("Dinas Pendidikan", 7.4, n=41, low=5.9, high=8.9, href="#"),
        Point("Dinas Pekerjaan Umum dan Penataan Ruang", 4.6, n=213, low=4.2, high=5.0, href="#"),
        Point("Dinas Perhubungan", 3.1, n=120, low=2.7, high=3.5, href="#"),
        Point("Kelurahan Pojok", None, n=0),
        Point("Dinas Sosial", 1.2, n=9, low=0.4, high=2.9, href="#", mark="muted"),
    ]
    elements = [
        Point("U3 Waktu pelayanan", 3.05, n=132, low=2.93, high=3.17, mark="over"),
        Point("U7 Perilaku pelaksana", 3.71, n=132, low=3.63, high=3.79),
        Point("U9 Penanganan pengaduan, saran dan masukan", 3.42, n=132, low=3.3, high=3.54),
    ]
    title, drawn = "Dinas Pendidikan paling lama menjawab", "Rata-rata hari kerja sampai tanggapan pertama"
    profile = "Kecepatan di bawah kota, perilaku di atas", "Nilai unsur IKM, 1 sampai 4, dengan selang 95%"
    return [
        bars(title, drawn, answered, unit="hari kerja", limit=5, note=_NOTE),
        dots(*profile, elements, whole=3.48, span=(1, 4), note="n 132 responden, PermenPANRB 14/2017"),
        bars("Tidak ada laporan", "Laporan menurut kelurahan", []),
    ]


def _in_time() -> list[Chart]:
    shares = ((2020, 0.42), (2021, 0.5), (2022, 0.61))
    within = [Point(str(year), x, n=100, low=x - 0.08, high=x + 0.08) for year, x in shares]
    months = _months(*_COUNTS)
    return [
        columns("Juli paling ramai", "Laporan masuk tiap bulan", months, note=_NOTE),
        columns(
            "Enam dari sepuluh dijawab dalam batas",
            "Bagian yang dijawab dalam 5 hari kerja",
            within,
            unit="%",
        ),
        spark(months, "Laporan tiap bulan"),
    ]


def _as_lines() -> list[Chart]:
    means = (6.2, 6, 5.8, 6.1, 5.2, 4.9, 4.4, 4.6, 4.1, 3.9, 3.9, 3.7)
    city = [Point(m, v, n=90, low=v - 0.6, high=v + 0.6) for m, v in zip(_MONTHS, means, strict=True)]
    ways = [
        Series("WhatsApp", _months(*_COUNTS)),
        Series("Telepon", _months(80, 82, 85, 90, 99, 130, 190, 150, 120, 110, 100, 97)),
        Series("Loket", _months(95, 90, 88, 80, 79, 70, 50, 55, 60, 63, 70, 72)),
    ]
    falling = "Waktu menjawab turun sejak Mei", "Rata-rata hari kerja, dengan selang 95%"
    return [
        line(*falling, [Series("Kota", city)], unit="hari kerja", limit=5, note=_NOTE),
        line("WhatsApp naik, loket turun", "Kontak tiap bulan menurut kanal", ways, note=_NOTE),
    ]


def _of_a_whole() -> list[Chart]:
    ways = (("WhatsApp", 5554), ("Telepon", 641), ("Loket", 201), ("Surel dan lainnya", 100))
    counts = ((12, 18, 44, 40, 9, 0), (8, 8, 9, 12, 15, 14), (20, 22, 25, 21, 20, 26))
    few: list[Point | None] = [
        Point("", 3, mark="muted"),
        None,
        Point("", 21, mark="over", href="#"),
        None,
        None,
        None,
    ]
    cells: list[list[Point | None]] = [[Point("", v, n=v, href="#") for v in row] for row in counts]
    return [
        parts(
            "Enam dari tujuh kontak datang lewat WhatsApp",
            "Kontak menurut kanal",
            [Point(name, value, href="#") for name, value in ways],
            unit="kontak",
            note="n 6.496 kontak",
        ),
        heat(
            "Jalan rusak terbanyak pada Maret",
            "Laporan menurut topik dan bulan",
            ["Jalan rusak", "Lampu jalan", "Kependudukan", "Pungutan liar"],
            _MONTHS[:6],
            [*cells, few],
            corner="Topik",
            note=_NOTE,
        ),
    ]
