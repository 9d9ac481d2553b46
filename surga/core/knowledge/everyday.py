"""How people write: slang, abbreviations, Javanese, and what they say around the matter itself. Plain data.

Indonesian only in its plainest form is left afterwards, so that a question and an article meet in the same words.
"""

from __future__ import annotations

import re
from typing import Final


def _pairs(lines: str) -> dict[str, str]:
    """From lines of ``canonical: other other`` to other → canonical."""
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        canonical, others = line.split(":")
        found.update(dict.fromkeys(others.split(), canonical.strip()))
    return found


#: Several words that are one thing, before the text is cut into words.
PHRASES: Final = tuple(
    (re.compile(rf"(?<![a-z0-9])(?:{pattern})(?:ne|nya)?(?![a-z0-9])"), word)
    for pattern, word in (
        (r"e[\s-]?ktp|ktp[\s-]?el(?:ektronik)?|kartu tanda penduduk|katepe", "ktp"),
        (r"kartu keluarga sejahtera", "kks"),
        (r"kartu keluarga", "kk"),
        (r"kartu identitas anak", "kia"),
        (r"surat izin mengemudi", "sim"),
        (r"pbb[\s-]?p2|pajak bumi(?: dan bangunan)?", "pbb"),
        (r"ak[\s-]1|kartu kuning", "ak1"),
        (r"m[\s-]paspor", "paspor"),
        (r"b\.?p\.?j\.?s", "bpjs"),
        (r"program keluarga harapan", "pkh"),
        (r"program indonesia pintar", "pip"),
        (r"lampu merah|bang ?jo|traffic light", "apill"),
    )
)

#: A word as it is written → the word that means the same in plain Indonesian.
SAME: Final = _pairs("""
akta: akte
aktif: aktifkan aktifin urip
air: banyu banyune aer
anak: anakku arek lare bocah yugo anake
antre: antri antrian antrean ngantri
baru: anyar enggal anyare
bayar: mbayar bayare mbayare
beli: tuku tumbas
beras: wos
besar: gede ageng
buat: bikin gawe nggawe damel ndamel bikinin buatin gaweke
bus: bis
cek: ngecek dicek check
cari: golek nggolek pados nyari
dapat: dapet oleh entuk olih angsal
darurat: emergency
daftar: ndaftar daftarin pendaftaran ndaftarno
dokter: dokternya doktere
foto: poto
gelap: peteng petengan
guru: pakguru
hamil: mbobot meteng
kebakaran: kobong kobongan kobaran kebakar terbakar
hilang: ilang ical kelangan lenyap ilange
hutan: alas
ibu: emak mbok ibuk mamak
izin: ijin izinnya perijinan perizinan
jalan: dalan jl jln dalane dalanku
jual: dodol adol sade jualan dodolan
kerja: gawean kerjaan nyambut
keluarga: kluarga
kecamatan: kec
kelurahan: kel klurahan
lahir: lair lairan
lampu: lampune lampunya
lapor: nglapor ngelapor ngadu lapur
listrik: setrum
lubang: bolong jeglong jeglongan growong
mandiri: dewe
mati: pejah modar
meninggal: seda sedo wafat mninggal
motor: montor sepedamotor
mobil: mubil
nikah: rabi kawin manten mantenan nikahan mantu
obat: tombo tamba
pasang: masang pasangin
pajak: pajek pajeke
pangkas: rempel tugel
periksa: mriksa priksa mrikso
pindah: boyong boyongan pindahan ngalih
pinjam: nyilih nyilihi minjem pinjem silih
pohon: wit wite uwit witwitan
pelat: plat
potong: motong negor tegor nebang tebang
puskesmas: pkm puskes
rumah: omah griya omahku rumahku omahe
rusak: rusakan risak rusake
sakit: loro sakitan gerah lara
sampah: uwuh
sekolah: sekolahan skolah sekul
sertifikat: sertipikat sertifikate sertipikate sertifikatku
sewa: nyewo nyewa nyewakan
siswa: murid
spmb: ppdb
surat: layang srt surate
syarat: persyaratan sarat sarate syarate sarato
tanah: lemah siti
tagihan: rekening
tambah: nambah nambahin
tetangga: tonggo tanggi
tua: tuwo tuwa sepuh
tutup: nutup nutupi
telepon: telp tlp telpon telfon nelpon
uang: duit duwit dhuwit arta
ular: ulo ulane ula
urus: ngurus ngurusi urusin ngurusin ngurusne diurus mengurus pengurusan
usaha: bisnis dagang
warung: warunge
""")

