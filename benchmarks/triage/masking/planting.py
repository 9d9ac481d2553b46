"""What is planted: identifiers of each kind, each in many spellings, plain and hidden from a filter."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

_WORDS: Final = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
_JAVANESE: Final = "nol siji loro telu papat lima enem pitu wolu sanga".split()
_CIRCLED: Final = "⓪①②③④⑤⑥⑦⑧⑨"
_BOLD: Final = "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"
_MONTHS: Final = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
_PROVIDERS: Final = "gmail.com yahoo.com yahoo.co.id hotmail.com outlook.com icloud.com ymail.com".split()


def _groups(digits: str, sizes: tuple[int, ...], by: str) -> str:
    parts, rest = [], digits
    for size in sizes:
        parts, rest = [*parts, rest[:size]], rest[size:]
    return by.join(part for part in [*parts, rest] if part)


def _mixed(digits: str, random: Random) -> str:
    return " ".join(_WORDS[int(digit)] if random.random() < 0.6 else digit for digit in digits)


#: How a run of digits is written. Each takes the digits and a source of chance.
SPELLINGS: Final[dict[str, Callable[[str, Random], str]]] = {
    "plain": lambda digits, _: digits,
    "spaces": lambda digits, _: _groups(digits, (4, 4, 4), " "),
    "dashes": lambda digits, _: _groups(digits, (4, 4, 4), "-"),
    "dots": lambda digits, _: _groups(digits, (4, 4, 4), "."),
    "digit by digit": lambda digits, _: " ".join(digits),
    "dotted digits": lambda digits, _: ".".join(digits),
    "words": lambda digits, _: " ".join(_WORDS[int(digit)] for digit in digits),
    "words with commas": lambda digits, _: ", ".join(_WORDS[int(digit)] for digit in digits),
    "Javanese words": lambda digits, _: " ".join(_JAVANESE[int(digit)] for digit in digits),
    "words and digits": _mixed,
    "letter O": lambda digits, _: digits.replace("0", "O"),
    "letters O and l": lambda digits, _: digits.replace("0", "o").replace("1", "l"),
    "Cyrillic O": lambda digits, _: digits.replace("0", "О"),
    "full width": lambda digits, _: "".join(chr(0xFF10 + int(digit)) for digit in digits),
    "circled": lambda digits, _: "".join(_CIRCLED[int(digit)] for digit in digits),
    "bold": lambda digits, _: "".join(_BOLD[int(digit)] for digit in digits),
    "zero width": lambda digits, _: "\u200b".join(digits),
    "keycaps": lambda digits, _: "".join(f"{digit}\ufe0f\u20e3" for digit in digits),
    "over lines": lambda digits, _: _groups(digits, (4, 4, 4), "\n"),
    "slashes": lambda digits, _: _groups(digits, (4, 4), "/"),
    "stars": lambda digits, _: _groups(digits, (4, 4, 4), "*"),
}


class Planter:
    """Makes one identifier of a kind: its kind, how it is written, and the text itself."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def _digits(self, count: int) -> str:
        return "".join(self.random.choices("0123456789", k=count))

    def _spelled(self, digits: str) -> tuple[str, str]:
        spelling = self.random.choice(list(SPELLINGS))
        return spelling, SPELLINGS[spelling](digits, self.random)

    def phone(self) -> tuple[str, str]:
        """A mobile number; one in five the international way."""
        number = "08" + self.random.choice("1235789") + self._digits(self.random.randint(7, 10))
        if self.random.random() < 0.2:
            return "+62", self.random.choice(
                ["+62 {}-{}-{}", "+62{}{}{}", "62{}{}{}", "(+62) {} {} {}"]
            ).format(number[1:4], number[4:8], number[8:])
        return self._spelled(number)

    def whatsapp(self) -> tuple[str, str]:
        """A link to a chat."""
        number = "628" + self._digits(9)
        form = self.random.choice(
            ["https://wa.me/{}", "wa.me/{}?text=halo", "https://api.whatsapp.com/send?phone={}"]
        )
        return "link", form.format(number)

    def nik(self) -> tuple[str, str]:
        """Sixteen digits of the right structure: region, birthday (women + 40), counter."""
        day = self.random.randint(1, 28) + self.random.choice([0, 40])
        head = f"35{self.random.randint(1, 29):02}{self.random.randint(1, 30):02}"
        return self._spelled(
            f"{head}{day:02}{self.random.randint(1, 12):02}{self.random.randint(50, 99)}{self._digits(4)}"
        )

    def mail(self) -> tuple[str, str]:
        """An address, plain or with its signs in words."""
        user = f"{self.random.choice(['rumah', 'kopi', 'senja', 'mentari', 'layang'])}.{self._digits(3)}"
        host = self.random.choice(_PROVIDERS)
        form = self.random.choice(["plain", "at and dot", "brackets", "spaces", "full width at", "capitals"])
        text = {
            "plain": f"{user}@{host}",
            "at and dot": f"{user} at {host.replace('.', ' dot ')}",
            "brackets": f"{user}[at]{host.replace('.', '[dot]')}",
            "spaces": f"{user} @ {host}",
            "full width at": f"{user}＠{host}",
            "capitals": f"{user}@{host}".upper(),
        }[form]
        return form, text

    def account(self) -> tuple[str, str]:
        """A name on a network."""
        first, last = (
            self.random.choice("kopi senja sang anak si".split()),
            self.random.choice("pagi rantau alun".split()),
        )
        user = f"{first}{self.random.choice('._')}{last}{self._digits(2)}"
        form = self.random.choice(
            ["@{}", "IG: {}", "instagram.com/{}", "fb {}", "tiktok @{}", "t.me/{}", "telegram: {}"]
        )
        return form.format("…"), form.format(user)

    def plate(self) -> tuple[str, str]:
        """A vehicle's plate."""
        area, tail = (
            self.random.choice(["AG", "L", "B", "N", "W", "AE", "S"]),
            "".join(self.random.choices("BCDEFGHJKLMNPRSTVWXYZ", k=2)),
        )
        number = str(self.random.randint(1000, 9999))
        form = self.random.choice(["{} {} {}", "{}{}{}", "{}-{}-{}", "{} {}{}"])
        text = form.format(area, number, tail)
        return ("lower", text.lower()) if self.random.random() < 0.3 else ("plain", text)

    def bank(self) -> tuple[str, str]:
        """An account at a bank, with the bank's name before it."""
        number = self._digits(self.random.choice([8, 10, 13, 15]))
        return (
            "with bank",
            f"{self.random.choice(['BCA', 'rek BRI', 'no rekening BNI', 'Bank Jatim', 'rekening mandiri'])} {number}",
        )

    def bpjs(self) -> tuple[str, str]:
        """Thirteen digits after its name."""
        spelling, text = self._spelled("000" + self._digits(10))
        return spelling, f"BPJS {text}"

    def passport(self) -> tuple[str, str]:
        """A letter and seven digits."""
        return (
            "plain",
            f"paspor {self.random.choice('ABCEX')}{self.random.choice(['', ' '])}{self._digits(7)}",
        )

    def licence(self) -> tuple[str, str]:
        """A driving licence."""
        return (
            "plain",
            f"SIM {self.random.choice('AC')} {_groups(self._digits(12), (4, 4), self.random.choice(['', '-', ' ']))}",
        )

    def birth(self) -> tuple[str, str]:
        """A day of birth."""
        day, month, year = (
            self.random.randint(1, 28),
            self.random.randint(1, 12),
            self.random.randint(1950, 2018),
        )
        name = (
            "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()[
                month - 1
            ]
        )
        when = self.random.choice(
            [f"{day:02}-{month:02}-{year}", f"{day} {name} {year}", f"{day}/{month}/{year}"]
        )
        form = self.random.choice(
            ["lahir tanggal {}", "TTL Kediri, {}", "tgl lahir: {}", "kelahiran {}", "lahir di Blitar, {}"]
        )
        return form.format("…"), form.format(when)

    def point(self) -> tuple[str, str]:
        """A point on the map."""
        lat, lon = -7.8 - self.random.random() / 20, 112 + self.random.random() / 20
        form = self.random.choice(
            ["{:.6f}, {:.6f}", "{:.5f},{:.5f}", "https://www.google.com/maps?q={:.6f},{:.6f}"]
        )
        return "link" if "http" in form else "degrees", form.format(lat, lon)

    def home(self) -> tuple[str, str]:
        """An address that somebody lives at."""
        street = self.random.choice(
            ["Jl. Anggrek", "Jalan Kawi", "Gg. Melati", "Perum Griya Asri Blok C", "Jl. Letjen Sutoyo"]
        )
        door = f"No. {self.random.randint(1, 199)}"
        rt = f"RT {self.random.randint(1, 12):02}/RW {self.random.randint(1, 9):02}"
        form = self.random.choice([
            "rumah saya di {} {} {}", "saya tinggal di {} {}, {}", "Alamat: {} {} {}", "alamat rumah saya {} {} {}",
            "berdomisili di {} {} {}", "omah kulo {} {} {}",
        ])  # fmt: skip
        return "told", form.format(street, door, rt)

    def health(self) -> tuple[str, str]:
        """An illness of somebody."""
        ill = self.random.choice(
            ["kanker payudara", "TBC", "HIV", "stroke", "diabetes", "gagal ginjal", "skizofrenia", "epilepsi"]
        )
        form = self.random.choice(
            ["ibu saya menderita {}", "suami saya terkena {}", "saya mengidap {}", "anak saya sakit {}"]
        )
        return "told", form.format(ill)
