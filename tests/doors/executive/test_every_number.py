"""Every whole number of SIE that leads to rows leads to exactly so many: over lives of cases as chance has them."""

import csv
import io
import re
from collections import Counter
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest

from surga.doors.executive.frame.page import PAGES
from surga.events.record import archived
from tests.doors.executive.today.conftest import live as live
from tests.doors.executive.today.conftest import settle as settle
from tests.reactions.insight.lives import Lives

#: Begun and over; with a filter; as of a day on which half of it was known; to this day.
PERIODS = (
    "dari=2025-01-01&sampai=2025-12-31",
    "dari=2025-02-01&sampai=2025-03-15&topik=jalan",
    "dari=2025-01-01&per=2025-04-20",
    "dari=2025-01-01",
)
MORE = ("/sie/instansi/umum", "/sie/peta?ukuran=jumlah")
#: What does not count the rows to which it leads, each for its reason: none.
EXCEPT: frozenset[str] = frozenset()
#: Of links of one kind so many are followed on each page.
_EACH = 3
_ROWS = "/sie/laporan"
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*")
_LINK = re.compile(r'<a [^>]*?href="([^"#][^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_CARD = re.compile(r'<article class="card sie-card.*?</article>', re.DOTALL)
_VALUE = re.compile(r'<span class="sie-number">(.*?)</span>')
_WAYS = re.compile(r'<p class="sie-ways"><a href="([^"]+)"')
_DRAWN = re.compile(r'<th scope="row"><a href="([^"]+)">[^<]*</a></th>((?:<td>[^<]*</td>)+)')
#: Figures whose value is how many there are; of others that is said by their n.
_COUNTS = frozenset({"cases", "contacts", "open_cases", "services"})


@pytest.fixture
def lives(city, live, settle):
    """Half a year of lives, told of as they went, and a few cases of this week."""
    with archived():
        Lives(7).go_on(160, new=0.2)
    for _ in range(3):
        live(region="99.01.1002")
    live("surat", 60)
    live("surat", 50, answered=0.2, kind="information")
    settle()


def plain(html):
    """What is read of a link: of a cell with several lines its value."""
    value = re.search(r'<span class="find-value">(.*?)</span>', html, re.DOTALL)
    return re.sub(r"<[^>]+>", "", value.group(1) if value else html).strip()


def numbers_of(said):
    """Address and number of each whole number that is a link, that is a card's value, or that is drawn."""
    yield from ((href, plain(inner)) for href, inner in _LINK.findall(said))
    for card in _CARD.findall(said):
        value, way = _VALUE.search(card), _WAYS.search(card)
        if value and way:
            yield way.group(1), value.group(1)
    for href, cells in _DRAWN.findall(said):
        figure, *_rest, lay = kind_of(unescape(href))
        told = re.findall(r"<td>([^<]*)</td>", cells)
        yield href, told[0] if figure in _COUNTS and not lay else told[-1]


def kind_of(address):
    """What a link asks for, without of which row."""
    words = dict(parse_qsl(urlsplit(address).query))
    return tuple(words.get(word, "") for word in ("angka", "menurut", "hanya", "hasil", "singgah"))


def led_to(client, address):
    """How many rows the page tells; the sheet has as many."""
    said = client.get(address).content.decode()
    told = re.search(r"<strong>([\d.]+) (?:laporan|kontak)</strong>", said)
    n = int(told.group(1).replace(".", "")) if told else None
    sheet = client.get(address.replace(_ROWS, f"{_ROWS}.csv")).getvalue().decode()
    assert len(list(csv.DictReader(io.StringIO(sheet)))) == n, address
    return n


@pytest.mark.parametrize("role", ["executive", "liaison"])
@pytest.mark.parametrize("period", PERIODS)
def test_every_number_leads_to_so_many_rows(at, lives, role, period):
    client, wrong, followed = at(role), {}, {}
    for page in (*(href for href, _label, _name in PAGES), *MORE):
        address = f"{page}{'&' if '?' in page else '?'}{period}"
        found = client.get(address, follow=True)
        if found.status_code != 200:
            continue
        seen = Counter()
        for href, number in numbers_of(found.content.decode()):
            to = urljoin(address, unescape(href))
            if urlsplit(to).path != _ROWS or not _NUMBER.fullmatch(number) or page in EXCEPT:
                continue
            seen[kind_of(to)] += 1
            if seen[kind_of(to)] > _EACH:
                continue
            n = followed[to] if to in followed else followed.setdefault(to, led_to(client, to))
            if n != int(number.replace(".", "")):
                wrong[page, to] = (number, n)
    assert wrong == {}
    assert len(followed) > 5
