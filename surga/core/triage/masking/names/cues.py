"""The words around names: what calls a person, what calls a place, what comes before and after. Plain Python."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final


def _sections() -> dict[str, str]:
    """The file's words by section, each as one line."""
    found: dict[str, str] = {}
    name = ""
    for line in (
        Path(__file__).with_name("words").joinpath("around.txt").read_text(encoding="utf-8").splitlines()
    ):
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            found[name] = f"{found.get(name, '')} {line}"
    return found


_FOUND: Final = _sections()


def words(section: str) -> frozenset[str]:
    """The words of one section of ``words/around.txt``, which says what each section is."""
    return frozenset(_FOUND[section].split())


CALLS: Final = words("calls")
TITLES: Final = words("titles")
ROLES: Final = words("roles")
PLACES: Final = words("places")
NEAR: Final = words("near")
PARTICLES: Final = words("particles")
OPENERS: Final = words("openers")
PLACEY: Final = words("placey")
KNOWN: Final = frozenset(" ".join(phrase.split()) for phrase in _FOUND["known"].split("|"))
#: Says that a name comes next.
TELLS: Final = re.compile(
    r"""(?<![^\W_])(?:
      (?:yang\s)?bernama(?:kan)?(?:\slengkap)?
    | (?:nama(?:\s(?:lengkap|panggilan|asli|pelapor|pengirim|pengadu|terlapor|korban|pelaku|orangnya|beliau|
        petugasnya|anak(?:\ssaya)?|
        istri|suami|ibu|bapak|ayah|orang\stua|pemilik|saya|dia|sy|kulo|kula|si\w+|pasien|siswa|penerima|ketua|wali))?
        \s?[:=]\s?(?!\[)|namanya(?:\sadalah|\situ)?\s?:?|nama\s(?:saya|sy|beliau|dia|ku|panggilan\ssaya|kulo|
        kula|dalem|lengkap\ssaya|kula)
        (?:\sadalah|\sniku|\siki|\sniki)?\s?:?|asma(?:\skulo|nipun|\skula)|jenenge|jenengku|nyamana|
        nyama\sengko'?|name\sis|my\sname\sis)
    | (?:laporan|aduan|pesan|keluhan)\sdari(?!\ssaya)|nama\s(?:pelaku|terlapor|korban|pelapor|pengirim|tersangka)
    | wassalam\w*(?:\s(?:wr|wb|warahmatullahi|wabarakatuh\w*)\b\.?)*
    | atas\snama|a\s?/\s?n\b\.?|a\.\s?n\b\.?|an\.(?=\s[A-Z])|(?:ber)?inisial|dipanggil|disapa|
        panggil(?:an)?(?:nya)?(?:\ssaya)?|alias|biasa\sdipanggil
    | hormat\s(?:saya|kami)|salam\shormat|salam|ttd\b\.?|tertanda|pelapor|pengirim|terlapor|pengadu|dari\ssaya|
        yang\smelapor(?:kan)?
    | saya\s(?:yang\s)?bertanda\stangan\sdi\s?bawah\sini|cc|u\.?p\.?(?=\s)|kontak\sperson|contact\sperson|cp|
        hub(?:ungi)?\b\.?
    | yang\sterhormat|yth\b\.?|dear|regards|sincerely|best\sregards|attn
    )(?![^\W_])[\s,.:;=()\-–_\"'“*]{0,8}""",
    re.IGNORECASE | re.VERBOSE,
)
#: Of these the name must look like one: they come before many things.
SOFT_TELLS: Final = re.compile(
    r"(?:yth|yang\sterhormat|dear|salam|hub|cp|cc|u\.?p|pelapor|pengirim|dipanggil|disapa|pengadu|terlapor|panggil|"
    r"laporan|aduan|pesan|keluhan|wassalam|nama\s(?:pelaku|terlapor|korban|pelapor|pengirim|tersangka)$|hormat|regards|kontak|contact|an\.)",
    re.IGNORECASE,
)
_DEGREE: Final = (
    r"(?:S\.?\s?(?:Pd(?:\.?\s?I|\.?\s?SD)?|H(?:\.?I)?|E(?:\.?\s?I|\.?\s?Sy)?|T(?:r)?|Kom|Sos(?:\.?I)?|IP|Ked|Kep|"
    r"Ag|Psi|Farm|Hut|Si|Gz|Pt|P|Ak|AP|STP|"
    r"S|Hum|I\.?Kom|Kes|KM|M|Tr\.?\w{1,3}|Mn|Stat|Th|Fil|Ars)|M\.?\s?(?:Pd(?:\.?I)?|Si|M|H(?:\.?I)?|T|Kom|Kes|AP|"
    r"Ag|Sc|A|Psi|Hum|E(?:\.?I)?|Ak|Farm|P|Kn|TI|Kep|IP|Sos|BA)|"
    r"(?:SH|SE|ST|MM|MH|MT|MSi|MPd|SPd|SPdI|SKom|MKom|SSos|SIP|SAg|SKM|SKep|SPsi|SSTP|SKed|MKes|MBA|MAP|MA|BA|BSc|"
    r"SS|Lc|Ph\.?\s?D|Ns|CPA|"
    r"A\.?\s?Md(?:\.?\s?(?:Keb|Kep|Kom|Pd|\w{1,3}))?|AMd|Amd|Sp\.?\s?[A-Z]{1,2}\w*|Dipl\.?\w*|BKP|CA)(?![^\W_])|(?:[A-Z][a-z]?\.){2,5})"
)
#: What stands behind the name of somebody who studied.
DEGREES: Final = re.compile(rf"(?:\s?,\s?|\s){_DEGREE}\.?(?:\s?,?\s?{_DEGREE}\.?){{0,4}}(?![^\W_])")
