"""What the masks hide, in every spelling we have seen; what they leave; and that they end."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surga.core.triage import mask as room
from surga.core.triage.mask import MAIL, NAME, NUMBER, PHONE, PLATE, mask

TOKENS = (MAIL, NAME, NUMBER, PHONE, PLATE)


@pytest.mark.parametrize(
    "text",
    """0812-3456-7890
081234567890
0812 3456 7890
0812.3456.7890
0812 - 3456 - 7890
08 12 34 56 78 90
0 8 1 2 3 4 5 6 7 8 9 0
+62 812 3456 7890
+62812-3456-7890
+6281234567890
+62 (0) 812-3456-7890
62 812 3456 7890
62-812-345-678-90
0062 812 3456 7890
(0354) 2894000
(0354)289400
0354-289400
0354 2894000
021 1234567
+1 202 555 0123
0812/3456/7890
0812, 3456, 7890
0812~3456~7890
+62812/3456/7890
０８１２３４５６７８９０
0812\u200b3456\u200b7890
nol delapan satu dua tiga empat lima enam tujuh delapan""".splitlines(),
)
def test_a_telephone_is_hidden_in_every_spelling(text: str) -> None:
    assert mask(text) == PHONE
    assert mask(f"hubungi {text}, terima kasih") == f"hubungi {PHONE}, terima kasih"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("https://wa.me/6281234567890", f"https://wa.me/{PHONE}"),
        ("hp081234567890ya", f"hp{PHONE}ya"),
        ("telp 689911", f"telp {PHONE}"),
        ("jam 08.00 081234567890", f"jam 08.00 {PHONE}"),
        ("12-06-2022 081234567890", f"12-06-2022 {PHONE}"),
        ("Rp 10.000 081234567890", f"Rp 10.000 {PHONE}"),
        ("081234567890/081987654321", f"{PHONE}/{PHONE}"),
        ("081234567890 081987654321", f"{PHONE} {PHONE}"),
        ("(0812 3456 7890)", f"({PHONE})"),
    ],
)
def test_only_the_telephone_is_hidden(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "3571010101900001",
        "3571 0101 0190 0001",
        "3571-0101-0190-0001",
        "35.71.01.010190.0001",
        "357101 010190 0001",
        "123-00-1234567-8",
        "1234567890",
        "512345678901",
        "٣٥٧١٠١٠١٠١٩٠٠٠٠١",
    ],
)
def test_long_numbers_are_hidden(text: str) -> None:
    assert mask(f"NIK {text}, ya") == f"NIK {NUMBER}, ya"


@pytest.mark.parametrize(
    "text",
    [
        "wulan@example.org",
        "wulan.p+lapor@mail.example.co.id",
        "wulan @ gmail.com",
        "wulan@gmail",
        "wulan at gmail dot com",
        "wulan et yahoo titik co titik id",
        "wulan at gmail.com",
        "wulan(at)gmail.com",
        "wulan [at] contoh [dot] id",
        "wulan at contoh dot id",
    ],
)
def test_an_address_is_hidden_in_every_spelling(text: str) -> None:
    assert mask(f"surel {text}, terima kasih") == f"surel {MAIL}, terima kasih"


@pytest.mark.parametrize(
    "text", ["AG 1234 XY", "ag 1234 xy", "AG1234XY", "Ag-1234-Xy", "B 1234 ABC", "AG 9 B", "L 12 XY"]
)
def test_plates_are_hidden(text: str) -> None:
    assert mask(f"pengemudi {text} menerobos") == f"pengemudi {PLATE} menerobos"


def test_a_plate_without_its_last_letters_is_one_beside_its_vehicle() -> None:
    assert mask("motor AG 1234 itu") == f"motor {PLATE} itu"
    assert mask("ada AG 1234 di sini") == f"ada {PLATE} di sini"


@pytest.mark.parametrize(
    "text",
    """RT 05 RW 02
