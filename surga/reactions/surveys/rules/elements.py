"""The nine elements of the satisfaction survey, its questions, and the four words one answers with. Plain Python.

PermenPANRB 14/2017. Which element is U8 and which U9 differs between sources: the form prints facilities before the
handling of complaints, the list of elements the other way round. So elements go by their names here and in the
database, never by their numbers; the numbers shown are the form's. The wording of the questions was not read in the
regulation itself but in forms made after it, and counts as unconfirmed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Which set of questions a round asked; kept with it.
QUESTIONS: Final = "permenpanrb-14-2017"


@dataclass(frozen=True, slots=True)
class Said:
    """Words in Indonesian and in English."""

    id: str
    en: str

    def __call__(self, language: str | None) -> str:
        return self.en if (language or "").startswith("en") else self.id


@dataclass(frozen=True, slots=True)
class Element:
    """``answers``: the words for 1 to 4, the worst first."""

    code: str
    number: str
    name: Said
    question: Said
    answers: tuple[Said, Said, Said, Said]


def _four(indonesian: str, english: str) -> tuple[Said, Said, Said, Said]:
    first, second, third, fourth = map(Said, indonesian.split("|"), english.split("|"))
    return first, second, third, fourth


ELEMENTS: Final = (
    Element(
        "requirements",
        "U1",
        Said("Persyaratan", "Requirements"),
        Said(
            "Apakah persyaratannya sesuai dengan jenis layanannya?",
            "Did what you had to bring fit the service?",
        ),
        _four(
            "Tidak sesuai|Kurang sesuai|Sesuai|Sangat sesuai",
            "Did not fit|Hardly fitted|Fitted|Fitted very well",
        ),
    ),
    Element(
        "procedure",
        "U2",
        Said("Sistem, mekanisme, dan prosedur", "System, mechanism and procedure"),
        Said("Apakah prosedurnya mudah?", "Was the procedure easy?"),
        _four("Tidak mudah|Kurang mudah|Mudah|Sangat mudah", "Not easy|Not so easy|Easy|Very easy"),
    ),
    Element(
        "time",
        "U3",
        Said("Waktu penyelesaian", "Time taken"),
        Said("Apakah pelayanannya cepat?", "Was the service quick?"),
        _four("Tidak cepat|Kurang cepat|Cepat|Sangat cepat", "Not quick|Not so quick|Quick|Very quick"),
    ),
    Element(
        "cost",
        "U4",
        Said("Biaya/tarif", "Cost"),
        Said("Apakah biayanya wajar?", "Was the cost reasonable?"),
        _four(
            "Sangat mahal|Cukup mahal|Murah|Gratis", "Very expensive|Rather expensive|Cheap|Free of charge"
        ),
    ),
    Element(
        "product",
        "U5",
        Said("Produk spesifikasi jenis pelayanan", "What the service delivers"),
        Said(
            "Apakah hasilnya sesuai dengan yang dijanjikan di standar pelayanan?",
            "Was the result what the service standard promises?",
        ),
        _four(
            "Tidak sesuai|Kurang sesuai|Sesuai|Sangat sesuai",
            "Not as promised|Hardly as promised|As promised|Fully as promised",
        ),
    ),
    Element(
        "competence",
        "U6",
        Said("Kompetensi pelaksana", "Competence of the staff on duty"),
        Said("Apakah petugasnya mampu?", "Did the officers know their work?"),
        _four(
            "Tidak kompeten|Kurang kompeten|Kompeten|Sangat kompeten",
            "Not competent|Hardly competent|Competent|Very competent",
        ),
    ),
    Element(
        "conduct",
        "U7",
        Said("Perilaku pelaksana", "Conduct of the staff on duty"),
        Said("Apakah petugasnya sopan dan ramah?", "Were the officers polite and friendly?"),
        _four(
            "Tidak sopan dan ramah|Kurang sopan dan ramah|Sopan dan ramah|Sangat sopan dan ramah",
            "Not polite and friendly|Hardly polite and friendly|Polite and friendly|Very polite and friendly",
        ),
    ),
    Element(
        "facilities",
        "U8",
        Said("Sarana dan prasarana", "Facilities"),
        Said("Bagaimana sarana dan prasarananya?", "How were the rooms and the equipment?"),
        _four("Buruk|Cukup|Baik|Sangat baik", "Poor|Fair|Good|Very good"),
    ),
    Element(
        "complaints",
        "U9",
        Said("Penanganan pengaduan, saran, dan masukan", "Handling of complaints and suggestions"),
        Said("Bagaimana penanganan pengaduannya?", "How are complaints dealt with?"),
        _four(
            "Tidak ada|Ada tetapi tidak berfungsi|Berfungsi kurang maksimal|Dikelola dengan baik",
            "There is no way to complain|There is, but it does not work|It works, but not well|It is run well",
        ),
    ),
)
CODES: Final = tuple(element.code for element in ELEMENTS)
BY_CODE: Final = {element.code: element for element in ELEMENTS}

#: How an answer came in.
WAYS: Final = {
    "web": Said("Web", "Web"),
    "qr": Said("Kode QR di loket", "QR code at the counter"),
    "whatsapp": Said("WhatsApp", "WhatsApp"),
    "paper": Said("Kertas", "Paper"),
}

#: The channels in which one is asked question by question, and which way of answering that is.
CHAT_WAYS: Final = {"whatsapp": "whatsapp"}

#: What the form asks of the person, all of it optional: group → choice → words.
ABOUT: Final[dict[str, tuple[Said, dict[str, Said]]]] = {
    "age": (
        Said("Usia", "Age"),
        {
            "-17": Said("17 tahun ke bawah", "17 or younger"),
            "18-25": Said("18–25 tahun", "18–25"),
            "26-40": Said("26–40 tahun", "26–40"),
            "41-60": Said("41–60 tahun", "41–60"),
            "61-": Said("61 tahun ke atas", "61 or older"),
        },
    ),
    "sex": (
        Said("Jenis kelamin", "Sex"),
        {"f": Said("Perempuan", "Woman"), "m": Said("Laki-laki", "Man")},
    ),
    "education": (
        Said("Pendidikan", "Education"),
        {
            "sd": Said("SD", "Primary school"),
            "smp": Said("SMP", "Lower secondary school"),
            "sma": Said("SMA/SMK", "Upper secondary school"),
            "d": Said("Diploma", "Diploma"),
            "s1": Said("S1", "Bachelor"),
            "s2": Said("S2 ke atas", "Master or higher"),
        },
    ),
}
