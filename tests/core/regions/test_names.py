"""A place is found however it is written, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.core.regions.names import Gazetteer, RegionInfo


def region(code, name, kind, parent="", spellings=(), needs_kind=False):
    return RegionInfo(code, name, kind, parent, spellings, 0.0, 0.0, "", needs_kind)


NAMES = Gazetteer(
    [
        region("1", "Mojoroto", "kecamatan"),
        region("2", "Kota", "kecamatan", "", ("Kota Kediri",), needs_kind=True),
        region("1.1", "Bandar Lor", "kelurahan", "1"),
        region("1.2", "Banjar Mlati", "kelurahan", "1", ("Banjarmlati",)),
        region("1.3", "Mojoroto", "kelurahan", "1"),
        region("1.4", "Pojok", "kelurahan", "1"),
        region("2.1", "Ringinanom", "kelurahan", "2", ("Ringin Anom",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bandar Lor", "1.1"),
        ("  BANDAR   lor ", "1.1"),
        ("bandarlor", "1.1"),
        ("Kel. Bandar Lor", "1.1"),
        ("kelurahan bandar-lor", "1.1"),
        ("Kel Bandar Lor, Kec. Mojoroto", "1.1"),
        ("Pojok, Mojoroto", "1.4"),
        ("Banjarmlati", "1.2"),
        ("Ringin Anom", "2.1"),
        ("RINGINANOM", "2.1"),
        ("Kelurahan Mojoroto", "1.3"),
        ("Kecamatan Mojoroto", "1"),
        ("Kec. Kota", "2"),
        ("Kecamatan Kota Kediri", "2"),
        ("Mojoroto, Kecamatan Mojoroto", "1.3"),
        ("Ringinanom, Kec. Kota", "2.1"),
        ("Mojoroto", None),  # a kecamatan and a kelurahan
        ("Kota", None),  # a kecamatan and a common word
        ("Kota Kediri", None),  # the kecamatan or the whole city
        ("Kelurahan Kota", None),
        ("Bandar Lor, Kec. Kota", None),  # they contradict
        ("di pojok jalan", None),
        ("Semarang", None),
        ("", None),
        ("kel.", None),
        ("\0\u202e💡", None),
    ],
)
def test_names(text, code):
    assert NAMES.match(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lampu mati di kel. Pojok RT 3", "1.4"),
        ("di pojok jalan dekat pasar kota", None),
        ("Kel. Bandar Lor Kec. Mojoroto, depan masjid", "1.1"),
        ("kelurahan Pojok dan kelurahan Bandar Lor", None),
        ("warga kecamatan mojoroto", "1"),
        ("kelurahan mojoroto kecamatan mojoroto", "1.3"),
        ("kelurahan entah di mana", None),
    ],
)
def test_a_longer_text_must_name_the_kind(text, code):
    assert NAMES.named_in(text) == code


@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    assert NAMES.match(text) is None or NAMES.match(text) in {"1", "2", "1.1", "1.2", "1.3", "1.4", "2.1"}
    NAMES.named_in(text)
