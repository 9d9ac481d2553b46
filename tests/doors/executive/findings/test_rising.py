"""What comes up, with the texts."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from surga.core.cases.models import Case

FLOOD = "Pintu air macet lagi di dekat kali, kampung kami terendam"


def page(client, query=""):
    found = client.get(f"/sie/temuan/naik?{query}")
    assert found.status_code == 200
    return found.content.decode()


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def rising(tell, summed):
    """Three a fortnight of letters, as always; of roads suddenly eighteen, and of a water gate."""
    for week in range(1, 14):
        tell(2, "surat", ago=7 * week - 3, text="Surat pengantar belum jadi")
        tell(1, "jalan", ago=7 * week - 2, text="Lubang di jalan")
    codes = tell(18, "jalan", ago=3, text=FLOOD)
    summed()
    return codes


def test_topics_and_words_that_rise_are_told_with_masked_texts(at, rising):
    Case.objects.filter(code=rising[0]).update(text=f"{FLOOD}. Hubungi Pelapor 0, 081234567890")
    said = page(at("executive"))
    assert "1 topik naik lebih dari musimnya." in said
    assert "Dibanding 12 pekan sebelumnya saja: data belum setahun" in said
    topics = plain(re.search(r'<section[^>]*aria-labelledby="topik".*?</section>', said, re.DOTALL)[0])
    assert "Jalan 20 laporan, biasanya 1,9" in topics
    assert "Surat" not in topics
    words = plain(re.search(r'<section[^>]*aria-labelledby="kata".*?</section>', said, re.DOTALL)[0])
    assert "18 dari" in words
    assert any(word in words for word in ("macet", "pintu air", "terendam"))
    assert f'href="/meja/laporan/{rising[0]}"' in said
    assert "081234567890" not in said
    assert "[nomor" in said or "[telepon" in said


def test_it_is_said_on_the_first_page_too(at, rising):
    said = at("executive").get("/sie/temuan").content.decode()
    assert "Sedang naik: Jalan." in said
    assert re.search(r"20 laporan dalam 14 hari, biasanya 1,9", plain(said))


def test_what_is_kept_from_the_public_is_never_read(at, rising):
    Case.objects.filter(code__in=rising).update(confidential=True)
    cache.clear()
    said = page(at("executive"))
    assert "Tidak ada kata yang muncul" in said
    assert "<q>" not in said or "Pintu air" not in said


def test_a_liaison_reads_only_what_lies_with_the_agency(at, rising, tell, summed):
    tell(12, "jalan", "kel-timur", ago=2, text="Warung roboh menutup gang")
    summed()
    cache.clear()
    said = page(at("liaison", "umum"))
    assert "warung" not in said.lower()
    assert "macet" in said
    assert "roboh" in page(at("executive")).lower()
    # An administrator sees no case: the words and no texts.
    assert "<q>" not in page(at("administrator"))


def test_nothing_rises_in_an_empty_city(at):
    said = page(at("executive"))
    assert "Tidak ada topik yang naik lebih dari musimnya." in said
    assert "0 topik diperiksa" in said
    day = (timezone.now() - timedelta(days=400)).date().isoformat()
    assert "Tidak ada kata yang muncul" in page(at("executive"), f"per={day}")


def test_it_asks_little_and_keeps_what_it_found(at, rising, django_assert_max_num_queries):
    client = at("executive")
    page(client)
    with django_assert_max_num_queries(20):
        page(client)
