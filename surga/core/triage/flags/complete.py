"""What a report still lacks to be acted on: what, where, which, who, when. Asked once and kindly, never required.

Rules by the kind of matter, not learned: whoever tells enough is asked nothing. Plain Python.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from surga.core.triage.words import plain, without_greeting, words_of

#: What may be missing, the most needed first. "spot": finer than a kelurahan; "which": of the papers or programmes.
CODES: Final = ("what", "where", "spot", "which", "who", "when")
_LONGEST: Final = 2_000
#: A text of so many words of its own tells what it is about.
_TELLS: Final = 5


def _any(listed: str) -> str:
    return "(?:" + "|".join(word.replace("_", " ") for word in listed.split()) + ")"


def _words(listed: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_any(listed)}\b")


#: Said to a person, and in between: these tell nothing.
_EMPTY: Final = frozenset(
    "pak bu bapak ibu mas mbak kak min admin tolong mohon segera minta dibantu bantu bantuannya "
    "ditindaklanjuti tindak lanjut diperbaiki perbaiki dicek cek diperhatikan perhatian parah sekali "
    "banget bgt sangat ya yang yg dan di ke dari ini itu sini situ disini disitu sana kene kono ning nang "
    "ndek sudah sdh udah wis masih lagi terus saya aku kami kita lapor laporan melaporkan mau ingin ada "
    "adalah untuk dong please help here the is to cepat gimana "
    "bagaimana kok kenapa rumah depan dekat samping belakang terima kasih makasih nggih foto lihat gambar".split()
)
#: What a report may be about. A thing without its trouble tells where, not what.
_THING: Final = _words(
    r"lampu\w* pju penerangan\w* jalan\w* dalan\w* aspal\w* paving\w* trotoar\w* jembatan\w* lubang\w* "
    r"sampah\w* uwuh\w* selokan\w* got\w* drainase\w* gorong\w* saluran\w* sungai\w* kali\w* banjir\w* "
    r"pohon\w* wit\w* uwit\w* air\w* banyu\w* pdam listrik\w* kabel\w* tiang\w* rambu\w* marka parkir\w* "
    r"pkl pedagang\w* bau\w* limbah\w* asap\w* bising berisik suara\w* musik\w* anjing\w* kucing\w* "
    r"ular\w* tikus\w* nyamuk\w* jentik\w* tembok\w* plengsengan\w* taman\w* wc toilet\w* halte\w* "
    r"bangku\w* petugas\w* pegawai\w* pelayanan\w* antrean\w* antrian\w* guru\w* sekolah\w* dokter\w* "
    r"obat\w* puskesmas\w* rsud pasien\w* bansos bantuan\w* pkh bpnt blt bpjs ktp kk akta\w* surat\w* "
    r"izin\w* pajak\w* pungli pungutan\w* korupsi suap\w* iuran\w* uang\w* dana\w* proyek\w* tetangga\w* "
    r"warga\w* truk\w* bus\w* angkot\w* motor\w* mobil\w* kendaraan\w* macet\w* rumah\w* pasar\w* toko\w* "
    r"kios\w* gas elpiji beras harga\w* internet wifi cctv odgj pengemis\w* pengamen\w* balap\w* tawuran "
    r"miras lapangan\w* makam\w* kuburan\w* irigasi\w* genangan\w* beasiswa\w* kip street light\w* road "
    r"garbage trash water tree\w* drain\w* hole\w* pothole\w* traffic api reklame\w* baliho\w* papan "
    r"portal\w* polisi_tidur zebra_cross tempat_sampah tps kasur\w* bangkai\w* mayat lalu_lintas narkoba "
    r"judi maling\w* pencuri\w* kecelakaan\w* apotek ambulans\w* ambulan\w* posyandu vaksin\w*"
)
_TROUBLE: Final = _words(
    r"rusak\w* mati\w* padam\w* gelap\w* peteng bolong\w* \w*lubang\w* ambles\w* amblas retak\w* pecah\w* "
    r"mampet\w* buntu tersumbat \w*sumbat\w* bocor\w* \w*banjir\w* \w*genang\w* \w*numpuk\w* tumpukan "
    r"berserakan bau\w* mambu busuk kotor\w* macet\w* bising berisik hilang\w* \w*roboh ambruk rubuh "
    r"tumbang\w* \w*tumbang miring\w* patah\w* putus\w* longsor\w* belum blm durung dereng tidak tdk gak "
    r"ga nggak ndak ora mboten tak kurang lambat\w* lama suwe telat \w*lambat ditolak dipersulit "
    r"\w*persulit pungli pungutan korupsi suap diminta dimintai bayar\w* \w*bayar kasar marah\w* bentak\w* "
    r"\w*bentak kecewa tutup penuh liar \w*ganggu\w* \w*bahaya\w* licin rawan sering dibuang \w*buang "
    r"dicuri \w*curi keruh kuning coklat asin kecil salah\w* palsu mahal langka kosong habis rontok lepas "
    r"copot hangus terbakar \w*bakar\w* mangkrak terbengkalai sembarangan ngebut kebut ugal\w* blank error "
    r"gagal \w*gagal tanpa rumput\w* tinggi rimbun menjuntai semrawut kendor balapan mabuk berkelahi "
    r"tawuran ilegal melanggar \w*langgar broken dark blocked leak\w* dirty late rude not no flood\w* "
    r"stuck overflow\w* kumuh telantar terlantar diganggu menutup\w* menghalangi menyala berkarat jebol "
    r"kropos keropos tergenang naik turun berhenti terhenti dihentikan stop nonaktif berkeliaran banyak "
    r"ngantri antre\w* antri\w* mengantre\w* serabutan"
)
#: A trouble that is a thing at once.
_ALONE: Final = _words(
    r"banjir\w* macet pungli korupsi kebakaran tawuran kecelakaan parkir_liar sampah_liar balap_liar"
)
_ASK: Final = _words(
    r"usul\w* saran\w* masukan aspirasi mohon minta tolong perlu butuh ingin pengen harap\w* sebaiknya "
    r"bagaimana gimana kapan berapa apakah apa mana dimana syarat\w* persyaratan cara\w* jam tambah\w* "
    r"pasang\w* dipasang buat\w* dibuat\w* perbaiki diperbaiki terima_kasih how where when what can please "
    r"pripun piye pinten bade info informasi"
)
#: Wishes for the city and questions: nobody needs to come to a spot.
_IDEA: Final = _words(r"usul\w* saran\w* masukan aspirasi suggest\w* proposal ide terima_kasih apresiasi")
_QUESTION: Final = re.compile(
    _any(
        r"bagaimana gimana piye pripun apa_saja apa_syarat\w* syarat\w* persyaratan cara berapa kapan "
        r"jam_berapa jam_buka apakah di_?mana mau_tanya mau_nanya tanya numpang_tanya info informasi how "
        r"where when what can"
    )
    + r"\b"
)
#: Somebody has to go there and look.
_SPOT: Final = _words(
    r"lampu\w* pju penerangan \w*lubang\w* bolong\w* aspal\w* paving\w* trotoar\w* jalan\w*_rusak "
    r"jalan\w*_ambles dalan\w* sampah\w* uwuh\w* selokan\w* got\w* drainase\w* gorong\w* saluran_air "
    r"sungai\w* \w*genangan\w* banjir\w* pohon\w* wit uwit ranting\w* kabel\w* tiang\w* rambu\w* marka "
    r"parkir_liar parkir_sembarangan pkl lapak\w* limbah\w* bising berisik jembatan\w* plengsengan\w* "
    r"talud\w* reklame\w* baliho\w* anjing_liar odgj pengemis\w* bangkai\w* pipa\w* rumput\w* air\w*_mati "
    r"air\w*_keruh air\w*_tidak air\w*_gak air\w*_kecil banyu\w* pdam macet\w* balap_liar balapan_liar "
    r"polisi_tidur tembok\w* jalan\w*_bergelombang jalan\w*_licin jalan\w*_gelap street_light\w* "
    r"pothole\w* garbage trash bakar_sampah membakar_sampah jalan_lingkungan sampah_liar pencemaran "
    r"asap_pabrik bau_limbah warung\w*_liar"
)
#: After "jalan" or "pasar" these are no name.
_NO_NAME: Final = frozenset(
    "ini itu sini situ sana saya kami kita aku nya yang yg banjir di ke dari dan sdh sangat banyak depan "
    "utama kampung lingkungan raya umum tersebut becek bergelombang menuju sepanjang sekitar dekat masuk "
    "besar rumah the my our ada terus lagi kok aspal paving poros tanah protokol kota desa nggih pak bu "
    "sampai arah karena akibat kalau supaya "
    "d y yen wis iki kuwi dadi marai rawan para oleh untuk juga saja aja".split()
)
_MARKS_OF: Final = _any(
    r"pasar masjid mushol?la musola langgar gereja klenteng pura sekolah sekolahan sd sdn smp smpn sma "
    r"sman smk smkn mi mts man tk paud kampus universitas puskesmas rsud rs klinik apotek kantor balai "
    r"balai_desa balai_kelurahan terminal stasiun alun_alun taman lapangan stadion jembatan perempatan "
    r"pertigaan simpang simpang_lima proliman bundaran gapura toko warung minimarket indomaret alfamart "
    r"spbu pom_bensin bank hotel pabrik gudang gedung makam kuburan sungai kali rel perlintasan gang pos "
    r"pos_kamling poskamling ruko mall gor museum polsek polres koramil kodim pondok ponpes pesantren"
)
#: Street, alley, estate, or what stands there, and the word behind it, which may be its name.
_CALLED: Final = re.compile(
    r"\b(?:jl|jln|jalan|jalanan|dalan|gang|gg|lorong|perum|perumahan|komplek|kompleks|blok|dusun|dsn|"
    r"lingkungan|lingk|"
    rf"{_MARKS_OF})(?:\s+(?:umum|kota|besar|raya))?\s+(\w+)"
)
#: A place by its number, or as English puts it.
_NUMBERED: Final = re.compile(
    r"\b(?:rt|rw|r t|r w)\s*\d+|\b(?:no|nomor)\s*\d+|\bkm\s*\d+"
    r"|\b(?!the|my|our|this|that|a)\w+ (?:street|road|alley|market|school|mosque|bridge|park)\b(?! light)"
)
#: Beside something that stands there: enough where the kelurahan is known.
_BESIDE: Final = re.compile(
    r"\b(?:depan|ngarep|ngarepe|samping|belakang|mburi|sebelah|seberang|dekat|deket|cedhak|sekitar|pojok|"
    r"di|ing|ning|nang|"
    rf"ndek|at|near|in front of|behind)\s+(?:the )?(?:\w+ )?{_MARKS_OF}\b"
)
_AREA: Final = re.compile(
    r"\b(?:kelurahan|kel|desa|kecamatan|kec|kampung)\s+(?!ini|itu|saya|kami|kita|yang|sudah|tidak|"
    r"belum)\w{3,}"
)
#: What an address holds that is no place yet.
_NO_PLACE: Final = _words(
    r"di sini disini situ disitu sana kene rumah saya kami kita aku depan belakang samping dekat sekitar "
    r"kelurahan\s+\w+ kel\s+\w+ kecamatan\s+\w+ kec\s+\w+ kota\s+\w+ kabupaten\s+\w+ jalan jl jln gang "
    r"tidak tahu tdk tau tau lokasi alamat sesuai peta foto lihat pokoknya kampung desa wilayah daerah"
)

#: Help or a paper without its name. ``_OF``: what names it.
_HELP: Final = re.compile(
    r"\b(?:bansos|bantuan(?:nya|ku)?|santunan|subsidi)\b(?! hukum| petugas| polisi| medis| dari petugas| "
    r"damkar| anda)|\b(?:urus\w*|ngurus\w*|mengurus|pengurusan|bikin|buat|membuat|cetak|perpanjang\w*|"
    r"ambil|pengajuan|mengajukan)\s+(?:surat|dokumen|berkas|izin|perizinan|kartu|sertifikat|akta|akte)\w*\b"
)
_OF: Final = _words(
    r"pkh bpnt blt kip kis kks kjp bpjs jkn pbi ktp e_ktp ktp\w* kk kartu_keluarga akt[ae]_(?:kelahiran|"
    r"kematian|nikah|cerai|lahir) kia skck npwp pbb pbg imb nib iumk sktm surat_(?:pindah|keterangan|"
    r"kematian|domisili|nikah|pengantar|tanah|kehilangan) domisili kartu_kuning ak1 sertifikat_(?:tanah|"
    r"rumah|halal) prona ptsl izin_(?:usaha|mendirikan|keramaian|reklame|praktik|trayek|bangunan|tinggal) "
    r"rutilahu bedah_rumah rastra prodamas beasiswa umkm bantuan_(?:langsung|pangan|beras|modal|usaha|"
    r"pendidikan|sekolah|rumah|lansia|difabel|disabilitas|kursi|alat|bibit|pupuk|ternak|tunai|sembako|"
    r"covid|hidup|kesehatan|renovasi|bedah|siswa|bencana|korban|banjir|biaya|daerah|yatim) bansos_(?:pkh|"
    r"beras|lansia|sembako|pangan|bpnt|tunai|daerah|pusat|disabilitas|covid) sembako beras "
    r"subsidi_(?:listrik|pupuk|elpiji|gas|bbm|rumah) bansos_\w+_pusat kartu_tani kartu_(?:indonesia|"
    r"identitas|lansia|disabilitas|bpjs|prakerja) prakerja santunan_kematian lansia kursi_roda"
)
#: Somebody in office is said to have done wrong.
_ACCUSED: Final = re.compile(
    r"\b(?:pungli|pungutan liar|korupsi|suap|disuap|gratifikasi|nyogok|sogok\w*|kasar|membentak|dibentak|"
    r"mbentak|bentak\w*|marah marah|dipersulit|mempersulit|dipingpong|tidak ramah|gak ramah|jutek|judes|"
    r"calo|dimintai uang|minta uang|diminta uang|diminta bayar|dipungut|memungut|penyelewengan|"
    r"diselewengkan|nepotisme|pilih kasih|rude)\b"
)
#: Who it is said of: by itself, or with the word behind it (group 1), which may be its name.
_OFFICE: Final = re.compile(
    r"\b(?:dinkes|dinsos|dishub|dlhkp|dlh|dpupr|pupr|disdik|dispendik|disperindag|disnaker|dukcapil|"
    r"dispendukcapil|capil|satpol\w*|bpbd|damkar|pdam|pln|samsat|bpn|bapenda|inspektorat|bkd|dpmptsp|mpp|"
    r"pemkot|balai kota|puskesmas|rsud|rs|klinik|posyandu|uptd?|polsek|polres|koramil|kejaksaan|pengadilan|"
    r"kua|kemenag|imigrasi|ketua (?:rt|rw)|lurah|camat|(?:pak|bu|bapak|ibu) (?:rt|rw|lurah|camat|kades)|"
    r"kepala sekolah|kepsek|jukir|(?:juru|tukang) parkir|wali kelas|(?:dinas|kantor|loket|petugas|pegawai|"
    r"staf|oknum|kepala|satpam|perangkat|pengurus|panitia|ketua|kelurahan|kecamatan|desa|pasar|terminal|"
    r"stasiun|sd|sdn|smp|smpn|sma|sman|smk|smkn|mi|mts|man|tk|paud|bank|pak|bu|bapak|ibu|mas|"
    r"mbak)\s+(?!minta|meminta|membentak|melakukan|pelayanan|pemerintah|mempersulit|jutek|judes|"
    r"korupsi)(\w+))\b"
)
#: With the place beside it, one can be found.
_KIND_OF_OFFICE: Final = _words(
    r"kantor loket sekolah\w* puskesmas kelurahan kecamatan desa pasar terminal dinas bank klinik samsat"
)
_SPEAKS_TO: Final = re.compile(
    r"\b(?:tolong|mohon|maaf|yth|selamat \w+|terima kasih) (?:pak|bu|bapak|ibu|mas|mbak)\b \w+"
)
_WHEN: Final = re.compile(
    r"\b(?:kemarin|kmrn|wingi|tadi|barusan|hari ini|dino iki|senin|selasa|rabu|kamis|jumat|jum at|sabtu|"
    r"minggu|ahad|pagi|siang|sore|malam|bulan|tahun|tanggal|tgl|sejak|pukul|jam|setiap|tiap|selalu|sering|"
    r"selama|sekarang|saiki|lalu|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|"
    r"november|desember|yesterday|today|since|last|every|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|\d{1,2} \d{1,2} \d{2,4}|\d{4})\b"
)


def missing(
    text: str,
    *,
    region: str = "",
    address: str = "",
    point: tuple[float, float] | None = None,
    photos: int = 0,
    topic: str = "",
    occurred_on: date | None = None,
) -> tuple[str, ...]:
    """What somebody who acts on this would have to ask first, of `CODES` and in their order; empty when nothing.

    ``region``: a kelurahan's or kecamatan's code; ``address``: as typed; ``point``: degrees; ``topic``: a code, whose
    words say what the matter is where the text does not. Any text will do.
    """
    said = " ".join(words_of(without_greeting(plain(text[:_LONGEST], lines=True))))
    about = f"{said} {' '.join(words_of(topic))}"
    lacks = {"what"} if _lacks_what(said, photos) else set()
    place = _place(said, address, point)
    if not _IDEA.search(said) and not (_QUESTION.match(said) and not _TROUBLE.search(said)):
        lacks |= _lacks_by_matter(said, about, place, region)
    if _ACCUSED.search(said) and occurred_on is None and not _WHEN.search(said):
        lacks.add("when")
    return tuple(code for code in CODES if code in lacks)


def _lacks_what(said: str, photos: int) -> bool:
    if _ALONE.search(said) or _IDEA.search(said) or _ACCUSED.search(said):
        return False
    if photos and (_THING.search(said) or _TROUBLE.search(said)):
        return False
    own = [word for word in said.split() if word not in _EMPTY and not word.isdecimal()]
    if len(own) >= _TELLS:
        return False
    if not _THING.search(said):
        return True
    return len(own) < 2 or not (_TROUBLE.search(said) or _ASK.search(said))


def _lacks_by_matter(said: str, about: str, place: str, region: str) -> set[str]:
    """By what it is about; one matter may be of several kinds, and each asks for its own."""
    if _ACCUSED.search(said):
        told = _is_accused_by_name(said) or (place == "named" and _KIND_OF_OFFICE.search(said) is not None)
        return set() if told else {"who"}
    if _HELP.search(said):
        lacks = set() if _OF.search(said) else {"which"}
        return lacks if region or place else lacks | {"where"}
    if not _SPOT.search(about) or place == "named":
        return set()
    if region or place == "area":
        return set() if place == "beside" else {"spot"}
    return {"spot"} if place == "beside" else {"where"}


def _place(said: str, address: str, point: tuple[float, float] | None) -> str:
    """How finely it says where: "named", "beside" something, an "area", or empty for nowhere."""
    typed = " ".join(words_of(plain(address)))
    if point is not None or _is_named(said) or _is_named(typed) or _NO_PLACE.sub(" ", typed).strip():
        return "named"
    if _BESIDE.search(said) or _BESIDE.search(typed):
        return "beside"
    return "area" if _AREA.search(said) or _AREA.search(typed) else ""


def _is_named(said: str) -> bool:
    return _NUMBERED.search(said) is not None or any(_is_name(found[1]) for found in _CALLED.finditer(said))


def _is_name(word: str) -> bool:
    """Whether a word behind "jalan" or "petugas" may be a name: "jalan rusak" and "pasar tiap pagi" have "
    "none."""
    if word.isdecimal():
        return True
    known = word in _NO_NAME or word in _EMPTY or _TROUBLE.fullmatch(word) or _WHEN.fullmatch(word)
    return not known


def _is_accused_by_name(said: str) -> bool:
    found = _OFFICE.finditer(_SPEAKS_TO.sub(" ", said))
    return any(each[1] is None or _is_name(each[1]) for each in found)
