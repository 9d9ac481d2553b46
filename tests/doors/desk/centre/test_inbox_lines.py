"""What was said, as officers see it: who, when, what hangs on it, whether it arrived; and never a trap."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from surga.core.regions import queries as regions

INBOX = "/meja/percakapan"


def text_of(answer):
    return answer.content.decode()


def test_a_conversation_shows_who_said_what_and_what_became_of_it(at, held, line):
    client = at("operator", name="Rini")
    one = held(client)
    line(one, "jalan di depan rumah berlubang")
    for state in ("due", "sent", "delivered", "read"):
        line(one, f"ini {state}", way="out", author="bot", state=state)
    line(
        one,
        "dari rekan",
        way="out",
        author="officer",
        officer=at("verifier", name="Budi").officer,
        state="sent",
    )
    line(
        one, "dari saya", way="out", author="officer", officer=client.officer, state="failed", error="window"
    )
    line(one, "kabar", way="out", author="system", state="unsure")
    line(
        one,
        "Pilih",
        way="out",
        author="bot",
        state="sent",
        data={"choices": [["1", "Kirim"], ["2", "Batal"]]},
    )
    page = text_of(client.get(f"{INBOX}/{one.pk}"))
    for word in (
        *(
            "Sumarni",
            "Bot",
            "Budi",
            "Anda",
            "Kabar laporan",
            "menunggu dikirim",
            "terkirim",
            "sampai",
            "dibaca",
        ),
        *(
            "gagal: lebih dari 24 jam sejak warga menulis",
            "belum pasti terkirim",
            "Kirim ulang",
            "Kirim",
            "Batal",
        ),
    ):
        assert word in page, word
    assert page.count('name="line"') == 2


def test_what_citizens_write_is_shown_as_they_wrote_it(at, talk, line):
    one = talk(name="<b>Tebal</b>", preview="<i>x</i>")
    line(one, "<script>alert(1)</script>")
    page = text_of(at("operator").get(f"{INBOX}/{one.pk}"))
    assert "<script>alert" not in page
    assert "<b>Tebal" not in page
    assert "<i>x" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(("kind", "state", "said"), [
    ("photo", "wanted", "sedang diambil"), ("photo", "expired", "mengirim ulang"),
    ("document", "refused", "tidak disimpan"),
    ("sticker", "", "stiker"), ("card", "", "kartu kontak"), ("unknown", "", "belum dapat ditampilkan"),
])  # fmt: skip
def test_no_line_is_empty(at, talk, line, kind, state, said):
    one = talk()
    line(one, "", kind=kind, media_state=state, media_id="x" if state else "")
    assert said in text_of(at("operator").get(f"{INBOX}/{one.pk}"))


def test_a_shared_place_is_told_by_its_kelurahan_and_drawn(at, talk, line, city):
    place = regions.regions_of("kelurahan")[0]
    one = talk()
    line(one, "", kind="location", data={"lat": place.lat, "lon": place.lon, "place": "Warung"})
    line(one, "", kind="location", data={"lat": 0.0, "lon": 0.0})
    line(one, "", kind="location", data={"lat": "x"})
    page = text_of(at("operator").get(f"{INBOX}/{one.pk}"))
    assert f"{place.name} (Warung)" in page
    assert "di luar kota" in page
    assert 'class="map-pin"' in page


@pytest.mark.parametrize(("name", "mime", "inline"), [
    ("photos/ab/x.jpg", "image/jpeg", True), ("files/ab/x.ogg", "audio/ogg; codecs=opus", True),
    ("files/ab/x.html", "text/html", False), ("files/ab/x.svg", "image/svg+xml", False), ("files/ab/x", "", False),
])  # fmt: skip
def test_attachments_never_run_in_the_browser(at, talk, line, name, mime, inline):
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"data"))
    sent = line(talk(), "", kind="document", file=name, media_type=mime, media_state="kept")
    answer = at("operator").get(f"{INBOX}/berkas/{sent.pk}/besar")
    assert answer.status_code == 200
    assert answer.getvalue() == b"data"
    answer.close()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert ("attachment" in answer["Content-Disposition"]) is not inline
    assert (answer["Content-Type"] == "application/octet-stream") is not inline


def test_the_reporters_key_is_shown_to_no_officer(at, held, line):
    client = at("operator")
    said = (
        "Laporan KDR-2611-5FDDG diterima.\nhttps://surga.example/lacak/KDR-2611-5FDDG?t=zv9y-dpz4-6vdt-6nvg"
    )
    one = held(client, preview=said)
    line(one, said, way="out", author="system", state="sent")
    for address in (INBOX + "?saring=mine", f"{INBOX}/{one.pk}", f"{INBOX}/{one.pk}/baru"):
        page = text_of(client.get(address))
        assert "KDR-2611-5FDDG?t=•••" in page
        assert "zv9y" not in page
