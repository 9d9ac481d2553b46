"""`/meja/survei`: rounds run from the desk, sheets typed in by the number keys or from a file."""

import io
import re
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from surga.core.people.access import system
from surga.reactions.surveys import actions, queries
from surga.reactions.surveys.actions import AnswerDraft, RoundDraft
from surga.reactions.surveys.models import Answer, Round

TEAM = system("test")
NEW = {
    "unit": "umum",
    "from_on": "2026-01-01",
    "to_on": "2026-06-30",
    "weight_mode": "exact",
    "walk_in": "on",
}


@pytest.fixture
def hold(city):
    def one(unit="umum", n=0, **more):
        draft = RoundDraft(unit, date(2026, 1, 1), date(2026, 6, 30), **more)
        made = actions.open_round(actions.make_round(draft, TEAM).id, TEAM)
        if n:
            actions.type_many(made.id, [AnswerDraft((3,) * 9)] * n, TEAM)
        return made

    return one


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_round_is_made_opened_closed_and_published_from_the_desk(at):
    desk = at("coordinator")
    assert "Belum ada survei" in text_of(desk.get("/meja/survei"))
    page = desk.get("/meja/survei/baru")
    assert "Dinas Umum" in text_of(page)
    made = desk.post("/meja/survei/baru", NEW | {"population": "100", "invites": "on"})
    info = queries.rounds()[0]
    assert made.url == f"/meja/survei/{info.id}"
    assert (info.unit, info.population, info.invites, info.walk_in, info.state) == (
        "umum",
        100,
        True,
        True,
        "draft",
    )
    assert "Buka survei" in text_of(desk.get(made.url))
    desk.post(f"{made.url}/buka")
    actions.type_many(info.id, [AnswerDraft((3,) * 9)] * 6, TEAM)
    page = desk.get(made.url)
    assert "kurang 74 dari 80" in text_of(page)
    assert f"/survei/u/{info.code}/poster" in page.content.decode()
    desk.post(f"{made.url}/tutup")
    saved = desk.post(
        made.url, {"follow_up": "Loket kedua.", "weight_mode": "rounded_0_11", "handed_out": "12"}
    )
    assert saved.status_code == 302
    assert "50 %" in text_of(desk.get(made.url))
    desk.post(f"{made.url}/terbitkan")
    out = queries.published("umum", "2026-s1")
    assert (out.follow_up, out.weight_mode) == ("Loket kedua.", "rounded_0_11")
    assert "/ikm/umum/2026-s1" in desk.get(made.url).content.decode()
    assert "terbit" in text_of(desk.get("/meja/survei"))
    desk.post(f"{made.url}/tarik")
    assert queries.published("umum", "2026-s1") is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"to_on": "2025-01-01"}, "mendahului"),
        ({"from_on": "", "to_on": ""}, "harus diisi"),
        ({"weight_mode": "x"}, "pilihan"),
        ({"unit": "tidak-ada"}, "Instansi itu tidak dikenal"),
    ],
)
def test_what_is_wrong_stands_at_its_field(at, more, words):
    page = at("coordinator").post("/meja/survei/baru", NEW | more)
    assert page.status_code == 422
    assert words.lower() in text_of(page).lower()
    assert not Round.objects.exists()


def test_the_same_round_twice_and_steps_out_of_order_are_told(at, hold):
    info, desk = hold(), at("coordinator")
    assert "sudah punya survei" in text_of(desk.post("/meja/survei/baru", NEW))
    desk.post(f"/meja/survei/{info.id}/terbitkan")
    assert "Tutup dulu surveinya" in text_of(desk.get(f"/meja/survei/{info.id}"))
    assert (
        desk.post(f"/meja/survei/{info.id}", {"weight_mode": "exact", "population": "0"}).status_code == 422
    )
    long = {"weight_mode": "exact", "follow_up": "x" * 4001}
    assert "Terlalu panjang" in text_of(desk.post(f"/meja/survei/{info.id}", long))
    for path in (f"/meja/survei/{info.id}/lain", "/meja/survei/999999/buka"):
        assert desk.post(path).status_code == 404
    assert desk.get("/meja/survei/999999").status_code == 404


