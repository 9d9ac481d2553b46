"""The articles of a city's folder: loaded whole, refused with file and line, and left alone where somebody edited."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from surga.core.agencies.profile import ProfileError
from surga.core.knowledge import queries
from surga.core.knowledge.actions import load_articles, save_article
from surga.events.models import Event
from tests.core.conftest import RAWAJAYA

pytestmark = pytest.mark.django_db
SETUP, ME = "system:setup", "officer:1"
FILE = "words/articles/letters.toml"


@pytest.fixture
def folder(tmp_path, small_city):
    return Path(shutil.copytree(RAWAJAYA, tmp_path / "city"))


def change(folder, old, new):
    path = folder / FILE
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_they_are_loaded_and_told_once(folder):
    assert load_articles(folder, SETUP) == 2
    letter = queries.article("surat-pengantar")
    assert letter is not None
    assert (letter.agency, letter.topics, letter.confirmed) == ("umum", ("surat",), False)
    assert letter.steps == ("Minta surat RT", "Bawa ke kantor kelurahan")
    before = Event.objects.count()
    load_articles(folder, SETUP)
    assert Event.objects.count() == before


def test_loading_again_brings_news_and_keeps_what_was_edited(folder):
    load_articles(folder, SETUP)
    save_article(ME, replace(queries.article("izin-tenda"), title="Izin terop"))
    change(folder, "Surat pengantar kelurahan", "Surat pengantar")
    change(folder, "Izin tenda di jalan", "Izin tenda")
    load_articles(folder, SETUP)
    assert [each.title for each in queries.articles()] == ["Izin terop", "Surat pengantar"]


def test_what_vanished_from_the_folder_is_switched_off_unless_edited(folder):
    load_articles(folder, SETUP)
    save_article(ME, queries.article("izin-tenda"))
    (folder / FILE).unlink()
    load_articles(folder, SETUP)
    assert [each.slug for each in queries.articles()] == ["izin-tenda"]
    assert queries.article("surat-pengantar") is None
    assert not queries.kept_article("surat-pengantar").active


def test_a_city_without_articles_has_none(folder):
    shutil.rmtree(folder / "words" / "articles")
    assert load_articles(folder, SETUP) == 0


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'agency = "umum"',
            'agency = "nobody"',
            "letters.toml:13: surat-pengantar.agency 'nobody' is not in",
        ),
        ('["surat"]', '["pasar"]', "letters.toml:14: surat-pengantar.topics names 'pasar', which is not in"),
        ('"Surat pengantar kelurahan"', '""', "letters.toml:3: surat-pengantar.title is empty"),
        ('title = "Surat pengantar kelurahan"\n', "", "letters.toml:1: surat-pengantar.title is missing"),
        ('"Surat pengantar kelurahan"', "7", "letters.toml:3: surat-pengantar.title is not a str"),
        ('"Gratis"', f'"{"x" * 201}"', "letters.toml:9: surat-pengantar.cost is longer than 200 characters"),
        ('"Minta surat RT", ', '"", ', "letters.toml:8: surat-pengantar.steps must list texts"),
        ('["surat rt", "domisili", "nggawe surat"]', "[]", "letters.toml:15: surat-pengantar.words is empty"),
        ('"papers"', '"paper"', "letters.toml:2: surat-pengantar.theme 'paper' is none of emergency, papers"),
        ("cost =", "price =", "letters.toml:9: surat-pengantar.price is not known"),
        ("2030-12-31", '"2030"', "letters.toml:12: surat-pengantar.valid_until is not a date"),
        (
            "valid_until = 2030-12-31\n",
            "",
            "letters.toml:1: surat-pengantar.valid_until is missing: what is not",
        ),
        (
            'source = "Peraturan kota 1/2024"\n',
            "",
            "letters.toml:29: izin-tenda.confirmed is confirmed, so it",
        ),
        ("[izin-tenda]", "[Izin_tenda]", "letters.toml:17: Izin_tenda may hold only a-z"),
        ("[izin-tenda]", "[surat-pengantar]", "letters.toml:17: is not TOML"),
        (
            "[surat-pengantar]",
            "surat-lain = 3\n[surat-pengantar]",
            "letters.toml:1: surat-lain is not a table",
        ),
    ],
)
def test_a_faulty_article_is_refused_with_its_line_and_nothing_is_loaded(folder, old, new, fault):
    change(folder, old, new)
    with pytest.raises(ProfileError) as refused:
        load_articles(folder, SETUP)
    said = [str(problem) for problem in refused.value.problems]
    assert any(each.startswith(fault) for each in said), said
    assert queries.articles() == []


def test_the_same_slug_in_two_files_is_refused(folder):
    shutil.copyfile(folder / FILE, folder / "words" / "articles" / "more.toml")
    with pytest.raises(ProfileError, match=r"more\.toml:1: surat-pengantar is there twice"):
        load_articles(folder, SETUP)
