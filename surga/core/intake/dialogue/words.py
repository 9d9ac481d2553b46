"""What people write and what they mean by it: Indonesian, Javanese, slang, English.

A list is words with spaces between them; "_" stands for a space inside one of them, and each is a pattern of its own
(``ya+`` is "ya" and "yaa"). ``BARE`` holds for a message that says nothing else: it is tried on lower-case words.
"""

from __future__ import annotations

import re
from typing import Final


def _any(listed: str) -> str:
    """A pattern for one of the words listed."""
    return "(?:" + "|".join(listed.replace("_", " ") for listed in listed.split()) + ")"


def _some(listed: str, more: str = "") -> str:
    """A pattern for one of the words listed, and others after it."""
    return f"{_any(listed)}(?: {_any(f'{listed} {more}')})*"


#: One sign, one word.
SIGNS: Final = str.maketrans(
    dict.fromkeys("👍👌✅✔🆗💯", " ya ")
    | dict.fromkeys("👎❌🚫", " tidak ")
    | dict.fromkeys("⭐🌟★", " bintang ")
    | {"🙏": " makasih ", "👋": " halo "}
)
#: Said to a person, and in between; they carry no meaning of their own.
FILLERS: Final = frozenset(
    "pak bu bapak ibu bpk mas mbak mb kak kakak bang bro sis gan lur dik om tante saja aja dong deh sih lah kok "
    "nih tolong mohon please min admin mimin wae mawon nggeh ya iya dulu".split()
)
_YES = (
    "y+a* i+y+a+ i+y+o+ yo+ yoi nggi+h+ enggi+h+ inggi+h+ injih njih ngge+h? o+k+ o+k+e+h? okay okey siap betul "
    "btul benar bener leres setuju kirim krim kirimkan kirimen lanjut lanjutkan gas+ sip+ cocok sudah_benar "
    "sudah_betul udah_bener sampun_leres sudah_kirim udah_kirim dikirim betul_sekali "
    "yes yep yup yeah sure send send_it correct right boleh monggo mangga baik"
)
_NO = (
    "tidak tdk tak ga+k? gk ng+a+k? eng+a+k? n?dak nda ora mboten boten bukan bkn jangan jgn no+ nope not_yet wrong "
    "salah"
)
_GREETINGS = (
    r"as+al+a+m\w* \w*alaikum wr wb warahmatullahi wabarakatuh as+w+ aslm\w* salam\w* shalom ass om_swastiastu "
    r"ha+l+o+w* he+l+o+w* ha+i+ hi+ hey+ hei+ p+ ping menu te+st? tes+ permisi punten misi nuwun_sewu kul[ao]_?nuwun "
    "sugeng enjing sonten dalu selamat met slmt slamat good pagi siang sore malam morning afternoon evening there "
    "admin min mimin pak bu bapak ibu kak mas mbak om gan lur bot nuwun"
)
_I = "(?:(?:saya|aku|sy|kulo|kula|i|we) )?"
_WANT = "(?:(?:mau|ingin|pengen|pingin|ajeng|arep|izin|ijin|bade|hendak|minta|bisa|want to|would like to|can i) )?"
_NOT = "(?:nda|ndak|ga|gak|gk|nggak|ngga|tidak|tdk|ora|mboten|enggak)"
_MINE = "laporan ?(?:saya|sy|ku|kulo|aku)"
_HOW = _any("bagaimana gimana gmn piye pripun kapan mana sampai_mana")
_THANKS = _any(
    "te?rima_?kasih tr?ima_?ka?sih makasih makasi mksh tks thx thanks? thank_you suwun matur_nuwun matur_suwun "
    "nuwun trims tengkyu syukron"
)
_TALK = _any(
    "bicara ngomong chat ngobrol bertemu hubungi hubungkan sambungkan panggilkan panggil talk speak dengan sama ke "
    "karo kalih kaliyan sm dg dgn to a an ada"
)
_SPEAK = _any(
    "bicara berbicara ngomong chat ngobrol omong matur hubungkan sambungkan panggilkan panggil talk speak"
)
_ASKING = _any(
    "saya aku sy kulo kula mau ingin pengen pingin minta bisa boleh bade ajeng arep tolong mohon langsung ya dong "
    "kak pak bu min mas mbak sekarang saja aja please i can could want to halo"
)
_PEOPLE = _any(
    "petugas orangnya petugasnya operator admin orang manusia cs customer_service person human agent officer"
)
_WELL = _any(
    "beres selesai baik bagus apik sae mari rampung diperbaiki diganti diangkut dibersihkan ditambal nyala menyala "
    "hidup normal oke ok aman ditangani puas lancar kering bersih mulus"
)