@pytest.mark.parametrize(
    ("role", "lists", "types", "runs"),
    [
        ("operator", 200, 200, 403),
        ("liaison", 200, 200, 200),
        ("coordinator", 200, 200, 200),
        ("administrator", 200, 200, 200),
        ("verifier", 403, 403, 403),
        ("inspectorate", 403, 403, 403),
        ("executive", 403, 403, 403),
    ],
)
def test_who_may_list_type_and_run(at, hold, role, lists, types, runs):
    info, desk = hold(), at(role)
    assert desk.get("/meja/survei").status_code == lists
    assert desk.get(f"/meja/survei/{info.id}/kertas").status_code == types
    assert desk.get(f"/meja/survei/{info.id}").status_code == runs
    menu = "/meja/survei" in desk.get("/meja", follow=True).content.decode()
    assert menu == (lists == 200)


def test_a_liaison_has_only_their_agency_s(at, hold):
    own, other, whole = hold(), hold("pengawas"), hold("")
    desk = at("liaison")
    listed = desk.get("/meja/survei").content.decode()
    assert f"/meja/survei/{own.id}" in listed
    for info in (other, whole):
        assert f"/meja/survei/{info.id}" not in listed
        assert desk.get(f"/meja/survei/{info.id}").status_code == 403
        assert desk.post(f"/meja/survei/{info.id}/kertas", {"scores": "333333333"}).status_code == 403
    page = text_of(desk.get("/meja/survei/baru"))
    assert "Inspektorat" not in page


def test_a_stranger_is_asked_to_log_in(client, hold):
    assert client.get(f"/meja/survei/{hold().id}").status_code == 302


def test_sheet_after_sheet_is_nine_digits_and_enter(at, hold):
    info, desk = hold(), at("operator")
    path = f"/meja/survei/{info.id}/kertas"
    page = desk.get(path)
    assert "autofocus" in page.content.decode()
    assert "Penanganan pengaduan" in text_of(page)
    sent = desk.post(path, {"scores": "344 344 340", "comment": "Ramah", "on": "2026-03-02"})
    assert sent.url == f"{path}?tanggal=2026-03-02"
    assert 'value="2026-03-02"' in desk.get(sent.url).content.decode()
    desk.post(path, {"scores": "111111111"})
    rows = list(Answer.objects.order_by("id"))
    assert [(row.requirements, row.complaints, row.way, row.typed_by) for row in rows] == [
        (3, None, "paper", str(desk.actor)), (1, 1, "paper", str(desk.actor)),
    ]  # fmt: skip
    page = desk.get(path)
    assert "2 lembar Anda ketik hari ini" in text_of(page)
    assert text_of(page).index("111111111") < text_of(page).index("34434434–")
    desk.post(f"{path}/{rows[1].pk}/batal")
    assert "1 lembar Anda ketik hari ini" in text_of(desk.get(path))
    assert "dibatalkan" in text_of(desk.get(path))
    desk.post(f"{path}/999999/batal")
    assert "Lembar itu tidak ada" in text_of(desk.get(path))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"scores": "34434434"}, "sembilan angka"),
        ({"scores": "344344345"}, "angka 1 sampai 4"),
        ({"scores": "000000000"}, "Lembar kosong"),
        ({"scores": ""}, "harus diisi"),
        ({"scores": "333333333", "on": "2199-01-01"}, "belum tiba"),
    ],
)
def test_a_sheet_that_is_none_stays_to_be_mended(at, hold, typed, words):
    page = at("operator").post(f"/meja/survei/{hold().id}/kertas", typed)
    assert page.status_code == 422
    assert words in text_of(page)
    assert not Answer.objects.exists()


