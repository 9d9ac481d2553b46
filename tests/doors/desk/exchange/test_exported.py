"""LAPOR!'s spreadsheet: shown first, taken in piece by piece, nothing twice, and no name of who asked for secrecy."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from surga.channels.sp4n.export import COLUMNS
from surga.core.cases.models import Case
from surga.doors.desk.exchange.byhand import exported, keeping
from surga.project.configuration.national import Sp4n
from surga.reactions.sync.models import Answer, Link
from tests.channels.sp4n.test_export import ROW, written
from tests.channels.spreadsheet.test_readers import workbook

EXPORT = "/meja/pertukaran/ekspor"
HIDDEN = "Nyai Rara Contoh"


@pytest.fixture(autouse=True)
def _exports(settings, city, tmp_path):
    settings.SP4N = Sp4n("export", agency="3571")
    media = tmp_path / "media"
    media.mkdir()
    folder = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(media)}}
    settings.STORAGES = {**settings.STORAGES, "default": folder}


def rows(count, **more):
    told = {**ROW, **more}
    return [
        {**told, "Tracking ID": f"{9165800 + n}", "Isi Laporan Akhir": f"Jalan berlubang nomor {n}"}
        for n in range(count)
    ]


def table(tmp_path, *found, columns=COLUMNS):
    return written(tmp_path, *found, columns=columns).read_bytes()


def send(client, content, name="ekspor.csv", **more):
    return client.post(EXPORT, {"file": SimpleUploadedFile(name, content)}, **more)


def taken_in(client, content):
    """Upload, agree, and go on until it is done; the last page."""
    place = send(client, content)["Location"]
    for _ in range(50):
        answer = client.post(place, follow=True)
        if "data-go-on" not in (html := answer.content.decode()):
            return html
    raise AssertionError


def kept_files():
    root = Path(django_settings.STORAGES["default"]["OPTIONS"]["location"])
    return {path.name: path.read_text() for path in root.rglob("*") if path.is_file()}


def test_it_is_shown_before_anything_is_taken_in(at, tmp_path):
    found = [
        *rows(3),
        {**ROW, "Tracking ID": "12"},
        {**ROW, "Tracking ID": "9165899", "Tipe": "Rahasia", "Judul": "Rahasia sekali"},
    ]
    html = send(at("verifier"), table(tmp_path, *found), follow=True).content.decode()
    assert "4 laporan dalam berkas ini" in html
    assert "nol di depannya mungkin hilang" in html
    assert "<strong>1</strong> <span>nama dibuang" in html
    assert "Rahasia sekali" not in html
    assert not Case.objects.exists()


def test_taken_in_once_however_often(at, tmp_path):
    client = at("verifier")
    content = table(
        tmp_path, *rows(3), {**ROW, "Tracking ID": "9165899", "Status": "Menunggu Kelengkapan Informasi"}
    )
    html = taken_in(client, content)
    assert "<strong>4</strong> <span>laporan baru" in html
    assert Case.objects.filter(status="archived").count() == 3
    assert Case.objects.get(status="received").code in html
    again = taken_in(client, content)
    assert "tidak ada yang baru di ekspor ini" in again
    assert (Case.objects.count(), Link.objects.count(), Answer.objects.count()) == (4, 4, 4)
    assert set(Link.objects.values_list("state", flat=True)) == {"linked"}


def test_many_rows_go_in_pieces_and_may_be_broken_off(at, tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "PIECE", 2)
    monkeypatch.setattr(exported, "_ENOUGH", 0.0000001)
    client, stranger = at("verifier"), at("coordinator")
    place = send(client, table(tmp_path, *rows(5)))["Location"]
    assert "data-go-on" not in client.get(place).content.decode()
    assert "2 dari 5 laporan sudah masuk" in client.post(place, follow=True).content.decode()
    assert stranger.get(place).status_code == stranger.post(place).status_code == 302
    assert Case.objects.count() == 2
    # A piece that was taken in and not struck off, because the process was killed.
    token = place.rsplit("/", 1)[1]
    default_storage.delete(f"exports/{token}/done-00000")
    client.post(place)
    client.post(place)
    client.post(place)
    assert Case.objects.count() == 5
    client.post(place)
    assert "Selesai" in client.get(place).content.decode()
    assert not [name for name in kept_files() if name.startswith("rows-")]


def test_no_name_of_who_asked_for_secrecy_is_anywhere(at, tmp_path, caplog):
    hidden = [
        {**ROW, "Tracking ID": f"{9165800 + n}", "Nama Pelapor": HIDDEN, "Tipe": kind}
        for n, kind in enumerate(["Rahasia", "Anonim", "Anonim|Rahasia", "Lainnya"])
    ]
    client = at("verifier")
    content = table(tmp_path, *hidden)
    place = send(client, content)["Location"]
    assert all(HIDDEN not in text for text in kept_files().values())
    shown = client.get(place).content.decode() + client.post(place, follow=True).content.decode()
    assert HIDDEN not in shown + caplog.text
    kept = "".join(map(str, [*Case.objects.values(), *Answer.objects.values(), *Link.objects.values()]))
    assert HIDDEN not in kept
    assert Case.objects.filter(confidential=True).count() == 4
    # ``city`` put nothing there, and what is left holds only counts.
    assert set(kept_files()) == {"sheet", "done-00000"}


def test_what_is_left_behind_goes_by_the_hour(at, tmp_path):
    place = send(at("verifier"), table(tmp_path, *rows(1)))["Location"]
    assert keeping.sweep() == 0
    root = Path(default_storage.path(f"exports/{place.rsplit('/', 1)[1]}"))
    for path in root.iterdir():
        os.utime(path, (0, 0))
    assert keeping.sweep() == 1
    assert not root.exists()


def test_what_a_killed_process_left_of_an_upload_goes_too(settings, tmp_path, city):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    old, fresh = tmp_path / "a.upload.xlsx", tmp_path / "b.upload.xlsx"
    for path in (old, fresh):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))
    assert keeping.sweep() == 1
    assert (old.exists(), fresh.exists()) == (False, True)


def test_thrown_away_at_once(at, tmp_path):
    client = at("verifier")
    place = send(client, table(tmp_path, *rows(1)))["Location"]
    client.post(f"{place}/buang")
    assert kept_files() == {}
    assert "Unggah sekali lagi" in client.get(place, follow=True).content.decode()
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("content", "said", "english"),
    [
        (b"", "kosong", "empty"),
        (b"%PDF-1.7 ...", "bukan tabel", "no table"),
        (b"a,b\n1,2\n", "tidak ada kolom Tracking ID", "no column Tracking ID"),
        (workbook(COLUMNS, ("1",))[:300], "rusak atau terpotong", "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 99, ".xls lama", "old .xls"),
        ("Tracking ID\né".encode("cp1252"), "CSV UTF-8", "CSV UTF-8"),
        (",".join(COLUMNS).encode(), "tanpa satu baris pun", "without a single row"),
        (",".join((*COLUMNS, "Judul")).encode() + b"\n1", "ada dua kali", "twice"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_export_is_refused_in_a_sentence(at, content, said, english):
    client = at("verifier")
    for language, words in (("id", said), ("en", english)):
        client.cookies["bahasa"] = language
        answer = send(client, content, "ekspor.xlsx")
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert kept_files() == {}


def test_no_file_and_too_large_a_file(at, monkeypatch):
    client = at("verifier")
    assert "Pilih dulu berkasnya." in client.post(EXPORT).content.decode()
    monkeypatch.setattr(exported, "MOST_BYTES", 10)
    assert "terlalu besar" in send(client, b"a,b\n1,2,3,4,5,6").content.decode()
    monkeypatch.undo()


def test_a_workbook_with_its_columns_anywhere(at):
    order = tuple(reversed(COLUMNS))
    row = {**ROW, "Tracking ID": 9165800.0}
    html = taken_in(at("coordinator"), workbook(order, tuple(row[name] for name in order)))
    assert "<strong>1</strong> <span>laporan baru" in html
    assert Link.objects.get().report_id == "9165800"


@pytest.mark.parametrize("role", ["operator", "liaison", "executive", "administrator", "verifier"])
def test_who_may_hand_in_an_export(at, tmp_path, role):
    status = 200 if role == "verifier" else 403
    client = at(role)
    assert client.get(EXPORT).status_code == status
    assert send(client, table(tmp_path, *rows(1))).status_code == (302 if status == 200 else 403)


def test_a_broken_token_is_no_way_into_the_folders(at):
    client = at("verifier")
    for token in ("..", "a" * 32, "0" * 31, "sheet"):
        assert client.get(f"{EXPORT}/{token}").status_code in {302, 404}
    assert keeping.sheet("../../x", "officer:1") is None