RT 01/02/03
Rp 10.000.000
Rp10.000.000,00 dan Rp 150000000
150000000 rupiah
harga 10.000.000 per 100 m
12-06-2022
tanggal 5 01-02-2023 10.00 jam 08.00-15.00
2022-06-15 08.00 - 12.00 WIB
jam 08.00 - 12.00 12 Juni 2022
tahun 2018 2019 2020 2021
2019-2022
jl A 12 B
Blok A 10 RT 3
No. 12 B
sak @ 50.000
3 sak@50000
S1 PAI dan D3 TI
SD N 3 KD
limbah B3 RS
telp 112
kode 35.71.02.1011
tegangan 220 V, 1300 VA
lubang b 100 rb
12 13 14 15
pasal 5 ayat 2
rapat at balai.desa
laporan KDR-2206-7Q4KX
""".splitlines(),
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert mask(text, ["Wulan Prameswari"]) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Saya Wulan", "Saya [nama]"),
        ("saya WULAN PRAMESWARI.", "saya [nama]."),
        ("rumah wulannya, Prameswari-lah", "rumah [nama], [nama]-lah"),
        ("Wulanjati bukan saya", "Wulanjati bukan saya"),
        ("wulan2 dan wulan_p", "[nama]2 dan [nama]_p"),
    ],
)
def test_the_names_that_are_given_are_hidden(text: str, masked: str) -> None:
    assert mask(text, ["Wulan Prameswari"]) == masked


def test_words_of_every_day_in_a_name_stay() -> None:
    assert mask("warga jalan ini dan ibu saya", ["Ibu Warga Jalan"]) == "warga jalan ini dan ibu saya"
    assert mask("Ibu Ani dari desa", ["Ibu Ani"]) == f"{NAME} dari desa"


def test_a_name_that_is_the_word_of_a_mask_does_no_harm() -> None:
    assert mask("Email ke 081234567890", ["Telepon Email"]) == f"{NAME} ke {PHONE}"


# --- for all texts ---

digits = st.text(string.digits, min_size=6, max_size=9)
between = st.sampled_from(["", " ", "-", ".", " - ", "  "])
fillers = st.sampled_from(
    ["", "hp ", "hubungi: ", "(", "wa.me/", "RT 05 RW 02 ", "jam 08.00 ", "Rp 10.000 ", "ag", "\n"]
)
NAMES = ["Wulan Prameswari", "Adi"]
pieces = st.one_of(
    st.text(max_size=8),
    st.text(string.digits + " .-()+@", max_size=20),
    st.sampled_from(
        [*TOKENS, " ", "AG 1234 XY", "ag 12 b", "0812", "3571", "62", "wulan", "adi", "@", " at ", " dot ", "com",
         "jam ", "2022", "-", "08.00", "12-06-2022", "telp ", "nol ", "delapan ", "satu ", "motor ", "Rp "]
    ),
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(pieces, max_size=20).map("".join))
def test_masking_again_changes_nothing(text: str) -> None:
    once = mask(text, NAMES)
    assert mask(once, NAMES) == once


@st.composite
def phones(draw: st.DrawFn) -> str:
    """A telephone as somebody may write it: its digits in groups, with the same thing between all of them."""
    start = draw(st.sampled_from(["08{}", "+628{}", "628{}", "0354{}", "021{}", "+62354{}"]))
    number = start.format(draw(st.sampled_from("123456789")) + draw(digits))
    plus, number = ("+", number[1:]) if number[0] == "+" else ("", number)
    size = draw(st.sampled_from([3, 4, 4, 5]))
    groups = [number[:size]]
    rest = number[size:]
    while rest:
        length = draw(st.integers(2, 4))
        groups.append(rest[:length])
        rest = rest[length:]
    return plus + draw(between).join(groups)


@settings(max_examples=400)
@given(fillers, phones(), st.sampled_from(["", " ya", ".", ", 3 kali", " RT 05", ")", "\nRp 5.000"]))
def test_no_telephone_survives(before: str, phone: str, after: str) -> None:
    masked = mask(before + phone + after)
    assert count_digits(masked) <= count_digits(before + after) + 4, masked


def count_digits(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


ordinary = st.one_of(
    st.sampled_from(
        "jalan rusak di depan pasar lampu mati sejak Senin mohon diperbaiki sampah menumpuk air keruh warga".split()
    ),
    st.integers(1, 9).map("RT 0{} RW 02".format),
    st.integers(1, 999).map("Rp {}.000.000".format),
    st.integers(1, 200).map("No. {} B".format),
    st.dates().map(lambda day: f"{day.day:02}-{day.month:02}-{1990 + day.year % 60},"),
    st.integers(0, 23).map("jam {:02}.30 WIB,".format),
    st.integers(2000, 2026).map("tahun {},".format),
)


@settings(max_examples=300)
@given(st.lists(ordinary, max_size=30).map(" ".join))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert mask(text, NAMES) == text


HARD = [
    "0", "0 ", "a.", "12.345.", "(0", "08.00-", "Rp 1.000", "AG 1 ", "a@", "satu ", "nol ", "x at ", " \n", "+", "a-",
    "2022-06-", "1-1-", "(at)", "a dot ", NAME, "telp ", "rp 1", "62", "- ", "wulan ", "0812 ", "0812 3456 ",
    "Budi, S.Pd. ", "Pak Xaq, ", "rumah saya di ", "Jl. A No. 1 RT 2 ", "lahir tanggal ",
    "ibu saya sakit ", "BCA saya ", "B u d i ", "nol 1 ", "@a", "ig saya ", "7.123, ", "1°", "O0",
    "Oo Il ", "0️⃣", "\u200b", "puskesmas 0354 ", "A 1 ",
    "motor AG ", "AG 1234 XY 0812", "08.12-13.45-", "01-02-2023 ", "0354 12-06-2022 ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HARD)
def test_a_text_made_to_be_hard_is_done_in_few_rounds(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A pattern that goes back and forth over 100,000 letters would not come to an end here.
    rounds = 0
    once = room._once

    def counted(*arguments: object) -> str:
        nonlocal rounds
        rounds += 1
        return once(*arguments)  # type: ignore[arg-type]  # whatever it is given is passed on

    monkeypatch.setattr(room, "_once", counted)
    text = piece * (30_000 // len(piece))
    masked = mask(text, NAMES)
    assert rounds <= 4
    assert len(masked) <= len(text) * 8


@pytest.mark.parametrize("text", ["zul @ gmail . com", "zul@gmail . co . id", "ｚｕｌ＠ｇｍａｉｌ．ｃｏｍ"])
def test_mail_addresses_taken_apart_are_hidden(text: str) -> None:
    assert mask(f"kirim ke {text} ya") == f"kirim ke {MAIL} ya"


def test_a_number_over_two_lines_is_hidden() -> None:
    assert mask("telepon\n0812\n3456\n7890\nya") == f"telepon\n{PHONE}\nya"


def test_dates_with_slashes_stay() -> None:
    text = "rapat 08/12/2022, 10/11/2022 dan 03/04/2022"
    assert mask(text) == text
