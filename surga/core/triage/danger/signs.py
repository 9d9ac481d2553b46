"""Signs of danger by hand: a word or two that people use when it happens. Plain Python.

A word of caution just before a sign ("rawan", "supaya tidak", "pelatihan") takes it back, for then nothing has
happened yet; where the text says that it is now (``SURE``), most signs are not taken back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: Letters on either side of a sign that still belong to what is told of it.
_NEAR: Final = 75
_NOT = r"(?:tidak|tdk|gak|ga|nggak|ndak|gk|tak|ora|mboten|ra|blm|belum)"
_LITTLE = (
    r"(?:arek(?:ku|e)?|kakek|nenek|mbah(?:ku|e)?|simbah|lansia|anakku|putra|putri|murid|siswa\w*|cucu|"
    r"keponakan|ponakan|adik|adek|anak(?:ku|"
    r"nya)?(?: (?:kecil|saya|balita|tetangga))?|bayi(?:nya)?|balita|bocah|arek cilik|lare)"
)
#: What is put before a root: "perampok", "dirampok", "merampok", "kerampokan" tell of the same.
_BEFORE = r"(?:me(?:m|n|ng|ny)?|di|ter|ke|ng|ny|pe(?:m|n|ng|ny)?)?"
_BETWEEN = r"(?:\W+\w+){0,4}?\W+"
_HARMED = (
    r"(?:(?:belum|belom|gak|ga|tidak) (?:balik|bisa turun|pulang|ketemu|ditemukan|kembali)|belum (?:pulang|"
    r"ketemu|ditemukan|kembali)|belom pulang|tersesat|kesasar|nyasar|ilang|dikurung|kurung\w*|gak dikasih|"
    r"tidak (?:di)?(?:beri|kasih) makan|kelaparan|sendirian|ditinggal\w*|masuk (?:gorong\w*|got|sumur|"
    r"mesin|kali|sungai|lubang)|ditendang\w*|"
    r"dibully|dirundung|terlantar|dijual|minum (?:cairan|racun|sabun|minyak|obat|bensin|pembersih|karbol|"
    r"baygon)|dipaksa|diperkosa|ditampar|berdarah|luka\w*|pingsan|masih hidup|kresek|tempat sampah|ketelan|"
    r"menelan|"
    r"tertelan|kecelakaan|melepuh|mengemis|lebam|hilang|hanyut|kintir|tenggelam|keli|jatuh|jatoh|kecebur|"
    r"kecemplung|nyemplung|terjepit|kejepit|terjebak|"
    r"terkunci|kekunci|disiksa|dipukul\w*|digebuk\w*|dianiaya|diculik|dilecehkan|dicabuli|ditelantarkan|"
    r"dibuang|"
    r"ditinggal sendiri\w*|kejang\w*|step|panas tinggi|demam tinggi|sakit parah|tersedak|keselek|kesedak|"
    r"lemas|tertabrak|"
    r"ketabrak|tersiram|terbakar|nangis terus)"
)
_SIGNS: Final = {
    "fire": (
        r"api|api(?:nya|ne)|asap\w* (?:\w+ ){0,2}?(?:keluar|listrik|panel|lantai|gedung|gudang|mesin|kabel|"
        r"mobil)|"
        r"(?:ada|keluar|muncul|banyak|penuh|terus|terkepung|kepulan|mengepul\w*) (?:\w+ )?asap|kepulan|"
        r"ngebul|kebul|kemebul|letupan|"
        r"api(?:nya|ne)? (?:sampai|sampe|dekat|di|dari|masih|belum|merembet|ke)|damkar\w*|ke?bakar habis|"
        r"hangus|geni|"
        r"mobong|murup|kobar\w*|bunga api|bara api|molotov|dibakar orang|njeblug|mbledug|(?:bau|mambu) "
        r"(?:gas|elpiji|lpg|gosong|sangit|kabel)|kompor\w* (?:\w+ )?(?:njeblug|meledak|bocor)|"
        r"kebakaran|kobongan|kobong|terbakar|kebakar|kobaran|gosong semua|si jago merah|meledak|mbledos|"
        r"mbledug|ledakan|"
        r"kors?let\w*|konsleti?\w*|percikan api|keluar api|ada api|api(?:nya)? (?:besar|membesar|menjalar|"
        r"merambat|"
        r"menyala|makin|semakin|tambah|sudah|berkobar|gede)|asap (?:\w+ )?(?:tebal|pekat|hitam)|hangus|"
        r"(?:bau|bocor\w*)\W+(?:\w+\W+)?(?:gas|elpiji|lpg)\b|(?:gas|elpiji|lpg|"
        r"tabung)\w*\W+(?:\w+\W+){0,2}?(?:bocor|mendesis|ngowos)"
    ),
    "flood": (
        r"lahar\w*|erupsi|awan panas|tsunami|"
        r"air (?:sungai|kali|laut|banjir|waduk) (?:\w+ )?naik|"
        r"terendam\w*|sak ?pinggang|sak ?dodo|sak ?dengkul|kerendem|kerendam|keleban|sepinggang|sedada|"
        r"selutut|sepaha|seleher|sakdodo|sakdengkul|(?:sampe|sampai|masuk) "
        r"(?:ke )?(?:kasur|kamar|atap|lantai dua|ruang tamu)|perahu karet|terseret|"
        r"keseret|arus deras|"
        r"air (?:\w+ )?(?:tinggi|deras)|puting beliung|angin kencang|angin ribut|lesus|tanah (?:\w+ "
        r"){0,3}?(?:ambles|retak|bergerak|gerak)|"
        r"(?:atap|genteng)\w* (?:\w+ ){0,3}?(?:terbang|beterbangan|mabur)|meluap|mbludak masuk|jebol|"
        r"kelelep|terisolasi|"
        r"kebanjiran|banjir\w*|banjr|air (?:bah|sudah masuk|masuk|setinggi|naik|terus naik|meluap)|"
        r"banyu(?:ne)? (?:mlebu|munggah)|"
        r"tanggul\w* (?:\w+ )?(?:jebol|ambrol|bobol)|(?:jebol|ambrol)\w* tanggul|kintir|hanyut|terseret "
        r"arus|tanah longsor|"
        r"longsor\w*|tertimbun|ketimbun|kelem|kelep|klelep|tenggelam"
    ),
    "wires": (
        r"(?:pju|pln|tiang|cagak|gardu|trafo)\w* (?:\w+ )?(?:roboh|ambruk|tumbang|rubuh)|kabel\w* (?:\w+ "
        r")?(?:berserakan|semburat|kleleran)|"
        r"setrum\w*|setrom\w*|bertegangan|(?:box|panel|sutet|gardu|kabel)\w*(?:\W+\w+){0,3}?\W+(?:kebuka|"
        r"terbuka|kendor|keliatan|kelihatan|copot)|kawat listrik|kabel\w*(?:\W+\w+){0,3}?\W+(?:melintang|"
        r"nglewer|njentrek|ambruk|bawah|rendah|nempel|semrawut "
        r"dan percik|kelihatan|kececer|copot|tanah|lepas|leles)|(?:tiang|cagak) (?:\w+ ){0,3}?(?:ambruk|"
        r"roboh|tumbang|rubuh|patah)|"
        r"listrik (?:\w+ ){0,2}?(?:bocor|percik\w*|nyala api)|stop ?kontak (?:\w+ ){0,4}?(?:ngebul|meleleh|"
        r"api|asap)|"
        r"(?:ke|ter|di)?(?:setrum|strum|sengat listrik)\w*|nyetrum\w*|nyengat|tersengat|arus listrik bocor|"
        r"kabel(?:e|nya)?"
        + _BETWEEN
        + r"(?:putus|pedot|jatuh|tiba|melorot|terkelupas|mengelupas|ngelupas|nglokop|ceblok|"
        r"menjuntai|ngglantung|nggandul|terbuka|telanjang|menyala|mercik|keluar|bertegangan)|"
        r"(?:putus|jatuh|tiba|ceblok)\w* kabel|kabel (?:putus|jatuh|menjuntai|terbuka|pedot|ceblok)|"
        r"(?:tiang|cagak) (?:listrik|pln|pju|lampu)"
        + _BETWEEN
        + r"(?:roboh|ambruk|tumbang|rubuh|doyong|miring)|"
        r"(?:tiang|cagak) (?:listrik|pln|pju|lampu) (?:roboh|ambruk|tumbang|rubuh|doyong|miring)|"
        r"(?:trafo|gardu)\w*" + _BETWEEN + r"(?:meledak|percik\w*|api|asap)|mercik|percikan"
    ),
    "violence": (
        rf"{_BEFORE}(?:rampok|rampas|begal|jambret|palak|siksa|iksa|keroyok|aniaya|bacok|tusuk|culik|sekap|perkosa|cabul|serang(?!ga)|"
        r"yerang|bunuh|gorok|kurung|gebuk|hajar|tikam|ikam|tembak|rampas|peras(?!aan)|sandera|lecehkan)\w*|"
        r"(?:mau|ancam|hendak|akan|niat) (?:\w+ ){0,2}?(?:bakar|mbakar|membakar) (?:rumah|diri|orang|"
        r"warga)|bawa bensin|"
        r"dirantai|dipasung|diikat|disiksa|disekap|"
        r"(?:di|ke|men|ng)(?:jambret|rampok|copet|todong|begal|bacok|celurit|tusuk|tikam|sekap|culik)\w*|"
        r"luka luka|terluka|"
        r"(?:me|di|men|meny)(?:nye|se)?(?:trika|setrika|sulut|nyulut|sundut|siram|nyiram)\w*|"
        r"ditendang\w*|tendang\w*|ditampar\w*|tampar|ditonjok\w*|dijambak|dilempar\w*|dibanting|dibakar "
        r"hidup|memukul\w*|mukul\w*|pukuli|"
        r"pukul (?:istri|anak|bojo|ibu|adik|orang|warga|saya)\w*|(?:meng|di ?|ng)ancam\w*|bunuh|mateni|"
        r"dipateni|kepruk\w*|menganiaya|diserang|penyerangan|mengeroyok|hakimi\w*|dihakimi|main hakim|"
        r"massa|bentrok\w*|keributan|ribut besar|"
        r"berkelahi|perkelahian|kelahi|gelut|carok|(?:bawa|nggowo|gowo|acung\w*|pegang|pakai) (?:\w+ "
        r")?(?:pisau|senjata|pedang|linggis|"
        r"pentungan|pistol|airsoft|arit|sabit|parang|golok|bom|batu|samurai|panah)|pisau|samurai|pistol|"
        r"senapan|granat|peledak|"
        r"mengejar|ngejar|dikejar\w*|(?:te)?riak\w*|njerit\w*|menjerit|jerit\w*|paksa\w*|dipaksa|digrebek|"
        r"bully\w*|dibully|perundungan|dirundung|"
        r"diperas|diintimidasi|dibuntuti|diikuti orang|diteror|teror\w*|penyusup|maling|pencuri (?:masuk|"
        r"di)|disandera|sandera|"
        r"diraba\w*|digerayangi|disetubuhi|tppo|ditikam|penikaman|ditebas|lebam|babak belur|bonyok|pengen "
        r"mati|ingin mati|mau mati|"
        r"ingin mengakhiri|mengakhiri hidup|akhiri hidup|(?:gak|tidak|ga|nggak) kuat hidup|nekat|loncat "
        r"dari|lompat dari|"
        r"miras|oplosan|mabuk\w*|"
        r"di ?pukul\w*|di ?gebuk\w*|di ?gepuk\w*|di ?hajar\w*|di ?antem\w*|di ?keroyok\w*|pengeroyokan|"
        r"keroyokan|di ?aniaya|"
        r"penganiayaan|kdrt|k d r t|di ?bacok\w*|bacok\w*|pembacokan|c[el]+urit|cl?urit|senjata tajam|"
        r"sajam|parang|golok|"
        r"tawuran|tawur|di ?begal|begal\w*|jambret\w*|rampok\w*|perampokan|di ?tusuk|penusukan|di ?bunuh|"
        r"membunuh|pembunuhan|"
        r"(?:meng|di ?)ancam\w*|perkosa\w*|pemerkosaan|di ?perkosa|pelecehan|di ?lecehkan|melecehkan|"
        r"cabul\w*|di ?cabuli|"
        r"pencabulan|pen[ei]mbakan|di ?culik|penculikan|di ?sekap|penyekapan|di ?siksa|ngamuk\w*|mengamuk|"
        r"tembak\w*|di ?todong|todong\w*|"
        r"gengster|gangster|kreak|di ?cekik|di ?seret|bom\b|perang sarung|bunuh diri|gantung diri|bundir|"
        r"nggantung|"
        r"(?:mau|arep|hendak|akan) (?:lompat|loncat|terjun)|main tangan|kekerasan"
    ),
    "child": _LITTLE
    + r"\W+(?:\w+\W+){0,5}?"
    + _HARMED
    + r"|(?:bayi|balita)\W+(?:\w+\W+){0,3}?(?:ditemukan|dibuang)"
    r"|menemukan (?:\w+ )?bayi|penemuan bayi|kekerasan (?:terhadap |pada )?anak|anak (?:\w+ )?(?:di ?\w+i|"
    r"di\w+) "
    r"(?:bapak|ayah|ibu) tiri",
    "illness": (
        r"kolaps|collapse|ambruk (?:di|mendadak)|mulut\w* (?:\w+ )?(?:berbusa|berdarah)|berbusa|(?:tak|"
        r"tidak) bernyawa|drop\b|cuci darah|"
        r"(?:gak|ga|tidak|nggak|ndak|ora|tdk|belum) (?:bisa )?(?:bangun\w*|gerak|bergerak|merespon|nyaut|"
        r"respon|tangi|obah)|n[ae][fp]as\w*|"
        r"(?:badan|muka|wajah|bibir|awak)\w* (?:\w+ )?(?:biru|membiru|pucat|dingin|kaku)|membiru|serangan|"
        r"ayan|epilepsi|step|"
        r"mual\w*|muntah\w*|mutah\w*|diare massal|(?:be)?darah\w*|mimisan|getihen|mules|kontraksi|bukaan|"
        r"hamil (?:\w+ ){0,4}?(?:jatuh|sakit|mules)|"
        r"(?:kepala|tangan|kaki|jari|sirah)\w* (?:\w+ ){0,2}?(?:bocor|putus|patah|remuk|robek|sobek)|kena "
        r"(?:\w+ )?(?:gergaji|mesin|pisau|air keras|air panas)|"
        r"lemes\w*|lemas\w*|terpapar|(?:asap|pabrik|tumpahan|cairan) kimia|gas beracun|amoniak|demam "
        r"tinggi|panas tinggi|rabies|digigit\w*|nyengat|tersengat|tersedak|keselek|"
        r"(?:gak|tidak|ga|nggak) keluar (?:rumah )?(?:\w+ )?hari|meninggal (?:di (?:jalan|kamar|kos|rumah)|"
        r"sendiri\w*|mendadak)|tewas|mati (?:dua|tiga|mendadak)|(?:dua|tiga|0) orang (?:\w+ )?mati|"
        r"sakaratul|jantung\w*|"
        r"lumpuh mendadak|(?:gak|ga|tidak|nggak|ora) (?:bisa|iso) (?:ngomong|bicara)|mencong|mengiris|"
        r"menyayat|nyayat|melahirkan di|kesurupan|alergi parah|sakit (?:sekali|mendadak|tak tertahan\w*)|"
        r"butuh (?:oksigen|darah|dokter|pertolongan)|oksigen|"
        r"pingsan|semaput|" + _NOT + r" sadar(?:kan)?(?! (?:akan|diri bahwa|kalau|bahwa))|kejang\w*|"
        r"(?:sesak|sesek|seseg)(?:nya)?\b\W*(?:n[ae]?[fp]as|ambekan|dada|parah)?|"
        r"(?:susah|sulit|angel|"
        + _NOT
        + r"(?: (?:bisa|iso))?) (?:ber)?(?:n[ae][fp]as|ambekan)|serangan jantung|stroke|strok|"
        r"sekarat|kritis|koma\b|gawat\w*|darurat|emergency|pendarahan|perdarahan|berdarah darah|darah "
        r"terus|keluar darah|"
        r"dada\w* (?:\w+ ){0,2}?(?:sakit|nyeri|sesak|loro|panas)|keringat dingin|(?:gak|ga|ora|tidak|"
        r"nggak) (?:iso|bisa) (?:ngadeg|jalan|berdiri|obah|mlaku)|(?:tibo|ceblok|jatuh) (?:\w+ "
        r"){0,3}?(?:putung|patah|remuk)|muntah darah|mutah getih|getih\w*|keracunan|over ?dosis|minum "
        r"racun|(?:mau|arep|akan|hendak|ingin) (?:melahirkan|"
        r"lahiran|babaran|nglairno)|ketuban|pecah ketuban|ambul[ae]ns?e?|nyawa\w*|muntaber|"
        r"(?:sakit|loro|lara|nyeri) (?:dada|parah|keras|banget)|luka (?:parah|bakar|berat|dalam)|patah "
        r"tulang|"
        r"di ?gigit (?:ular|ulo|anjing|kera)|dipatuk|lemas (?:sekali|banget)|demam berdarah|\bdbd\b"
    ),
    "accident": (
        rf"{_BEFORE}(?:tabrak|lindas|gencet|cebur|cemplung|jepit|jebak|timpa|perosok)\w*|tabrak lari|terjun|"
        r"jalan\w* (?:\w+ )?(?:ambles|amblas|amblong) (?:\w+ )?(?:mobil|motor|orang|truk)|lebah|"
        r"masuk jurang|nyeruduk|seruduk|terguling|guling|tumpah\w* (?:\w+ )?(?:bensin|solar|minyak|oli)|"
        r"(?:bensin|solar|bahan kimia) tumpah|(?:gigit|nggigit|cakar) (?:\w+ )?(?:warga|anak|orang)|"
        r"(?:kebawa|terbawa) (?:arus|air|banjir)|penumpang\w* (?:\w+ )?belum keluar|(?:mobil|angkot|bus|"
        r"truk|orang|motor)\w* (?:masuk|nyebur) (?:sungai|kali|jurang|parit|got)|terbalik|nggoling|"
        r"nyungsep|nyemplung|oleng|rem blong|remnya blong|terperosok|terpeleset|kepleset|(?:di)?evakuasi\w*|"
        r"jatuh dari|jatoh dari|tiba soko|(?:plafon|crane|genteng|reklame|papan|tiang|baliho|besi|kaca|"
        r"beton|batu|lampu|ranting|dahan|antena|tandon)\w*"
        r"(?:\W+\w+){0,3}?\W+(?:jatuh|jatoh|copot|menimpa|lepas|rubuh|sempal)|menimpa|tertimpa|lift (?:\w+ "
        r")?(?:macet|mati|jatuh)|buaya|biawak|macan|"
        r"sarang tawon|tawon|anjing gila|anjing liar (?:\w+ )?(?:gigit|serang)\w*|masuk (?:gorong\w*|sumur|"
        r"mesin|jurang)|kegencet|tergencet|tersangkut|"
        r"tersambar|petir|kesamber|ditemukan (?:meninggal|tewas)|jenazah|mayit|tim sar|hilang di (?:gunung|"
        r"sungai|kali|laut|hutan)|"
        r"kecelakaan|laka(?:lantas)?\b|tabrakan|(?:ke|ter|di)tabrak\w*|nabrak|menabrak|terlindas|kelindes|"
        r"terserempet|"
        r"ter(?:timpa|tindih)|ketiban|kebrukan|kejatuhan|kejugrugan|(?:ada|jumlah|sudah) korban|korban "
        r"(?:jiwa|luka|meninggal|tergeletak|masih)|pohon\w*" + _BETWEEN + r"(?:tumbang|ambruk|roboh)|"
        r"(?:pohon|wit|uwit) (?:\w+ )?(?:tumbang|ambruk|roboh|rubuh)|"
        r"(?:rumah|omah|atap|bangunan|tembok|dinding|jembatan(?: gantung)?|baliho|billboard|reklame|gapura|"
        r"plafon)\w*(?:\W+\w+){0,3}?\W+"
        r"(?:ambruk|roboh|rubuh|ambrol|runtuh|jebol|amblas|putus|pedot)|(?:jatuh|jatoh|tiba|terperosok|"
        r"kejeblos|kecebur|kecemplung|"
        r"nyemplung|terjatuh) (?:\w+ ){0,2}?(?:sungai|kali|sumur|got|selokan|lubang|jurang|saluran)|"
        r"kecemplung|kecebur|"
        r"terjebak|kejebak|terjepit|kejepit|gempa|ular|ulo|kobra|buaya|tawon (?:ndas|vespa)|mayat|"
        r"orang (?:meninggal|mati) (?:di|ning|tergeletak)|tergeletak|nglumpruk|teriak\w* (?:minta )?tolong|"
        r"tolong cepat|butuh pertolongan|"
        r"mengancam nyawa|bahaya nyawa"
    ),
}
_FOUND: Final = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _SIGNS.items()}
#: Just before a sign: it has not happened, it is over, or it is only spoken of.
_TAKEN_BACK: Final = re.compile(
    r"\b(?:rawan|berpotensi|potensi|supaya|agar|biar|cegah|mencegah|pencegahan|"
    r"antisipasi|mengantisipasi|hampir|nyaris|(?<!ga )(?<!gak )(?<!tidak )bisa|sering|setiap|tiap|kalau|"
    r"kalo|jika|bila|pelatihan|simulasi|"
    r"penyuluhan|sosialisasi|asuransi|dulu|tahun lalu|bulan lalu|minggu lalu|kemarin|pernah|lomba|bekas|"
    r"sisa|bahaya|"
    r"menyebabkan|mengakibatkan|sebelum|nomor|informasi|info|layanan|jadwal|bukan|bebas|pemadam|dinas|"
    r"fogging|harga|"
    r"(?:tidak|belum|gak|tdk) (?:pernah )?(?:ada|terjadi)|supoyo|ben|wedi|menawi|nek|lek|cara|program|"
    r"bantuan|pasca|kipas|nonton|film|drama|penjualan|pengurusan|surat|akta|akte|santunan|ahli waris|"
    r"tagihan|tarif|donor|golongan|tekanan|dipaksa bayar"
    r")"
    r"(?:\W+\w+){0,3}\W*$"
    r"|\b(?:takut|ditakutkan|dikhawatirkan|khawatir|kuatir|wedi)(?:\W+\w+)?\W*$"
)
_AFTER: Final = re.compile(
    r"^\W+(?:tahun|bulan|minggu) (?:lalu|kemarin|wingi)|^\W+(?:dulu|kemarin|tanggap|gratis|desa)\b"
)
SURE: Final = re.compile(
    r"\b(?:masih|saat ini|sekarang|saiki|sakniki|barusan|baru saja|tolong cepat|cepat(?:an)?|segera kirim|"
    r"detik ini|"
    r"sedang|lagi|darurat|urgent|cepetan|ndang|butuh|lekas|help)\b"
)
_CALM: Final = re.compile(
    r"\b(?:(?:sepeda|motor|hp|tas|kartu|akta|buku|ijazah|sandal|helm)\w* (?:\w+ )?(?:anak|adik)\w*|"
    r"bakar(?:an)? sampah|pembakaran sampah|(?:kereta|korek|kembang|gunung|palang|rel) api|kabel "
    r"(?:internet|wifi|telkom|indihome|optik|fiber|"
    r"provider|tv)|"
    r"demam berdarah gratis|gawai|kritisi|mengkritisi|kawasan banjir|ular panjang|antri(?:an)? (?:\w+ "
    r")?mengular|"
    r"terbakar (?:cemburu|matahari)|lampu darurat|kontak darurat|pintu darurat|masa darurat|igd|ugd|surat "
    r"(?:\w+ )?darurat|"
    r"bantuan korban|data korban|korban phk|ambulans? gratis|ekor ular|tangga darurat)\b"
)


@dataclass(frozen=True)
class Sign:
    """``said``: the words of the sign; ``around``: with a dozen words before and behind."""

    kind: str
    said: str
    around: str


def sign_in(said: str) -> Sign | None:
    """The first sign in a text in lower case, None where it shows none."""
    said = _CALM.sub(" ", said)
    now = SURE.search(said) is not None
    for kind in ("fire", "wires", "child", "violence", "illness", "flood", "accident"):
        for found in _FOUND[kind].finditer(said):
            # A sign of several words may hold the caution itself: "pohon yang rawan tumbang".
            before = said[max(0, found.start() - 60) : found.start()] + found.group().rpartition(" ")[0]
            cautious = _TAKEN_BACK.search(before) or _AFTER.match(said[found.end() : found.end() + 30])
            if not cautious or (
                now and kind in {"fire", "wires", "illness", "child"} and not _hedged(before)
            ):
                around = said[max(0, found.start() - _NEAR) : found.end() + _NEAR]
                return Sign(kind, found.group().strip(), around)
    return None


def _hedged(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:supaya|agar|biar|cegah|rawan|pelatihan|simulasi|penyuluhan|sosialisasi|info\w*)\b", before
        )
    )