_NAME = "(?:nama|identitas|data diri|data pribadi)"
_HIDE = "(?:di)?(?:rahasiakan|sembunyikan|samarkan|lindungi)"
_NEVER = "(?:jangan|jgn|tidak usah|ga usah|gak usah|tanpa)"
_SHOW = r"(?:sampai )?(?:di|ke)?(?:sebut|cantum|tampil|bocor|tahu|ketahui|publikasi|sebar|umum)\w*"
_NAMELESS = (
    rf"(?:{_HIDE} (?:\w+ ){{0,2}}{_NAME}|{_NAME} (?:\w+ ){{0,3}}{_HIDE}"
    rf"|{_NEVER} (?:\w+ )?{_SHOW} (?:\w+ )?{_NAME}|{_NAME} (?:\w+ )?{_NEVER} (?:\w+ )?{_SHOW}"
    r"|(?:secara|ingin|mau|tetap|minta|sebagai|stay|remain|be) (?:pelapor )?anon(?:im|ymous)|anonymously"
    r"|hide my (?:name|identity)|my (?:name|identity) (?:hidden|secret|private))"
)
HIDE_NAME: Final = re.compile(rf"\b{_NAMELESS}\b")

BARE: Final[dict[str, re.Pattern[str]]] = {
    name: re.compile("|".join(patterns))
    for name, patterns in {
        "yes": [_some(_YES), rf"(?:{_any(_YES)} )*kirim(?:kan)? (?:laporan|aduan)(?:nya| ini| saya)?"],
        "no": [
            _some(_NO, "itu begitu lagi"),
            r"(?:salah|keliru|kurang|belum) (?:tepat|benar|pas|lengkap|lokasi\w*|alamat\w*|tempat\w*|tulis|ketik)",
        ],
        "greeting": [_some(_GREETINGS)],
        "wish": [
            rf"{_I}{_WANT}(?:me)?"
            + _any(
                "n?lapor laporan laporkan lapori mengadu ngadu bertanya nanya tanya aduan pengaduan report ask"
            )
            + "(?: something)?",
            _any("bisa_dibantu bantu bantuan complain"),
        ],
        "cancel": [
            r"batal\w*(?: \w+)?",
            r"(?:batal\w*|hapus|cabut|tarik) (?:laporan|aduan)\w*(?: \w+)?",
            rf"(?:sudah |udah |wis )?{_NOT} (?:usah |us )?{_any('jadi jd sido siyos sios saestu usah')}(?: \w+)?",
            _any(
                "wurung gajadi gakjadi cancel cancel_it stop never_?mind forget_it hapus lupakan jangan_dikirim"
            ),
            r"(?:maaf )?salah (?:kirim|kamar|sambung|nomor)",
        ],
        "person": [
            rf"{_I}{_WANT}(?:{_TALK} )*{_PEOPLE}(?: {_any('asli beneran langsung manusia dong')})?",
            # However it is put, with nothing told beside it.
            rf"(?:{_ASKING} )*{_SPEAK}(?: {_ASKING}| {_TALK})* {_PEOPLE}(?: {_ASKING})*",
            rf"(?:{_ASKING} )*nomor(?:nya)? {_PEOPLE}|(?:apa )?ada orang\w*(?: {_NOT})?|{_PEOPLE} mana(?: \w+)?",
        ],
        "status": [
            r"(?:cek |lihat |tanya |check )?(?:status|setatus)(?: \w+){0,3}",
            r"(?:cek|lihat|check) laporan(?: \w+){0,2}",
            rf"{_HOW} (?:kabar |nasib |status |perkembangan )?{_MINE}(?: \w+){{0,4}}",
            rf"{_MINE}(?: \w+){{0,3}} (?:{_HOW}|belum)(?: \w+){{0,3}}",
            rf"(?:\w+ )?(?:kabar|progress?|perkembangan|nasib|kelanjutan)(?:nya)? {_MINE}(?: \w+){{0,4}}",
            rf"(?:kapan|sudah|udah|apa|apakah)(?: \w+){{1,3}} {_MINE}(?: ya| pak| bu| min)*",
            "(?:my )?report status",
        ],
        "skip": [
            r"lewat\w*|entah\w*|skip|next|kurang tahu|(?:i )?do ?n(?:o )?t know",
            (
                rf"{_NOT} {_any('tahu tau ada perlu ngerti ngertos paham eruh wonten punya')}"
                f"(?: {_any('lagi foto fotonya lokasi lokasinya patokan alamat alamatnya namanya')})?"
            ),
        ],
        "change": [_any("ubah ganti ralat edit perbaiki revisi koreksi owah change change_it yang_salah")],
        "add": [r"tambah\w*(?: laporan)?|laporan (?:yang )?(?:itu|tadi|sama)|sama|add(?: to it)?|same"],
        "new": [
            "(?:laporan |aduan )?(?:baru|lain|anyar)(?: lagi)?|beda|new(?: report)?|another(?: one)?|different"
        ],
        "enough": [
            (
                "(?:(?:sudah |sampun |wis |ya )?(?:cukup jelas|cukup|jelas|paham|mengerti|ngerti|menjawab|terjawab)"
                "|enough|that is enough|got it)"
                rf"(?: (?:{_THANKS}|sekali|you))*"
            )
        ],
        "other": [
            r"(?:salah )?(?:bukan|bkn|dudu) (?:itu|kuwi|iku|niku|yang itu)(?: (?:maksud|yang)(?: \w+){1,2})?",
            r"lain(?:nya)?|(?:no )?not that|something else",
            rf"(?:{_NOT}|belum|kurang) {_any('menjawab jelas nyambung cocok sesuai membantu terjawab')}(?: \w+)?",
        ],
        "thanks": [
            (
                rf"(?:(?:ok|oke|ya|baik|siap|sip|nggih) )*{_THANKS}"
                rf"(?: (?:{_THANKS}|banyak|banget|ya|sanget|infonya|you|very much|atas \w+))*"
            ),
            "baik",
        ],
        "done": [
            rf"(?:sudah|udah|dah|uwis|wis|sampun|telah)(?: {_WELL})*",
            _any(
                "beres selesai rampung tuntas done fixed solved it_is_done it_is_fixed it_is_settled settled"
            ),
        ],
        "notyet": [
            r"(?:belum|blm|belom|durung|dereng|not yet)(?: \w+){0,3}",
            r"masih (?:sama|rusak|belum|mati|begitu)(?: \w+){0,2}",
        ],
        "anonymous": [
            rf"(?:\w+ ){{0,2}}{_any('anonim anonym anonymous tanpa_nama hide_my_name')}(?: \w+){{0,3}}",
            rf"(?:{_ASKING} )*{_NAMELESS}(?: {_ASKING})*",
        ],
        "confidential": [
            (
                r"(?:(?!nama|identitas)\w+ ){0,2}"
                rf"{_any('rahasia dirahasiakan rahasiakan confidential secret private')}"
                r"(?: (?!nama|identitas)\w+){0,3}"
            )
        ],
    }.items()
}
QUESTION: Final = re.compile(
    _any(
        r"b?gaimana bagaimana gimana gmn gmna pripun piye kepriye di_?mana dmn dimn ten_pundi nang_ndi syarat\w* "
        "persyaratan kapan kpn berapa brp pinten piro apakah apa opo cara caranya jam_berapa jam_buka mau_tanya "
        "mau_nanya mau_bertanya tanya numpang_tanya bisakah info informasi how where when what which can_i is_there "
        "do_i requirements?"
    )
    + r"\b"
)
#: Words that ask and complain at once: "why is it still dark?"
WHY: Final = re.compile(r"\b" + _any("kenapa knp mengapa kok kenopo napa why kapan when") + r"\b")
IDEA: Final = re.compile(r"\b(?:usul\w*|saran\w*|masukan|aspirasi|suggest\w*|proposal)\b")
_NOWHERE = (
    "(?!"
    + _any(
        "ini itu saya aku kami kita rumah tidak tak ndak gak yang sudah belum rusak mati banyak ada "
        "penuh sini situ sana"
    )
    + r"\b)"
)
PLACE: Final = re.compile(
    r"\b"
    + _any(
        "jl jln gg gang rt rw kel kelurahan kec kecamatan desa dusun dsn perum perumahan komplek blok "
        "kompleks simpang perempatan pertigaan proliman lingkungan depan ngarep dekat deket cedhak samping belakang "
        "seberang sebelah sekitar near in_front_of behind next_to"
    )
    + r"\W{0,2}"
    + _NOWHERE
    + r"[a-z0-9]\w*"
    + r"|\b(?!the|my|our|this)\w+ (?:street|road)\b(?! l)"
    + r"|\b(?:di|ing|ten|nang|ndek) (?:\w+ ){0,2}"
    + _any(
        "jalan dalan pasar kampung rs rumah_sakit puskesmas sd smp sma smk sdn smpn sman kantor taman masjid "
        "musholla gereja jembatan sungai kali terminal stasiun"
    )
    + " "
    + _NOWHERE
    + r"\w+"
    + r"|\b(?:jalan|jln|dalan|di|ing|ten|nang|ndek|daerah|area|pasar|at|in|on) (?:raya )?[A-Z]\w+"
)
# It is happening now: somebody has to come.
DANGER: Final = re.compile(
    r"\b"
    + _any(
        "kebakaran kobongan terbakar tersengat kesetrum kecelakaan tabrakan tenggelam hanyut darurat emergency "
        "perampokan dirampok dibegal begal tawuran pembunuhan bunuh_diri sekarat serangan_jantung tidak_sadar "
        "pingsan terjebak tertimpa ngamuk mengamuk "
        "kebocoran_gas gas_bocor ledakan meledak longsor gawat sos on_fire fire accident drowning "
        "electrocuted ambulans ambulan ambulance"
    )
    + r"\b"
)
# What is only called so.
ONLY_CALLED: Final = re.compile(
    r"\b(?:lampu|pintu|tangga|jalur|jembatan|nomor|telepon|posko|status|tanggap|unit|dana|instalasi|rem|bantuan"
    r"|keadaan) (?:gawat )?darurat\b|\b(?:pemadam|damkar|dinas) kebakaran\b"
    r"|\bfire (?:station|extinguisher|hydrant)\b|\bemergency (?:lamp|door|number|exit)\b"
)
# The same words of what may come, often comes, or came once.
NOT_NOW: Final = re.compile(
    r"\b"
    + _any(
        "sering rawan kerap takut takutnya khawatir kuatir potensi berpotensi menyebabkan mengakibatkan sebabkan "
        "bikin memicu mencegah cegah agar supaya biar jangan_sampai sebelum kalau kalo jika seandainya pernah "
        "banyak_yang beberapa gara\\w* tiap setiap diperbaiki perbaikan ditambal dibenahi "
        "kemarin wingi minggu bulan tahun lalu bekas setelah pasca membahayakan surat syarat cara bagaimana often "
        "might could prevent last afraid"
    )
    + r"\b"
)
_WRONG = "sama mati rusak gelap begitu seperti bau mampet berlubang bocor banjir menumpuk"
_PRAISE = "puas bagus baik mantap mantab memuaskan kecewa top keren apik sae good great satisfied"
_TAIL = _any("semua lagi kok pak bu min mas mbak kak admin ya dan banyak banget sekali sanget respon cepat")
#: What is said of a case that was answered: it is settled; it is not; or words instead of stars, which are not guessed.
OF_A_CASE: Final = {
    "settled": re.compile(
        rf"(?:{_any('alhamdulillah ya iya nggih ok oke baik siap pak bu min')} )*"
        r"(?:(?:\w+nya|lampu|jalan|sampah|air) )?(?:sudah|udah|dah|uwis|wis|sampun|telah)"
        rf"(?: {_WELL})+(?: (?:{_THANKS}|\w+nya|{_TAIL}))*$"
    ),
    "unsettled": re.compile(
        rf"(?:{_any('tapi lho loh lha maaf ternyata kok pak bu min nyatanya')} )*(?:"
        rf"(?:belum|blm|belom|durung|dereng|tidak|ora) (?:{_WELL}|{_any('berubah ditindaklanjuti tuntas dikerjakan')}"
        rf"|(?:ada|wonten) (?:per|tindak)\w+)\b|masih {_any(_WRONG)}\b|{_WELL} (?:apanya|opone)\b"
        r"|(?:it is )?(?:still )?not (?:fixed|done|solved|settled)\b|(?:it is )?still (?:dark|broken|the same)\b)"
    ),
    "praise": re.compile(
        rf"(?:{_any('sangat cukup kurang tidak ga gak lumayan very not')} )?{_any(_PRAISE)}"
        rf"(?: (?:{_THANKS}|pelayanan\w*|{_TAIL}))*$"
    ),
}
CALL_FOR_HELP: Final = re.compile(
    _some("tolo+ng to+long help sos darurat gawat emergency bahaya", "me pak bu saya kami segera cepat")
)
ENGLISH: Final = frozenset(
    "hello hi good morning the is are my street light road there please broken what how where when help report want "
    "would like with and has been not working water garbage trash near front of in on to a an it this that thanks "
    "thank you yes have i we our".split()
)
INDONESIAN: Final = frozenset(
    "halo pak bu saya aku di ke yang dan dengan tidak ada mati rusak jalan lampu sampah air mohon tolong sudah belum "
    "ini itu untuk dari bagaimana dimana kapan berapa mau lapor depan selamat pagi siang sore malam iya ya "
    "nggih".split()
)
#: One word typed with a mistake is still that word. The other words of the dialogue are too short for it.
KEYWORDS: Final = ("batal", "petugas", "status", "operator", "anonim", "rahasia", "makasih")
STARS: Final = dict(
    zip(
        "satu dua tiga empat lima siji loro telu papat limo one two three four five".split(),
        [1, 2, 3, 4, 5] * 3,
        strict=True,
    )
)
