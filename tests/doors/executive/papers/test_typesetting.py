"""A paper as PDF: tagged, in its language, with every word and number that went in, and the same bytes each time."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surga.doors.executive.papers.making import pdf, pdf_of
from surga.doors.executive.papers.making.letters import MISSING, SHOWN, clean, cleaned
from surga.doors.executive.papers.making.setting import set_out, told
from surga.doors.executive.papers.making.typeset import _TEMPLATES, TEMPLATES, _fonts
from surga.doors.look.charts import Point, bars
from tests.doors.executive.papers.conftest import WORST, structure

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_paper_is_tagged_and_says_its_language_and_title(sample, read, kind, language):
    document, _text = read(pdf_of(sample(kind, language)))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == language
    assert document.metadata.title == "Judul Jalan berlubang · Kota Uji"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_tables_have_heads_drawings_have_words_headings_go_down_in_steps(sample, read):
    document, _text = read(pdf_of(sample()))
    elements = structure(document)
    kinds = [str(one["/S"]) for one in elements]
    assert kinds.count("/Table") == 1
    assert kinds.count("/TH") == 5
    drawn = [one for one in elements if one["/S"] == "/Figure" and "/Alt" in one]
    assert any("Terbanyak lampu" in str(one["/Alt"]) and "Lampu: 84" in str(one["/Alt"]) for one in drawn)
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_word_and_number_is_there_as_a_reader_of_the_language_writes_it(sample, read):
    _document, text = read(pdf_of(sample()))
    for said in ("1.812", "74,6 %", "71,5 % – 77,5 %", "n 800", "masih jalan 9", "Jalan berlubang 2", "28,6 %",
                 "1 Jan 2022", "Rp 2.500.000", "Catatan tabel.", "Tidak ada.", "Kalimat pembuka", "per 31 Des 2022",
                 "within_5_working_days", "Laporan yang diterima."):  # fmt: skip
        assert said in text.replace("\xa0", " "), said
    _document, text = read(pdf_of(sample(language="en")))
    for said in ("1,812", "74.6 %", "as of 31 Dec 2022", "Cases received.", "What every number means"):
        assert said in text.replace("\xa0", " "), said


def test_the_same_values_give_the_same_bytes(sample):
    assert pdf_of(sample()) == pdf_of(sample())
    assert pdf_of(sample()) != pdf_of(sample(word="Lampu"))


def test_what_people_wrote_is_never_a_command(sample, read):
    _document, text = read(pdf_of(sample(word=WORST)))
    assert '#panic("x") *a* _b_ $c$ @d <b>&amp; =1+2 \\' in text
    assert f"{MISSING} {MISSING} ende" in text


def test_a_long_table_goes_on_over_pages_with_its_head(sample, read):
    document, _text = read(pdf_of(sample(rows=150, word="Kelurahan dengan nama yang sangat panjang sekali")))
    pages = [page.extract_text() for page in document.pages]
    told_on = [text for text in pages if "panjang sekali 1" in " ".join(text.split())]
    assert len(told_on) >= 3
    assert all("Anggaran" in text for text in told_on)


def test_a_template_that_is_none_is_refused():
    with pytest.raises(LookupError):
        pdf("../look", {"made_at": "2022-01-01T00:00:00+00:00"}, "id")


def test_every_letter_that_is_let_through_has_a_shape():
    letters = "".join(chr(code) for first, last in SHOWN for code in range(first, last + 1)) + MISSING
    source = b'#set document(title: "x")\n#set text(font: "Plus Jakarta Sans", lang: "id")\n#sys.inputs.data'
    made = typst.compile(
        source, root=_TEMPLATES, font_paths=_fonts(), sys_inputs={"data": letters}, pdf_standards=["ua-1"]
    )
    assert made.startswith(b"%PDF")


@given(st.text())
@settings(max_examples=300)
def test_cleaning_leaves_only_letters_that_can_be_shown(text):
    made = clean(text)
    assert all(any(first <= ord(one) <= last for first, last in SHOWN) for one in made)
    assert clean(made) == made


@given(st.dictionaries(st.text(), st.lists(st.text() | st.integers() | st.none()) | st.booleans()))
def test_cleaning_keeps_the_shape_of_what_it_cleans(value):
    made = cleaned(value)
    assert list(made) == list(value)
    assert all(not isinstance(one, list) or len(made[key]) == len(one) for key, one in value.items())


@given(st.text(max_size=40))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_at_all_can_be_set(sample, text):
    assert pdf_of(sample(word=text)).startswith(b"%PDF")


def test_a_drawing_without_end_is_told_as_far_as_one_listens():
    chart = bars("Judul", "Anak", [Point(f"Topik nomor {n}", n, n) for n in range(400)])
    assert len(told(chart)) == 1_500
    assert told(chart).endswith("…")


def test_what_is_set_is_plain_values(sample):
    data = set_out(sample())
    assert [section["title"] for section in data["sections"]] == ["Bagian satu", "Bagian dua", "Kosong"]
    tiles = data["sections"][0]["blocks"][2]["numbers"]
    assert tiles[2]["value"] == "–"
    assert tiles[1]["marks"] == [2]
    assert [one["name"] for one in data["meanings"]] == ["cases", "within_5_working_days", "follow_up_days"]
