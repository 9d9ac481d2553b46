"""``surga mask``: what it prints, and what it never prints."""

import pytest
from click.testing import CliRunner

from surga.core.triage import mask as room
from surga.project.commands.sorting.masking import mask_command


def test_the_masked_text_is_printed_and_nothing_else() -> None:
    done = CliRunner().invoke(mask_command, input="Pak Suparman, 081234567890\nJl. Ahmad Yani gelap\n")
    assert done.exit_code == 0
    assert done.output == "Pak [nama], [telepon]\nJl. Ahmad Yani gelap\n"


def test_a_name_can_be_told() -> None:
    done = CliRunner().invoke(mask_command, ["--name", "Xyzzy Plugh"], input="lapor, xyzzy")
    assert done.output == "lapor, [nama]"


def test_what_cannot_be_masked_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(room, "names_in", broken)
    done = CliRunner().invoke(mask_command, input="Pak Suparman")
    assert done.exit_code == 1
    assert "Suparman" not in done.output


def test_bytes_that_are_no_text_do_no_harm() -> None:
    done = CliRunner().invoke(mask_command, input=b"\xff\xfe pak suparman")
    assert done.exit_code == 0
    assert "suparman" not in done.output
