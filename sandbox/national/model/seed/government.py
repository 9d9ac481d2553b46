"""Agencies and topics. Their ids are ours, but for topic 13 under 3, which is the published example."""

from __future__ import annotations

from typing import Final

from sandbox.national.model.things import Agency, Topic

CITY: Final = "3571"
REGENCY: Final = "3506"
PROVINCE: Final = "35"
MINISTRY: Final = "1005"

AGENCIES: Final = tuple(
    Agency(*line.split("|"))
    for line in """
35|0|Pemerintah Provinsi Jawa Timur|provinsi
3501|35|Dinas PU Bina Marga Provinsi Jawa Timur|provinsi
3502|35|Dinas Pendidikan Provinsi Jawa Timur|provinsi
3571|35|Pemerintah Kota Kediri|kota
3506|35|Pemerintah Kabupaten Kediri|kabupaten
3573|35|Pemerintah Kota Malang|kota
1005|0|Kementerian Pekerjaan Umum|pusat
1006|1005|Balai Besar Pelaksanaan Jalan Nasional Jawa Timur|pusat
1007|1005|Balai Besar Wilayah Sungai Brantas|pusat
1010|0|Kementerian Perhubungan|pusat
1020|0|Kementerian Sosial|pusat
1030|0|Kementerian Agraria dan Tata Ruang/BPN|pusat
1040|0|PT PLN (Persero)|pusat
1050|0|BPJS Kesehatan|pusat
1060|0|Kepolisian Negara Republik Indonesia|pusat
""".strip().splitlines()
)

TOPICS: Final = tuple(
    Topic(*line.split("|"))
    for line in """
3|0|Layanan Pemerintahan
13|3|Teknologi Informasi dan Komunikasi
131|13|Jaringan internet
132|13|Aplikasi kependudukan dan perizinan
4|0|Pekerjaan Umum dan Penataan Ruang
41|4|Infrastruktur jalan
411|41|Jalan berlubang
412|41|Penerangan jalan
413|41|Jembatan
42|4|Drainase
43|4|Trotoar
44|4|Sumber daya air
5|0|Perhubungan
51|5|Parkir liar
52|5|Transportasi darat
53|5|Lampu lalu lintas
6|0|Lingkungan Hidup dan Kehutanan
61|6|Pengelolaan sampah
62|6|Pencemaran
7|0|Kependudukan
71|7|KTP
72|7|Kartu keluarga
8|0|Sosial dan Kesejahteraan
81|8|Bantuan sosial daerah
82|8|PKH dan sembako
9|0|Kesehatan
91|9|Keramahan petugas
92|9|BPJS Kesehatan
10|0|Pendidikan dan Kebudayaan
101|10|PPDB
102|10|Biaya sekolah
11|0|Energi dan Sumber Daya Alam
111|11|Listrik
112|11|Air minum
12|0|Politik dan Hukum
121|12|Pungutan liar
14|0|Ekonomi dan Keuangan
141|14|Pajak daerah
142|14|Harga bahan pokok
15|0|Topik Lainnya
""".strip().splitlines()
)
