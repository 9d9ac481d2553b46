"""The one call in XML: whatever is told survives it, and nothing in an answer is ever expanded."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surga.channels.port.gateway import Accepted, NewReport
from surga.channels.sp4n import xml
from tests.channels.sp4n.account import ANSWERS, MARKER, NEW, TOKEN

KNOWN = NewReport(MARKER, "Lampu mati", False, False, "Sri  Contoh Rahayu", "081200000000", "sri@example.id")


def told(new: NewReport) -> dict[str, str]:
    root = ET.fromstring(xml.filing(TOKEN, new))
    assert root.tag == "lapor"
    assert root.get("token") == TOKEN
    found = {each.tag: each.text or "" for each in root.iter() if not len(each)}
    return found | dict(root.find("laporan").attrib)  # type: ignore[union-attr]  # it is there, or the test fails


def test_the_form_is_the_published_one() -> None:
    root = ET.fromstring(xml.filing(TOKEN, KNOWN))
    assert [each.tag for each in root.iter()] == [
        "lapor", "pelapor", "email", "telpon", "namadepan", "namabelakang", "laporan", "isi",
    ]  # fmt: skip
    assert told(KNOWN) == {
        "email": "sri@example.id", "telpon": "081200000000", "namadepan": "Sri", "namabelakang": "Contoh Rahayu",
        "isi": f"Lampu mati\n{MARKER}", "rahasia": "0", "anonim": "0",
    }  # fmt: skip


def test_who_has_one_name_has_no_second() -> None:
    assert told(replace(KNOWN, name="Sri"))["namabelakang"] == "_"
    found = told(replace(KNOWN, name=" "))
    assert (found["namadepan"], found["namabelakang"]) == ("_", "_")


def test_of_the_anonymous_nothing_is_told_whatever_was_given() -> None:
    body = xml.filing(TOKEN, replace(KNOWN, anonymous=True, secret=True)).decode()
    assert [word for word in ("Sri", "Contoh", "0812", "sri@") if word in body] == []
    found = told(replace(KNOWN, anonymous=True, secret=True))
    assert (found["anonim"], found["rahasia"]) == ("1", "1")


@given(st.text(), st.text(max_size=60))
def test_any_text_is_told_and_read_again(text: str, name: str) -> None:
    found = told(NewReport(MARKER, text, False, name=name))
    assert xml.carries(found["isi"], MARKER)
    assert found["isi"].endswith(f"\n{MARKER}")
    assert found["namadepan"]
    assert found["namabelakang"]
    plain = "".join(c for c in text if c.isprintable() and c.isascii()).split()
    assert "".join(plain) in "".join(
        "".join(c for c in found["isi"] if c.isprintable() and c.isascii()).split()
    )


@given(st.integers(4_900, 5_100), st.sampled_from(["a", "é", "😀", " ", "&"]))
def test_what_is_too_long_loses_text_and_not_the_marker(length: int, letter: str) -> None:
    text = xml.text_of(replace(NEW, text="x" + letter * length + "x"))
    assert len(text) <= 5_000
    assert text.endswith(f"\n{MARKER}")
    whole = length + 2 + 1 + len(MARKER) <= 5_000
    assert (xml.CUT in text) == (not whole)
    assert whole or letter == " " or len(text) > 4_900


def test_the_marker_is_there_once() -> None:
    for given_marker in (MARKER, "KDR-2206-7Q4KX"):
        for text in ("Lampu mati", f"Lampu mati\n{MARKER}", f"Lampu mati\r\n\r\n{MARKER}\r\n"):
            assert xml.text_of(NewReport(given_marker, text)) == f"Lampu mati\n{MARKER}"


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (f"x\n{MARKER}", True),
        (f"x\r\n{MARKER}  \r\n\r\n", True),
        (MARKER, True),
        (f"x {MARKER}", False),
        (f"x\n{MARKER}\nterima kasih", False),
        (f"x\n{MARKER.lower()}", False),
        ("x\n[Ref KDR-2206-7Q4KY]", False),
        ("", False),
    ],
)
def test_a_marker_is_ours_only_at_the_end(text: str, there: bool) -> None:
    assert xml.carries(text, MARKER) is there


def test_the_answer_has_two_ids() -> None:
    assert xml.answered((ANSWERS / "taken.xml").read_bytes()) == Accepted("0165816", "T-20220616-000123")
    spaced = b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --><lapor>\n<trackingid> 0165816 </trackingid></lapor>'
    assert xml.answered(spaced) == Accepted("0165816", "")
    assert xml.answered(b"<lapor><trackingid><![CDATA[0165816]]></trackingid></lapor>") == Accepted(
        "0165816", ""
    )
    assert xml.answered((ANSWERS / "refused.xml").read_bytes()) == xml.Refusal("INVALID")


ENTITIES = '<!DOCTYPE lapor [<!ENTITY a "{}">]><lapor><trackingid>&a;</trackingid></lapor>'


@pytest.mark.parametrize(
    "data",
    [
        ENTITIES.format("0165816").encode(),
        ENTITIES.replace('"{}"', 'SYSTEM "file:///etc/hostname"').encode(),
        ENTITIES.format("0165816").encode("utf-16"),
        b'<!DOCTYPE lapor SYSTEM "http://127.0.0.1:9/x"><lapor><trackingid>0165816</trackingid></lapor>',
        b"<!doctype lapor><lapor><trackingid>0165816</trackingid></lapor>",
        b"<lapor><trackingid>&a;</trackingid></lapor>",
        b"<lapor><trackingid>0165816</trackingid>",
        b'<?xml version="1.0" encoding="ISO-8859-1"?><lapor><x>\xe9</x></lapor>',
        b"<laporan><trackingid>0165816</trackingid></laporan>",
        (ANSWERS / "maintenance.html").read_bytes(),
        b"<lapor>" + b" " * xml.LARGEST + b"</lapor>",
        b"<lapor>" + b"<a>" * 10_000,
        b"",
    ],
)
def test_what_is_no_answer(data: bytes) -> None:
    with pytest.raises(xml.NotXml):
        xml.answered(data)


@given(st.binary(max_size=80), st.integers(0, 90), st.integers(0, 90))
def test_no_broken_answer_crashes_the_reader(noise: bytes, start: int, end: int) -> None:
    data = (ANSWERS / "taken.xml").read_bytes()
    try:
        found = xml.answered(data[:start] + noise + data[end:])
    except xml.NotXml:
        return
    assert isinstance(found, Accepted | xml.Refusal)
