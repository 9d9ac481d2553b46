"""Mails as heard: what a person wrote, which case it belongs to, and what nobody wrote."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.channels.email.inbound import walk
from surga.channels.email.mailbox import CUT_SHORT
from surga.channels.email.reading import without_quotes
from surga.channels.port.channel import Unreadable
from surga.core.cases.codes import mail_address
from surga.core.intake.heard import Heard, Mark
from tests.channels.email.conftest import ADDRESS, letter

MAILS = Path(__file__).parent / "mails"
CODE = "KDR-2611-7Q4KX"


def recorded(name: str) -> Any:
    return walk((MAILS / f"{name}.eml").read_bytes(), ADDRESS)


def heard(mail: EmailMessage) -> Heard:
    (one,) = walk(mail.as_bytes(), ADDRESS)
    assert isinstance(one, Heard)
    return one


def test_a_new_matter_is_told_by_subject_and_words() -> None:
    one = heard(letter("Mati sejak Senin.", Subject="Re: Lampu jalan"))
    assert one.text == "Lampu jalan\n\nMati sejak Senin."
    assert (one.sender, one.name, one.external_id) == (
        "sri@contoh.example",
        "Sri Wahyuni",
        "<satu@contoh.example>",
    )
    assert one.at.isoformat() == "2026-11-25T07:00:00+07:00"


def test_the_words_of_html_and_a_picture_in_the_text() -> None:
    (one,) = recorded("html")
    assert one.text == (
        "Jalan rusak – depan pasar\n\nJalan berlubang besar.\n\nSudah tiga hari & belum ada yang datang."
    )
    assert one.name == "Sri Wéning"
    assert one.sender == "sri@contoh.example"
    assert [(file.mime, file.name, file.data[:4]) for file in one.attachments] == [
        ("image/png", "lubang.png", b"\x89PNG")
    ]


def test_only_an_address_that_we_signed_names_a_case() -> None:
    signed = mail_address(CODE, ADDRESS)
    assert heard(letter(To=signed)).code == CODE
    assert heard(letter(To=signed.upper())).code == CODE
    assert heard(letter(To=ADDRESS, Delivered_To=signed)).code == CODE
    for false in (
        signed.replace(".", ".0", 1),
        f"lapor+{CODE.lower()}@kota.example",
        signed.replace("kota.example", "lain.example"),
        mail_address("KDR-2611-8Q4KX", ADDRESS).replace("8q4kx", "7q4kx"),
    ):
        assert heard(letter(To=false)).code == "", false


def test_an_answer_is_told_without_what_it_quotes() -> None:
    said = "Sudah, terima kasih.\n\nPada Rab, 25 Nov 2026 07:00 Surga <surga@kota.example> menulis:\n> Laporan Anda"
    one = heard(letter(said, In_Reply_To="<812.aabb@kota.example>"))
    assert one.text == "Sudah, terima kasih."
    assert one.answers == "<812.aabb@kota.example>"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ya.\n-- \nSri\n0812", "Ya."),
        ("Ya.\n\nDikirim dari ponsel saya", "Ya."),
        ("Ya.\n-----Original Message-----\nFrom: x", "Ya."),
        ("> lampu mati\nitu yang saya maksud", "itu yang saya maksud"),
        ("> hanya kutipan", "> hanya kutipan"),
        ("Harga -- naik\nPada hari Senin saya lapor", "Harga -- naik\nPada hari Senin saya lapor"),
    ],
)
def test_quotes_and_signatures_are_cut_and_nothing_else(text: str, kept: str) -> None:
    assert without_quotes(text) == kept


@pytest.mark.parametrize(
    ("name", "returned"),
    [("bounce", "<812.aabbccddeeff0011@kota.example>"), ("bounce_old", "<line-17@kota.example>")],
)
def test_a_letter_that_came_back_marks_the_one_we_sent(name: str, returned: str) -> None:
    (mark,) = recorded(name)
    assert isinstance(mark, Mark)
    assert (mark.external_id, mark.state, mark.error) == (returned, "failed", "bounced")


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered", "Delayed "])
def test_a_letter_that_is_only_late_did_not_come_back(action: str) -> None:
    report = (MAILS / "bounce.eml").read_bytes()
    assert b"Action: failed" in report
    assert walk(report.replace(b"Action: failed", f"Action: {action}".encode()), ADDRESS) == []


def test_that_a_mail_was_read_is_not_heard() -> None:
    head = "From: sri@contoh.example\nSubject: Read: Laporan\nContent-Type: multipart/report;"
    said = f'{head} report-type=disposition-notification; boundary="b"\n\n--b\nContent-Type: text/plain\n\nRead.\n--b--'
    assert walk(said.encode(), ADDRESS) == []


@pytest.mark.parametrize(
    "heads",
    [
        {"Auto_Submitted": "auto-generated"},
        {"Precedence": "bulk"},
        {"List_Id": "<warga.lists.example>"},
        {"X_Auto_Response_Suppress": "All"},
        {"Return_Path": "<>"},
        {"From": "no-reply@toko.example"},
        {"From": ADDRESS},
        {"X_Surga": "1"},
        {"Subject": "Out of office: Lampu jalan"},
    ],
)
def test_machines_lists_and_ourselves_are_never_heard(heads: dict[str, str]) -> None:
    assert walk(letter(**heads).as_bytes(), ADDRESS) == []


def test_an_answer_while_away_is_never_answered() -> None:
    assert recorded("away") == []


def test_a_person_whose_mail_says_so_is_heard() -> None:
    assert heard(letter(Auto_Submitted="no", Precedence="normal")).text.startswith("Lampu jalan")


def test_a_broken_mail_is_heard_as_far_as_it_goes() -> None:
    (one,) = recorded("broken")
    assert "Lampu mati" in one.text


def test_of_a_mail_that_was_too_large_the_sender_is_known() -> None:
    raw = CUT_SHORT + letter().as_bytes().split(b"\n\n")[0] + b"\n\n"
    (one,) = walk(raw, ADDRESS)
    assert isinstance(one, Heard)
    assert (one.kind, one.raw_kind, one.text, one.sender) == (
        "unknown",
        "too_large",
        "Lampu jalan",
        "sri@contoh.example",
    )


def test_what_is_no_mail_is_set_aside() -> None:
    for body in (b"", letter(From="bukan alamat").as_bytes()):
        with pytest.raises(Unreadable):
            walk(body, ADDRESS)


@given(st.binary(max_size=600), st.integers(0, 4))
def test_any_bytes_are_heard_or_set_aside(noise: bytes, which: int) -> None:
    base = sorted(MAILS.glob("*.eml"))[which].read_bytes()
    for body in (noise, base[: len(base) // 2] + noise + base[len(base) // 2 :], noise + base):
        try:
            found = walk(body, ADDRESS)
        except Unreadable:
            continue
        assert len(found) <= 1