def test_a_closed_round_takes_no_sheets(at, hold):
    info, desk = hold(), at("operator")
    actions.close_round(info.id, TEAM)
    path = f"/meja/survei/{info.id}/kertas"
    assert "sedang tidak menerima" in text_of(desk.get(path))
    assert desk.post(path, {"scores": "333333333"}).status_code == 422
    assert not Answer.objects.exists()


def csv(text):
    return SimpleUploadedFile("lembar.csv", text.encode())


def workbook():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, [*(f"U{n}" for n in range(1, 10)), "Saran"])
    sheet.write_row(1, 0, [3, 4, 3, 4, 3, 4, 3, 4, 3, "Bagus"])
    sheet.write_row(2, 0, [1, 1, 1, 1, 1, 1, 1, "", 1, ""])
    book.close()
    return SimpleUploadedFile("lembar.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("file", "sheets"),
    [
        (lambda: csv("U1;U2;U3;U4;U5;U6;U7;U8;U9;saran\n3;4;3;4;3;4;3;4;3;Bagus\n1;1;1;1;1;1;1;;1;\n"), 2),
        (lambda: csv("nilai\n344344344\n111111101\n"), 2),
        (workbook, 2),
    ],
    ids=["csv", "one-column", "xlsx"],
)
def test_a_file_of_sheets_is_typed_in_at_once(at, hold, file, sheets):
    info, desk = hold(), at("liaison")
    sent = desk.post(f"/meja/survei/{info.id}/kertas/berkas", {"file": file()})
    assert sent.status_code == 302, text_of(sent)
    assert queries.index_of(info).n == sheets
    last = Answer.objects.order_by("-id").first()
    assert (last.facilities, last.requirements, last.typed_by) == (None, 1, str(desk.actor))


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (
            lambda: csv("U1;U2;U3;U4;U5;U6;U7;U8;U9\n3;4;3;4;3;4;3;4;3\n3;4;3;4;3;4;3;4;7\n"),
            "Baris 3: Hanya angka",
        ),
        (lambda: csv("a;b\n1;2\n"), "Baris 2: Kolomnya tidak dikenali"),
        (lambda: csv("nilai\n"), "tidak berisi satu lembar pun"),
        (lambda: csv("nilai\n" + "333333333\n" * 5001), "Terlalu banyak baris"),
        (lambda: csv("U1;U1\n1;2\n"), ""),
        (lambda: csv("nilai\n333333333;1;2\n"), "Baris 2"),
        (lambda: SimpleUploadedFile("x.xlsx", b"PK\x03\x04broken"), ""),
        (lambda: "", "tidak berisi satu lembar pun"),
    ],
    ids=["five", "columns", "empty", "many", "twice", "cells", "broken", "none"],
)
def test_a_file_with_a_fault_is_refused_whole(at, hold, file, words):
    info, desk = hold(), at("liaison")
    page = desk.post(f"/meja/survei/{info.id}/kertas/berkas", {"file": file()})
    assert page.status_code == 422
    assert words in text_of(page)
    assert not Answer.objects.exists()


def test_a_file_for_a_closed_round_is_refused(at, hold):
    info, desk = hold(), at("liaison")
    actions.close_round(info.id, TEAM)
    page = desk.post(f"/meja/survei/{info.id}/kertas/berkas", {"file": csv("nilai\n333333333\n")})
    assert page.status_code == 422


def test_the_desk_speaks_english_too(at, hold):
    info, desk = hold(n=5, population=100), at("coordinator")
    for path in (
        "/meja/survei",
        "/meja/survei/baru",
        f"/meja/survei/{info.id}",
        f"/meja/survei/{info.id}/kertas",
    ):
        said = text_of(desk.get(path, headers={"accept-language": "en"}))
        assert "Survei kepuasan" not in said
        assert "Satisfaction survey" in said
