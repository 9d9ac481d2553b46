"""Reading a real mailbox: each mail once, one bad mail does not hold up the others."""

import pytest

from surga.channels.email import mailbox
from surga.channels.email.mailbox import collect
from tests.channels.email.conftest import Box, letter


class Kept(dict[str, bytes]):
    def __call__(self, channel: str, body: bytes, external_id: str) -> None:
        assert channel == "email"
        self.setdefault(external_id, body)


def test_every_mail_is_kept_once_as_it_came(box: Box) -> None:
    kept = Kept()
    box.put(letter("satu"))
    box.put(letter("dua", Message_ID="<dua@contoh.example>"))
    assert collect(box.setup, kept) == 2
    assert collect(box.setup, kept) == 0
    assert list(kept) == ["7:1", "7:2"]
    assert b"satu" in kept["7:1"]
    assert b"Message-ID: <dua@contoh.example>" in kept["7:2"]


def test_killed_before_the_flag_it_is_kept_again_under_the_same_id(box: Box) -> None:
    box.put(letter("satu"))

    def dies(_channel: str, _body: bytes, _id: str) -> None:
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        collect(box.setup, dies)
    kept = Kept()
    assert collect(box.setup, kept) == 1
    assert list(kept) == ["7:1"]


@pytest.mark.parametrize("box", [["--broken", 2]], indirect=True)
def test_one_mail_that_cannot_be_fetched_is_set_aside(box: Box) -> None:
    kept = Kept()
    for n in range(3):
        box.put(letter(f"nomor {n}", Message_ID=f"<{n}@contoh.example>"))
    assert collect(box.setup, kept) == 2
    assert list(kept) == ["7:1", "7:3"]
    box.put(letter("nomor 4", Message_ID="<4@contoh.example>"))
    assert collect(box.setup, kept) == 1


def test_of_a_mail_that_is_too_large_the_head_is_kept(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "LARGEST", 2000)
    kept = Kept()
    box.put(letter("x" * 3000))
    assert collect(box.setup, kept) == 1
    assert kept["7:1"].startswith(mailbox.CUT_SHORT)
    assert b"xxx" not in kept["7:1"]
    assert b"sri@contoh.example" in kept["7:1"]


def test_a_wrong_password_is_said(box: Box) -> None:
    from dataclasses import replace

    from imap_tools.errors import MailboxLoginError

    with pytest.raises(MailboxLoginError):
        collect(replace(box.setup, password="salah"), Kept())