#: Words that say nothing of the matter: what is asked, who asks, when, and being polite. Indonesian, Javanese, English.
EMPTY: Final = frozenset(
    """
yang yg yng di ke dari dr pada untuk utk dengan dgn dg dan atau atw itu ini tu ni sini situ sana saya sy aku ak ku mu
gue gw kami kita kula kulo ane dia mereka anda kamu sampeyan njenengan panjenengan awak awake dewek mau mo pengen
pingin ingin kepingin arep ape badhe ajeng bade hendak akan mesti harus kudu wajib perlu butuh bisa bs iso isa saget
saged boleh bolehkah bisakah apakah apa opo nopo napa apaan apanya bagaimana gimana gmn gmna gmana piye pie kepiye
yaopo yoopo pripun dospundi mana dmn dimana kemana kmn ndi nang ning nandi endi pundi teng neng kapan kpn kapane
berapa brp brapa pira piro pinten siapa sapa sopo sinten kenapa knp kok ngapa ngopo lapo mengapa cara carane caranya
tata prosedur prosedure prosedurnya alur langkah tahap syarat ketentuan berkas dokumen info informasi tanya nanya
takon tangled nyuwun tanglet bertanya ask mohon tolong tlg pls plis please bantu bantuannya jelas jelaskan jelasin
beritahu kasih tau tahu ngerti dong donk sih deh ya yaa yo nggih njih inggih kah lah pun nih kan kak kakak min admin
bapak pak bu mas mbak bang om gan sis hai halo hallo hello hi pagi siang sore malam selamat assalamualaikum wr wb
waalaikumsalam permisi maaf sepurane nuwun sewu sugeng enjing sonten dalu terima trimakasih makasih mksh suwun matur
terimakasih thanks thx sudah sdh udah udh wis wes sampun belum blm durung dereng tidak tdk gak ga nggak ngga enggak
ora gk tak mboten bukan lagi lg masih msh jadi jd kalau kalo klo nek yen lek bila jika kalu misal misalnya karena krn
soalnya tapi tp tetapi juga jg saja aja wae ae mawon dulu dl dlu dhisik sek terus trus lalu kemudian setelah sesudah
sebelum saat ketika pas tgl tanggal maneh meneh lagek nembe sekarang skrg saiki sakniki kemarin wingi besok sesuk
minggu hari bulan tahun taun tadi nanti ada ono wonten adalah ialah nya e ne para semua kabeh sedoyo banyak akeh
sekali banget sangat paling lebih kurang cuma hanya mung orang wong tiyang warga punya duwe gadhah gadah nduwe milik
kepunyaan baik lengkap langsung bikinnya gratis biaya ongkos bayaran regane harga tarif jam buka bukak jadwal alamat
lokasi tempat panggon panggonan kantor loket online daring offline lama suwe cepat gampang mudah kota pemkot
kodya daerah wilayah kab the a an of to in on at for from is are do does did i my me we our you your how what where
when who which why can could should need want get getting have has it this that be and or with about
""".split()
)

#: Words that many matters share: they help to tell two articles apart, and prove nothing by themselves.
FAINT: Final = frozenset(
    """
buat urus daftar cek lapor minta aju ambil ganti cari dapat bayar surat kartu bantu layan baru lama ubah data isi bawa
nama nomor petugas anak ibu beli rumah jual pasang tambah kena salah program apply card letter new register
""".split()
)
