"""Every link that SIE makes is one that it understands: none leads to a mistake, to nothing, or to a fault."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from surga.doors.executive.frame.page import PAGES
from tests.doors.executive.today.conftest import live as live
from tests.doors.executive.today.conftest import lived as lived
from tests.doors.executive.today.conftest import settle as settle

#: Papers take long to set; that their addresses are right is held beside them.
_SLOW = (".pdf", ".xlsx")
#: Beginnings with a filter, a month, a day that is over: their links carry these on.
BEGUN = [
    "/sie/ruang",
    "/sie/pantau",
    "/sie/laporan",
    "/sie?per=2026-01-31&periode=tahun-lalu",
    "/sie/peta?topik=jalan&ukuran=jumlah&petak=kecil",
    "/sie/temuan?dari=1990-01-01&wilayah=99.01",
    "/sie/laporan?angka=within_5_working_days&menurut=topic*agency&nilai=jalan*umum&hanya=ya",
]


def shape(address):
    """An address without its values: of many that differ in a day or a code one is enough."""
    parts = urlsplit(address)
    return parts.path, tuple(sorted(re.findall(r"(?:^|&)(\w+)=", parts.query)))


@pytest.mark.parametrize("role", ["executive", "liaison"])
def test_every_link_is_understood(at, lived, role):
    client, seen, wrong = at(role), set(), {}
    ahead = [*(href for href, _label, _name in PAGES), *BEGUN]
    while ahead:
        address = ahead.pop().partition("#")[0]
        if not address.startswith("/") or shape(address) in seen:
            continue
        seen.add(shape(address))
        found = client.get(address)
        if found.status_code not in (200, 302):
            wrong[address] = found.status_code
        if not urlsplit(address).path.startswith("/sie"):
            continue
        if found.status_code == 302:
            ahead.append(found.headers["Location"])
        elif found.status_code == 200 and not found.streaming:
            said = found.content.decode()
            links = (unescape(each) for each in re.findall(r'<a [^>]*?href="([^"#][^"]*)"', said))
            ahead += [urljoin(address, each) for each in links if not each.partition("?")[0].endswith(_SLOW)]
    assert wrong == {}
    assert len(seen) > 40
