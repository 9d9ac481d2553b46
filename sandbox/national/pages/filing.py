"""A citizen reports at LAPOR!."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.national.model import words
from sandbox.national.model.national import National
from sandbox.national.pages.frame import mistake, page
from sandbox.national.pages.markup import button, choice, field, hidden, tag, tick

CHANNELS = ("Website", "Whatsapp", "Android", "iOS", "SMS", "Twitter")


def filing(national: National, now: int, typed: Mapping[str, str] | None = None, why: str = "") -> bytes:
    """``typed`` is shown again, ``why`` it was refused."""
    was = typed or {}
    agencies = [("", "Belum tahu; admin nasional yang menentukan")]
    agencies += [(each.id, each.name) for each in national.agencies.values()]
    topics = [("", "Belum ada"), *((each.id, each.name) for each in national.topics.values())]
    return page(
        "Lapor sebagai warga", "/lapor", now,
        tag("h1", "Apa yang ingin dilaporkan?"),
        tag("p", "Seperti warga yang melapor lewat LAPOR!, bukan lewat kota. Pakai nama rekaan.", class_="lead"),
        mistake(why),
        tag("form",
            hidden(move="file"),
            field("note", "Isi laporan", was.get("note", ""), kind="area", needed=True,
                  hint="Apa, di mana, sejak kapan."),
            field("title", "Judul", was.get("title", ""), hint="Boleh kosong: diambil dari isi."),
            choice("kind", "Klasifikasi", [(each, each.capitalize()) for each in words.KINDS], was.get("kind", "")),
            choice("topic", "Topik", topics, was.get("topic", "")),
            choice("agency", "Instansi tujuan", agencies, was.get("agency", "")),
            field("place", "Tempat kejadian", was.get("place", "")),
            field("happened_on", "Tanggal kejadian", was.get("happened_on", ""), kind="date"),
            tag("div", field("lat", "Lintang", was.get("lat", "")), field("lon", "Bujur", was.get("lon", "")),
                class_="pair"),
            field("attachment", "Lampiran", kind="file"),
            choice("channel", "Lewat", [(each, each) for each in CHANNELS], was.get("channel", "")),
            field("name", "Nama pelapor", was.get("name", ""), hint="Tidak pernah keluar lewat API."),
            tick("anonymous", "Anonim: nama tidak ditampilkan", on=bool(was.get("anonymous"))),
            tick("secret", "Rahasia: laporan tidak keluar lewat API", on=bool(was.get("secret"))),
            button("Kirim laporan", kind="first"),
            method="post", action="/bertindak", enctype="multipart/form-data", class_="card"),
    )  # fmt: skip
