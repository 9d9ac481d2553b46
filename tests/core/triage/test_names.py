"""Whom a text speaks of is hidden by the word before the name; what is no name stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.triage.mask import NAME, mask


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Pak Budi Santoso yang memungut", "Pak [nama] yang memungut"),
        ("bu tini jualan di jalan", "bu [nama] jualan di jalan"),
        ("PAK BUDI MARAH", "PAK [nama] MARAH"),
        ("Sdr. Agus, RT 03", "Sdr. [nama], RT 03"),
        ("atas nama Sri Wahyuni meninggal", "atas nama [nama] meninggal"),
        ("a.n. Suparman", "a.n. [nama]"),
        ("Bapak Ibu Tini", "Bapak Ibu [nama]"),
        ("Pak RT Hendra minta uang", "Pak RT [nama] minta uang"),
        ("Mbah Karto dan Bu Yem", "Mbah [nama] dan Bu [nama]"),
        ("pak\nbudi", "pak\n[nama]"),
    ],
)
def test_a_name_after_such_a_word_is_hidden(text: str, hidden: str) -> None:
    assert mask(text) == hidden


@pytest.mark.parametrize(
    "text",
    """Pak Lurah Mojoroto tidak ada
Bapak/Ibu Wali Kota
Ibu saya lansia di Bandar Lor
ibu menyusui boleh divaksin?
mohon pak tolong
Ibu hamil perlu bantuan
Pak RT belum datang
Pembuat bubur
bupati
Ibu""".splitlines(),
)
def test_an_office_or_a_word_of_every_day_is_no_name(text: str) -> None:
    assert mask(text) == text


@given(st.lists(st.sampled_from(["pak", "Bu", "a.n.", "Budi", "tini", "yang", NAME, ",", "\n", "RT"])))
def test_again_changes_nothing_and_no_word_after_pak_is_left(words: list[str]) -> None:
    once = mask(" ".join(words))
    assert mask(once) == once
    assert "pak Budi" not in once
    assert "Bu tini" not in once
