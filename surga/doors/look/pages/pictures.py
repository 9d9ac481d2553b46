"""Every kind of chart with example data, for the style guide (`/gaya/gambar`)."""

from __future__ import annotations

from surga.doors.look.charts import Chart, Point, Series, bars, columns, dots, heat, line, parts, spark

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_COUNTS = (212, 198, 240, 231, None, 268, 402, 377, 290, 251, 240, 233)
_NOTE = "n 3.142 laporan, keadaan 19 Juni 2026"


def examples() -> list[Chart]:
    """Titles say the finding, as on a real page; the numbers are made up."""
    months = [Point(name, count, n=count, href="#") for name, count in zip(_MONTHS, _COUNTS, strict=True)]
    return [
        bars(
            "Dinas Pendidikan paling lama menjawab",
            "Rata-rata hari kerja sampai tanggapan pertama, menurut instansi",
            [
                Point("Dinas Pendidikan", 7.4, n=41, low=5.9, high=8.9, href="#"),
                Point("Dinas Pekerjaan Umum dan Penataan Ruang", 4.6, n=213, low=4.2, high=5.0, href="#"),
                Point("Dinas Perhubungan", 3.1, n=120, low=2.7, high=3.5, href="#"),
                Point("Kelurahan Pojok", None, n=0),
                Point("Dinas Sosial", 1.2, n=9, low=0.4, high=2.9, href="#", mark="muted"),
            ],
            unit="hari kerja",
            limit=5,
            note=_NOTE,
        ),
        columns("Juli paling ramai", "Laporan masuk tiap bulan", months, note=_NOTE),
        columns(
            "Separuh dijawab dalam batas",
            "Bagian yang dijawab dalam 5 hari kerja",
            [
                Point(f"{y}", v, n=100, low=v - 0.08, high=v + 0.08)
                for y, v in ((2020, 0.42), (2021, 0.5), (2022, 0.61))
            ],
            unit="%",
            note=_NOTE,
        ),
        line(
            "Waktu menjawab turun sejak Mei",
            "Rata-rata hari kerja, dengan selang 95%",
            [
                Series(
                    "Kota",
                    [
                        Point(m, v, n=90, low=v - 0.6, high=v + 0.6)
                        for m, v in zip(
                            _MONTHS, (6.2, 6, 5.8, 6.1, 5.2, 4.9, 4.4, 4.6, 4.1, 3.9, 3.9, 3.7), strict=True
                        )
                    ],
                )
            ],
            unit="hari kerja",
            limit=5,
            note=_NOTE,
        ),
        line(
            "WhatsApp naik, loket turun",
            "Kontak tiap bulan menurut kanal",
            [
                Series("WhatsApp", months),
                Series(
                    "Telepon",
                    [
                        Point(m, v)
                        for m, v in zip(
                            _MONTHS, (80, 82, 85, 90, 99, 130, 190, 150, 120, 110, 100, 97), strict=True
                        )
                    ],
                ),
                Series(
                    "Loket",
                    [
                        Point(m, v)
                        for m, v in zip(
                            _MONTHS, (95, 90, 88, 80, 79, 70, 50, 55, 60, 63, 70, 72), strict=True
                        )
                    ],
                ),
            ],
            note=_NOTE,
        ),
        dots(
            "Kecepatan di bawah kota, perilaku di atas",
            "Nilai unsur IKM, 1 sampai 4, dengan selang 95%",
            [
                Point("U3 Waktu pelayanan", 3.05, n=132, low=2.93, high=3.17, mark="over"),
                Point("U7 Perilaku pelaksana", 3.71, n=132, low=3.63, high=3.79),
                Point("U9 Penanganan pengaduan, saran dan masukan", 3.42, n=132, low=3.3, high=3.54),
            ],
            whole=3.48,
            whole_label="kota",
            span=(1, 4),
            note="n 132 responden, PermenPANRB 14/2017",
        ),
        parts(
            "Enam dari tujuh kontak datang lewat WhatsApp",
            "Kontak menurut kanal",
            [
                Point("WhatsApp", 5554, href="#"),
                Point("Telepon", 641, href="#"),
                Point("Loket", 201),
                Point("Surel dan lainnya", 100),
            ],
            unit="kontak",
            note="n 6.496 kontak",
        ),
        heat(
            "Jalan rusak terbanyak di Mojoroto",
            "Laporan menurut topik dan bulan",
            ["Jalan rusak", "Lampu jalan", "Pungutan liar", "Kependudukan"],
            _MONTHS[:6],
            [
                [Point("", v, n=v, href="#") for v in (12, 18, 44, 40, 9, 0)],
                [Point("", v, n=v, href="#") for v in (8, 8, 9, 12, 15, 14)],
                [Point("", 3, mark="muted"), None, Point("", 21, mark="over", href="#"), None, None, None],
                [Point("", v, n=v) for v in (20, 22, 25, 21, 20, 26)],
            ],
            corner="Topik",
            note=_NOTE,
        ),
        spark(months, "Laporan tiap bulan"),
        bars("Tidak ada laporan", "Laporan menurut kelurahan", []),
    ]
