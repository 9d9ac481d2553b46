"""Translations compile whole or not at all."""

import gettext

import pytest

from scripts.translations import compile_catalogue, main

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "locale/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    return folder / "django.po"


def test_a_translation_is_there_after_compiling(source):
    source.write_text(HEADER + 'msgid "Laporan diterima"\nmsgstr "Report received"\n')
    assert compile_catalogue(source) == []
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Laporan diterima") == "Report received"


@pytest.mark.parametrize(
    "text",
    [
        '#, python-format\nmsgid "Sisa %(n)d hari"\nmsgstr "%(days)d days left"\n',
        'msgid "Sisa %(n)s hari"\nmsgstr "Some days left"\n',
        'msgid "Laporan"\nmessage "Report"\n',
    ],
)
def test_a_faulty_one_is_named_and_the_old_form_stays(source, text, capsys):
    source.with_suffix(".mo").write_bytes(b"old")
    source.write_text(HEADER + text)
    assert main([str(source)]) == 1
    assert str(source) in capsys.readouterr().err
    assert source.with_suffix(".mo").read_bytes() == b"old"
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]
